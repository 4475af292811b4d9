import type { App } from '../plugins/app-type.ts'

export async function impactsRoutes(_app: App): Promise<void> {}
