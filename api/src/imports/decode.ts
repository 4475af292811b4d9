import { isUtf8 } from 'node:buffer'
import { importErrors } from './errors.ts'
import { pacer } from './pace.ts'

export const encodings = ['utf-8', 'utf-8-bom', 'windows-1252', 'utf-16le', 'utf-16be', 'text'] as const
/** How the bytes were read; `text` when the file came as JSON text. */
export type Encoding = (typeof encodings)[number]

const PIECE_BYTES = 1 << 20
/** First bytes of files that people take for a CSV. */
const magics: readonly [string, readonly number[]][] = [
  ['xlsx/zip', [0x50, 0x4b, 0x03, 0x04]], ['xls', [0xd0, 0xcf, 0x11, 0xe0]], ['pdf', [0x25, 0x50, 0x44, 0x46]], ['gzip', [0x1f, 0x8b]], ['exe', [0x4d, 0x5a, 0x90]], ['rtf', [0x7b, 0x5c, 0x72, 0x74]],
]

/** Text of a CSV file: a byte order mark decides, else strict UTF-8, else Windows-1252 as French Excel saves it. Refuses binary files. */
export async function decodeFile(bytes: Buffer): Promise<{ text: string; encoding: Encoding }> {
  const magic = magics.find(([, head]) => head.every((byte, i) => bytes[i] === byte))
  if (magic) throw importErrors['import-not-csv']({ params: { found: magic[0] } })
  const encoding = encodingOf(bytes)
  if (!encoding.startsWith('utf-16') && bytes.includes(0)) throw importErrors['import-not-csv']({ params: { found: 'NUL' } })
  const decoder = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { fatal: true })
  const pieces: string[] = []
  const pace = pacer()
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    pieces.push(decode(decoder, encoding, bytes.subarray(at, at + PIECE_BYTES)))
    await pace()
  }
  pieces.push(decode(decoder, encoding))
  return { text: requireText(pieces.join('')), encoding }
}

/** Bytes that are not of the encoding that the file announces are refused: a replacement sign would stand in the register as a name. */
function decode(decoder: InstanceType<typeof TextDecoder>, encoding: Encoding, bytes?: Buffer): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
  } catch {
    throw importErrors['import-not-csv']({ params: { found: encoding } })
  }
}

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** The text without its byte order mark. PostgreSQL stores neither NUL nor halves of a surrogate pair. */
export function requireText(text: string): string {
  if (text.includes('\0') || /\p{Cs}/u.test(text)) throw importErrors['import-not-csv']({ params: { found: 'NUL' } })
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}
