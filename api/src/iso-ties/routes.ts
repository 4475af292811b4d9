import type { App } from '../plugins/app-type.ts'

export async function isoTiesRoutes(_app: App): Promise<void> {}
