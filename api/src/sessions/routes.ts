import type { App } from '../plugins/app-type.ts'

export async function sessionsRoutes(_app: App): Promise<void> {}
