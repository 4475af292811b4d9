import type { App } from '../plugins/app-type.ts'

export async function perimetersRoutes(_app: App): Promise<void> {}
