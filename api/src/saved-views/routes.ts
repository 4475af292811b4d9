import type { App } from '../plugins/app-type.ts'

export async function savedViewsRoutes(_app: App): Promise<void> {}
