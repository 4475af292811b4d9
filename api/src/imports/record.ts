import { importErrors } from './errors.ts'

/** One CSV record: its cells, the line it begins on, where the next one begins. */
export interface CsvRecord { cells: string[]; line: number; end: number; nextLine: number }

const QUOTE = 34
const CR = 13
const LF = 10

/**
 * Reads the record at `at`; null at the end of the text. RFC 4180 and what spreadsheets make of it: CRLF, LF or CR,
 * line breaks in quotes, a quote inside an unquoted cell. Written here because csv-parse reads 1 MB a second in slices
 * that hold the event loop for 180 ms, and tells a record's last line, not its first.
 */
export function nextRecord(text: string, at: number, line: number, delimiter: string, lenient = false): CsvRecord | null {
  if (at >= text.length) return null
  const cells: string[] = []
  let position = at
  let lines = 0
  for (;;) {
    const cell = text.charCodeAt(position) === QUOTE ? quoted(text, position, line + lines, lenient) : { value: '', end: position }
    const end = cellEnd(text, cell.end, delimiter)
    const value = cell.value + text.slice(cell.end, end)
    cells.push(value)
    lines += lineBreaks(cell.value)
    if (text[end] === delimiter) {
      position = end + 1
      continue
    }
    const width = text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1
    return { cells, line, end: Math.min(end + width, text.length), nextLine: line + lines + 1 }
  }
}

/** A quoted cell from its opening quote; what follows its closing quote belongs to the cell too. */
function quoted(text: string, open: number, line: number, lenient: boolean): { value: string; end: number } {
  let value = ''
  for (let from = open + 1; ;) {
    const close = text.indexOf('"', from)
    if (close < 0) {
      if (lenient) return { value: value + text.slice(from), end: text.length }
      throw importErrors['import-quote-open']({ params: { line } })
    }
    value += text.slice(from, close)
    if (text.charCodeAt(close + 1) !== QUOTE) return { value, end: close + 1 }
    value += '"'
    from = close + 2
  }
}

function cellEnd(text: string, from: number, delimiter: string): number {
  const mark = delimiter.charCodeAt(0)
  let end = from
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end)
    if (code === mark || code === CR || code === LF) break
  }
  return end
}

function lineBreaks(value: string): number {
  if (!value.includes('\n') && !value.includes('\r')) return 0
  return value.match(/\r\n|\r|\n/g)?.length ?? 0
}
