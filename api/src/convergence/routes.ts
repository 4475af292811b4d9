import type { App } from '../plugins/app-type.ts'

export async function convergenceRoutes(_app: App): Promise<void> {}
