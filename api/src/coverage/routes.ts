import type { App } from '../plugins/app-type.ts'

export async function coverageRoutes(_app: App): Promise<void> {}
