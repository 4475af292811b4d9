import type { App } from '../plugins/app-type.ts'

export async function mapRoutes(_app: App): Promise<void> {}
