import type { App } from '../plugins/app-type.ts'

export async function tiesRoutes(_app: App): Promise<void> {}
