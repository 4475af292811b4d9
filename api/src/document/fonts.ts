import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Beside the sources in development and in tests, beside `dist` in the built product. */
const folder = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../assets/fonts/' : '../assets/fonts/', import.meta.url))
const read = (name: string): Buffer => readFileSync(`${folder}Inter-${name}.ttf`)

let loaded: { regular: Buffer; italic: Buffer; semibold: Buffer } | undefined

/** Inter (SIL Open Font License, assets/fonts/OFL.txt), cut to Latin, Greek and Cyrillic; read once. */
export function documentFonts(): NonNullable<typeof loaded> {
  loaded ??= { regular: read('Regular'), italic: read('Italic'), semibold: read('SemiBold') }
  return loaded
}
