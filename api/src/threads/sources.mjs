// The program of a thread in development and in tests, where nothing is built: a thread does not read TypeScript by itself.
import { register } from 'tsx/esm/api'

register()

export const { dpiaDocument, editionDocument, mactor, minutesDocument, raters } = await import('./methods.ts')
