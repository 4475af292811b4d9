import type { App } from '../plugins/app-type.ts'

export async function auditRoutes(_app: App): Promise<void> {}
