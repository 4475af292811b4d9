import type { App } from '../plugins/app-type.ts'

export async function positionsRoutes(_app: App): Promise<void> {}
