import type { App } from '../plugins/app-type.ts'

export async function pointsRoutes(_app: App): Promise<void> {}
