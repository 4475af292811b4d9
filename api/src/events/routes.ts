import type { App } from '../plugins/app-type.ts'

export async function eventsRoutes(_app: App): Promise<void> {}
