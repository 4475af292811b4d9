import type { z } from 'zod'
import type { Counts } from '../../convergence/schemas.ts'

/** A piece of text: plain, strong, or soft (said beside). */
export type Run = string | { strong: string } | { soft: string }
export interface TableBlock { kind: 'table'; caption: string; widths: readonly number[]; head: readonly string[]; rows: readonly (readonly (readonly Run[])[])[] }
export interface DistributionBlock { kind: 'distribution'; counts: z.output<typeof Counts>; alternative: string; legend: string }

/** What a document is made of, in order; the DOCX and the PDF are two ways to draw the same blocks. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; runs: readonly Run[]; tone?: 'soft' | 'lead' }
  | { kind: 'quote'; text: string; note: string }
  | { kind: 'list'; items: readonly (readonly Run[])[] }
  | { kind: 'signatures'; places: readonly string[] }
  | TableBlock
  | DistributionBlock

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
}

export const textOf = (runs: readonly Run[]): string => runs.map((run) => (typeof run === 'string' ? run : 'strong' in run ? run.strong : run.soft)).join('')
