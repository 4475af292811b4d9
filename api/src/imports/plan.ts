import { type Db, type schema } from '@convergence/db'
import type { Reach } from '../plugins/access.ts'
import type { Draft, Layout } from './layout.ts'
import type { RowProblem } from './problems.ts'

export type Choice = (typeof schema.imports.$inferSelect)['choices'][number]

/** What a plan is made from: the file read through its mapping, and where it goes. */
export interface PlanInput { tx: Db; layout: Layout; drafts: Draft[]; defaults: Record<string, string>; choices: readonly Choice[]; perimeterId: string; reach: Reach; problems: RowProblem[] }

export interface NewRow { id: string; line: number; row: Record<string, unknown> }
export interface ChangedRow { id: string; version: number; perimeterId: string; before: Record<string, unknown>; after: Record<string, unknown>; row: Record<string, unknown> }

/** A category or tie type that the user asks to create. */
export interface NewChoice { id: string; code: string; label: string }

/** What writing the file would do; nothing is written while `problems` has one. */
export interface Plan { rows: number; creates: NewRow[]; updates: ChangedRow[]; unchanged: number; newChoices: NewChoice[]; problems: RowProblem[]; warnings: RowProblem[] }

// A file whose spaces lost their width on the way through a spreadsheet says nothing new.
const told = (value: unknown): string | undefined => JSON.stringify(value)?.replace(/[\u00A0\u202F]/g, ' ')

/** Values of a row that stands, where the file says something else; null when it says nothing else. */
export function changeOf(stands: Record<string, unknown>, wanted: Record<string, unknown>): { before: Record<string, unknown>; after: Record<string, unknown> } | null {
  const keys = Object.keys(wanted).filter((key) => told(stands[key]) !== told(wanted[key]))
  if (keys.length === 0) return null
  const pick = (row: Record<string, unknown>) => Object.fromEntries(keys.map((key) => [key, row[key]]))
  return { before: pick(stands), after: pick(wanted) }
}
