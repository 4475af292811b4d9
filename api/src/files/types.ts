import { fileTypeFromBuffer } from 'file-type'

/** Media type → the ending that a file of it bears. */
export const accepted: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'text/csv': 'csv',
  'text/plain': 'txt',
}

/**
 * What a file is by its first bytes; its name only tells a table in text from plain text. Null for what is not accepted:
 * HTML, SVG and programs, and text that holds control characters.
 */
export async function mediaTypeOf(bytes: Uint8Array, name: string): Promise<string | null> {
  const known = await fileTypeFromBuffer(bytes)
  if (known) return known.mime in accepted ? known.mime : null
  if (!isText(bytes) || looksLikeMarkup(bytes)) return null
  return /\.(?:csv|tsv)$/i.test(name) ? 'text/csv' : /\.(?:txt|md|log)$/i.test(name) ? 'text/plain' : null
}

/** UTF-8 or an eight-bit text: no control characters but tabs and ends of lines. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d)
}

/** A text that a browser might show as a page. */
const looksLikeMarkup = (bytes: Uint8Array): boolean => /^\uFEFF?\s*<(?:!doctype|html|head|body|script|svg|\?xml|!--)/i.test(new TextDecoder().decode(bytes.subarray(0, 512)))

/** The file's name with the ending of what it is: a program renamed, or a picture without ending, opens as what it is. */
export function nameOf(name: string, mediaType: string): string {
  const ending = accepted[mediaType] ?? 'bin'
  const spellings = ending === 'jpg' ? ['jpg', 'jpeg'] : ending === 'txt' ? ['txt', 'md', 'log'] : [ending]
  const own = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase()
  // What Windows forbids in names is taken out, so that the file can be kept anywhere.
  const safe = name.replace(/[<>:"|?*]/g, '-').replace(/^\.+/, '').trim() || 'document'
  return own && spellings.includes(own) ? safe : `${safe.slice(0, 190)}.${ending}`
}
