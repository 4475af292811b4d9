import type { App } from '../plugins/app-type.ts'

export async function usersRoutes(_app: App): Promise<void> {}
