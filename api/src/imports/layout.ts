import { type Read, readIdentifier, readLine, readList, readNumber, readProse, readWord, readYesNo } from './cells.ts'
import { readDate, readDay } from './dates.ts'
import { type Field, fieldsOf, LONGEST_TAG, MOST_TAGS, type Target } from './fields.ts'
import { type RowProblem, shown } from './problems.ts'
import type { Mapping } from './propose.ts'

export type CellValue = string | number | boolean | string[]

/** Where each field stands in a row. */
export interface Column { name: string; field: Field; places: { index: number; header: string }[] }
export interface Layout { columns: Column[]; width: number }

/** One row read through the mapping: values by field, absent where the cell is blank. */
export interface Draft { line: number; values: Record<string, CellValue>; cells: Record<string, string>; headers: Record<string, string> }

export function layoutOf(target: Target, headers: readonly string[], mapping: Mapping): Layout {
  const columns = Object.entries(fieldsOf[target]).flatMap(([name, field]) => {
    const places = (mapping[name] ?? []).map((header) => ({ header, index: headers.indexOf(header) })).filter((place) => place.index >= 0)
    return places.length > 0 ? [{ name, field, places }] : []
  })
  return { columns, width: headers.length }
}

/** Reads a row; what cannot be read goes to `problems` and is left out. */
export function readRow(layout: Layout, cells: readonly string[], line: number, problems: RowProblem[]): Draft {
  const draft: Draft = { line, values: {}, cells: {}, headers: {} }
  if (cells.length > layout.width) problems.push({ line, column: null, field: null, value: shown(cells.slice(layout.width).join(' ')), code: 'too-many-cells' })
  for (const { name, field, places } of layout.columns) {
    for (const { index, header } of places) {
      const cell = cells[index] ?? ''
      if (isBlank(cell)) continue
      const read = readCell(field, cell, header, places.length > 1)
      draft.cells[name] ??= cell
      draft.headers[name] ??= header
      if ('value' in read) draft.values[name] = joined(draft.values[name], read.value)
      else problems.push({ line, column: header, field: name, value: shown(cell), code: read.code, ...(read.params ? { params: read.params } : {}) })
    }
  }
  return draft
}

const isBlank = (cell: string): boolean => cell === '' || /^[\s\u00A0\u202F\u200B\uFEFF]*$/.test(cell)

function joined(before: CellValue | undefined, value: CellValue): CellValue {
  if (Array.isArray(before) && Array.isArray(value)) return [...new Set([...before, ...value])]
  return typeof before === 'string' && typeof value === 'string' ? `${before}\n${value}` : value
}

/** What a cell says for a field. `labelled`: texts from several columns say which column they come from. */
export function readCell({ shape }: Field, cell: string, header: string, labelled: boolean): Read<CellValue> {
  switch (shape.as) {
    case 'line': return readLine(cell, shape.max)
    case 'identifier': return readIdentifier(cell, shape.max)
    case 'reference': return readIdentifier(cell, shape.max)
    case 'prose': return readProse(labelled ? `${header}\u202F: ${cell}` : cell, shape.max)
    case 'number': return readNumber(cell, shape.min, shape.max, true)
    case 'words': return readWord(cell, shape.words)
    case 'day': return readDay(cell)
    case 'date': return readDate(cell)
    case 'yesNo': return readYesNo(cell)
    case 'choice': return readLine(cell, 200)
    case 'tags': return readList(cell, LONGEST_TAG, MOST_TAGS)
    case 'flags': return flagOf(cell, header)
  }
}

/** A yes/no column becomes a tag named by its header. */
function flagOf(cell: string, header: string): Read<string[]> {
  const read = readYesNo(cell)
  return 'value' in read ? { value: read.value ? [header.slice(0, LONGEST_TAG)] : [] } : read
}

/** The problem of one field of a draft, at the column that it was read from. */
export function problemAt(draft: Draft, field: string, layout: Layout, code: RowProblem['code'], params?: RowProblem['params']): RowProblem {
  const column = draft.headers[field] ?? layout.columns.find((c) => c.name === field)?.places[0]?.header ?? null
  return { line: draft.line, column, field, value: shown(draft.cells[field] ?? ''), code, ...(params ? { params } : {}) }
}
