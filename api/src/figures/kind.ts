import type { schema } from '@convergence/db'
import type { Language } from '../errors.ts'
import type { ComputedBody, Figure, FigureQuery, TableCell } from './content.ts'
import type { FigureContext } from './context.ts'
import { type Labels, numberText, type Unit, valueText } from './format.ts'
import type { Params, ParamSpec } from './params.ts'
import type { FigureRow } from './rows.ts'

export type BlockKind = (typeof schema.blockKind.enumValues)[number]

/** The head of a computed block before it knows where it stands. */
export interface Head {
  label: string
  value: number | null
  unit: Unit
  unitText?: string
  numerator?: number | null
  denominator?: number | null
  n: number
  people?: number | null
  rowCount: number
  rule?: string
}

type Bare<B> = B extends ComputedBody ? Omit<B, 'figure' | 'note' | 'alternative'> : never
/** What a figure computes: its head, and the body that its kind of block shows; words for who does not see it are made from that. */
export interface Computed { head: Head; body: Bare<ComputedBody> }

/** A figure of the catalogue: which blocks may show it, what it takes, how it is computed, and the rows that it counts. */
export interface FigureKind {
  name: string
  /** Kinds of block that show it; `figure` may also stand within a sentence. */
  block: Extract<BlockKind, 'figure' | 'table' | 'chart' | 'map' | 'point' | 'commitment'>
  group: 'dialogue' | 'agreement' | 'follow_up' | 'map' | 'indicator' | 'quality'
  label: Labels
  /** Which rows count for the period; printed with it. */
  rule: Labels
  method: string
  params: readonly ParamSpec[]
  /** Null when the object that the parameters name is gone or out of reach. */
  compute(ctx: FigureContext, params: Params): Promise<Computed | null>
  rows(ctx: FigureContext, params: Params): Promise<FigureRow[]>
}

/** The figure as it stands in the content. */
export function figureOf(kind: Pick<FigureKind, 'rule' | 'method'>, head: Head, query: FigureQuery, part: string, language: Language): Figure {
  const unitText = head.unitText ?? ''
  return {
    query, part, label: head.label, value: head.value, text: valueText(head.value, head.unit, language, unitText), unit: head.unit, unitText,
    numerator: head.numerator ?? null, denominator: head.denominator ?? null, n: head.n, people: head.people ?? null,
    rule: head.rule ?? kind.rule[language], method: kind.method, rowCount: head.rowCount, withheld: null,
  }
}

/** Words; `people`: they sum up what so many said. */
export const wordCell = (text: string, people: number | null = null): TableCell => ({ text, value: null, people, withheld: null })
/** A count; `people`: the value counts people or organisations. */
export const countCell = (value: number, language: Language, people = false): TableCell => ({ text: numberText(value, language), value, people: people ? value : null, withheld: null })
export const valueCell = (value: number | null, unit: Unit, language: Language, people: number | null = null): TableCell => ({ text: valueText(value, unit, language), value, people, withheld: null })
export const say = (labels: Labels, language: Language): string => labels[language]
