import type { App } from '../plugins/app-type.ts'

export async function searchRoutes(_app: App): Promise<void> {}
