import type { App } from '../plugins/app-type.ts'

export async function importsRoutes(_app: App): Promise<void> {}
