import type { BarKey } from './colours.ts'

/** A piece of text: plain, strong, soft (said beside), the call of a note, or a way to a heading of the document. */
export type Run = string | { strong: string } | { soft: string } | { note: number } | { link: string; text: string }
export type Cell = readonly Run[]
export interface TableBlock {
  kind: 'table'
  caption: string
  widths: readonly number[]
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
  /** Columns of numbers stand on the right. */
  align?: readonly ('left' | 'right')[]
  total?: readonly Cell[] | null
}
export interface DistributionBlock { kind: 'distribution'; counts: Partial<Record<BarKey, number>>; alternative: string; legend: string }

/** `text` is the value as it is printed; a value that is null is not drawn, its text stands in its place. */
export interface ChartValue { value: number | null; text: string }
export interface ChartBlock {
  kind: 'chart'
  form: 'bars' | 'stacked' | 'line'
  series: readonly { label: string; colour: string }[]
  categories: readonly { label: string; colour: string | null; values: readonly ChartValue[] }[]
  target: { value: number; text: string } | null
  title: string
  alternative: string
}
/** `svg` is a whole document, without script or outside reference. */
export interface PictureBlock { kind: 'picture'; svg: string; width: number; height: number; title: string; alternative: string; legend: readonly { colour: string; text: string }[] }
export interface FigureItem { value: string; withheld: boolean; label: string; beside: string; note: string }

/** What a document is made of, in order; the DOCX and the PDF are two ways to draw the same blocks. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string; number?: string; anchor?: string }
  | { kind: 'paragraph'; runs: readonly Run[]; tone?: 'soft' | 'lead' }
  | { kind: 'caption'; number: string; text: string; anchor?: string }
  | { kind: 'quote'; text: string; note: string }
  | { kind: 'list'; items: readonly (readonly Run[])[] }
  | { kind: 'facts'; title: string; rows: readonly { label: string; runs: Cell }[] }
  | { kind: 'figures'; items: readonly FigureItem[] }
  | { kind: 'signatures'; places: readonly string[] }
  | TableBlock
  | DistributionBlock
  | ChartBlock
  | PictureBlock

export interface DocumentParts {
  language: 'fr' | 'en'
  /** Of the document: its properties and its window. */
  title: string
  eyebrow: string
  heading: string
  subtitle: string
  organisation: string
  /** What this text is worth: a draft, a version out for reading, approved. */
  state: string
  stateTone: 'draft' | 'approved'
  fictional: string | null
  facts: readonly { label: string; value: string }[]
  blocks: readonly Block[]
  footer: string
  pageOf: (page: string, pages: string) => string
  /** A report has a cover, a table of contents and notes; minutes begin at once. */
  report?: { contents: string; mark: string | null; notesTitle: string; notes: readonly (readonly Run[])[]; pageRef: (page: string) => string }
}

const wordsOf = (run: Run): string => {
  if (typeof run === 'string') return run
  if ('strong' in run) return run.strong
  if ('soft' in run) return run.soft
  return 'text' in run ? run.text : ''
}
export const textOf = (runs: readonly Run[]): string => runs.map(wordsOf).join('')

// What XML 1.0 does not allow in a text, half characters included.
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** The same parts, without the characters that a document cannot hold. */
export function legal<T>(value: T): T {
  if (typeof value === 'string') return value.replace(ILLEGAL, '') as T
  if (Array.isArray(value)) return value.map((item: unknown) => legal(item)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, legal<unknown>(item)])) as T
}
