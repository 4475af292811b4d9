import { type SQL, sql } from 'drizzle-orm'
import type { FactName } from './names.ts'

export interface Words { fr: string; en: string }
/** What a row behind a fact is, so that it opens. */
export const rowTypes = ['activity', 'stakeholder', 'session', 'point', 'commitment', 'evaluation', 'edition'] as const
export type RowType = (typeof rowTypes)[number]
/** Where what is missing is recorded. */
export const places = ['activity', 'audience', 'risks', 'sessions', 'room', 'minutes', 'outcomes', 'commitments', 'evaluation', 'report'] as const
export type Place = (typeof places)[number]

/** Activities that a fact is asked about, as an array of SQL. */
export type Ids = SQL

export interface Fact {
  name: FactName
  label: Words
  /** What is counted, out of what. */
  rule: Words
  place: Place
  /** `any`: one row that counts is enough; `all`: every row must count. */
  wants: 'any' | 'all'
  /** A select of `row(…)`. */
  rows: (ids: Ids) => SQL
}

/** One row behind a fact, as SQL expressions. */
interface Row {
  activity: SQL
  /** Unique among the rows of the fact and the activity. */
  id: SQL
  type: RowType
  object: SQL
  label: SQL
  detail?: SQL
  at?: SQL
  /** Whether it shows the fact; true unless given. */
  counted?: SQL
  /** Of the row; who does not reach it is told that there is one, not which. */
  perimeter: SQL
}

/** The select list of a row, with the same columns and types whatever the fact. */
export const row = (r: Row): SQL => sql`(${r.activity})::uuid as activity_id, (${r.id})::text as id, ${r.type}::text as type, (${r.object})::uuid as object_id, coalesce((${r.label})::text, '') as label, (${r.detail ?? sql`null`})::text as detail,
  (${r.at ?? sql`null`})::timestamptz as at, coalesce((${r.counted ?? sql`true`})::boolean, false) as counted, (${r.perimeter})::uuid as perimeter_id`

/** A fact from the activity’s own words: one row, the activity, with what was written. */
export const written = (name: FactName, column: string, label: Words, rule: Words): Fact => ({
  name, label, rule, place: 'activity', wants: 'any',
  rows: (ids) => ownRow(ids, sql.raw(`a.${column}`), sql`btrim(${sql.raw(`a.${column}`)}) <> ''`),
})

/** The activity as the row of a fact, counted on a condition over `a`. */
export const ownRow = (ids: Ids, detail: SQL, counted: SQL): SQL =>
  sql`select ${row({ activity: sql`a.id`, id: sql`a.id`, type: 'activity', object: sql`a.id`, label: sql`a.title`, detail: sql`left(${detail}, 400)`, counted, perimeter: sql`a.perimeter_id` })} from activities a where a.id = any(${ids})`
