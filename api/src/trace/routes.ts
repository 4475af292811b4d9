import type { App } from '../plugins/app-type.ts'

export async function traceRoutes(_app: App): Promise<void> {}
