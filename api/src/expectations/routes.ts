import type { App } from '../plugins/app-type.ts'

export async function expectationsRoutes(_app: App): Promise<void> {}
