import type { App } from '../plugins/app-type.ts'

export async function frameworkRoutes(_app: App): Promise<void> {}
