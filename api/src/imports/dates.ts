import type { Read } from './cells.ts'

/** Days from 1899-12-30, Excel's zero, to 1970-01-01. */
const EXCEL_EPOCH_DAYS = 25_569
const DAY_MS = 86_400_000

/**
 * A date as people write it in French tables: JJ/MM/AAAA (also with - or .), MM/AAAA, AAAA, ISO 8601, or the serial
 * number that Excel leaves (five digits). Gives YYYY, YYYY-MM or YYYY-MM-DD; never guesses an American order.
 */
export function readDate(cell: string): Read<string> {
  const text = cell.replace(/[\s\u00A0\u202F]+/g, ' ').trim()
  const parts = partsOf(text)
  if (!parts) return { code: 'not-a-date' }
  const [year, month, day] = parts
  if (year < 1000 || year > 2999 || (month !== null && (month < 1 || month > 12)) || (day !== null && !existing(year, month ?? 0, day))) return { code: 'not-a-date' }
  return { value: [String(year), month, day].filter((part) => part !== null).map((part) => String(part).padStart(2, '0')).join('-') }
}

/** A whole day; a year or a month counts from its first day. */
export function readDay(cell: string): Read<string> {
  const read = readDate(cell)
  return 'value' in read ? { value: `${read.value}-01-01`.slice(0, 10) } : read
}

type Parts = [year: number, month: number | null, day: number | null]

function partsOf(text: string): Parts | null {
  const french = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text)
  if (french) return [Number(french[4]), Number(french[3]), Number(french[1])]
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)?$/.exec(text)
  if (iso) return [Number(iso[1]), Number(iso[2]), iso[3] === undefined ? null : Number(iso[3])]
  const month = /^(\d{1,2})[/.-](\d{4})$/.exec(text)
  if (month) return [Number(month[2]), Number(month[1]), null]
  if (/^\d{4}$/.test(text)) return [Number(text), null, null]
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return null
  const serial = new Date((Math.floor(Number(text.replace(',', '.'))) - EXCEL_EPOCH_DAYS) * DAY_MS)
  return [serial.getUTCFullYear(), serial.getUTCMonth() + 1, serial.getUTCDate()]
}

function existing(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
