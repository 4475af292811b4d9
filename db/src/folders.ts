import { fileURLToPath } from 'node:url'

// Right both from src/ and from dist/: the two stand at the same depth.
/** Where the SQL migrations stand. */
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))
/** Where the shipped reference and demonstration data stand. */
export const referenceFolder = fileURLToPath(new URL('../reference', import.meta.url))
