import type { App } from '../plugins/app-type.ts'

export async function mandatesRoutes(_app: App): Promise<void> {}
