import type { App } from '../plugins/app-type.ts'

export async function apiKeysRoutes(_app: App): Promise<void> {}
