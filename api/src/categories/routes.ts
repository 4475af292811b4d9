import type { App } from '../plugins/app-type.ts'

export async function categoriesRoutes(_app: App): Promise<void> {}
