import { importErrors } from './errors.ts'
import { pacer } from './pace.ts'
import { nextRecord } from './record.ts'

export const MAX_ROWS = 50_000
export const MAX_COLUMNS = 200
export const delimiters = [';', ',', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** A CSV file as read: the rows below the headers, each with the line on which it begins in the file. */
export interface Sheet { delimiter: Delimiter; headers: string[]; rows: string[][]; lines: number[] }

/** Reads a CSV text. Blank rows and a `sep=` line are dropped; short rows are filled up. Throws when there is nothing, too much, or a quote left open. */
export async function parseSheet(text: string): Promise<Sheet> {
  const declared = /^\uFEFF?"?sep=([;,\t])"?(?:\r\n|\r|\n)/i.exec(text)
  const start = declared ? declared[0].length : 0
  const delimiter = (declared?.[1] as Delimiter | undefined) ?? sniff(text, start)
  const head = nextRecord(text, start, declared ? 2 : 1, delimiter)
  if (!head) throw importErrors['import-empty']()
  const headers = uniqueHeaders(head.cells)
  const rows: string[][] = []
  const lines: number[] = []
  const pace = pacer()
  for (let record = nextRecord(text, head.end, head.nextLine, delimiter); record; record = nextRecord(text, record.end, record.nextLine, delimiter)) {
    if (record.cells.every((cell) => cell.trim() === '')) continue
    if (rows.length === MAX_ROWS) throw importErrors['import-too-large']({ params: { limit: String(MAX_ROWS) } })
    rows.push(fill(record.cells, headers.length))
    lines.push(record.line)
    await pace()
  }
  if (rows.length === 0) throw importErrors['import-empty']()
  return { delimiter, headers, rows, lines }
}

function fill(cells: string[], width: number): string[] {
  const kept = cells.length > width && cells.slice(width).every((cell) => cell.trim() === '') ? cells.slice(0, width) : cells
  return kept.length < width ? [...kept, ...Array<string>(width - kept.length).fill('')] : kept
}

/** The delimiter that cuts the first record most; the comma when none does. */
function sniff(text: string, start: number): Delimiter {
  const widths = delimiters.map((delimiter) => ({ delimiter, width: nextRecord(text.slice(0, start + 100_000), start, 1, delimiter, true)?.cells.length ?? 0 }))
  const best = widths.reduce((a, b) => (b.width > a.width ? b : a))
  return best.width > 1 ? best.delimiter : ','
}

/** Headers without hidden characters, each once; one without a name gets its column number. */
function uniqueHeaders(cells: readonly string[]): string[] {
  if (cells.length > MAX_COLUMNS) throw importErrors['import-too-large']({ params: { limit: String(MAX_COLUMNS) } })
  const seen = new Map<string, number>()
  return cells.map((cell, i) => {
    const name = cell.normalize('NFC').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 200) || `#${i + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}
