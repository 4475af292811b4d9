import { type SQL, sql } from 'drizzle-orm'

/** What a row of a measure is, so that it opens: the kinds of object that have a page or a sheet. */
export const factTypes = ['session', 'stakeholder', 'point', 'position', 'commitment', 'evaluation', 'training', 'area', 'body'] as const
export type FactType = (typeof factTypes)[number]

/** One row that a measure looks at, as SQL expressions. */
export interface FactColumns {
  /** Unique among the rows of the measure. */
  id: SQL
  type: FactType
  /** What opens when the row is clicked. */
  objectId: SQL
  label: SQL
  /** Where the English one differs. */
  labelEn?: SQL
  detail?: SQL
  at?: SQL
  /** What it adds to the numerator; 1 unless given. */
  numerator?: SQL
  /** What it adds to the denominator; 1 unless given. */
  denominator?: SQL
  /** Days, for a measure in days. */
  amount?: SQL
  /** The person or organisation behind it. */
  who?: SQL
  /** How many are behind it, where nobody is named. */
  heads?: SQL
  college?: { fr: SQL; en: SQL }
  /** Order of the rows, unique or not; the instant unless given. */
  sort?: SQL
}

/** The select list of a row, with the same columns and types whatever the measure. */
export function fact(f: FactColumns): SQL {
  const at = f.at ?? sql`null::timestamptz`
  return sql`(${f.id})::text as id, ${f.type}::text as type, (${f.objectId})::uuid as object_id, coalesce((${f.label})::text, '') as label_fr, coalesce((${f.labelEn ?? f.label})::text, '') as label_en,
    (${f.detail ?? sql`null`})::text as detail, ${at} as at, (${f.numerator ?? sql`1`})::float8 as numerator, (${f.denominator ?? sql`1`})::float8 as denominator, (${f.amount ?? sql`null`})::float8 as amount,
    (${f.who ?? sql`null`})::uuid as who, (${f.heads ?? sql`null`})::int as heads, (${f.college?.fr ?? sql`''`})::text as college_fr, (${f.college?.en ?? sql`''`})::text as college_en,
    coalesce((${f.sort ?? sql`to_char(${at} at time zone 'UTC', 'YYYYMMDDHH24MISS')`})::text, '') as sort`
}

/** 1 where a condition holds, else 0. */
export const oneIf = (condition: SQL): SQL => sql`case when ${condition} then 1 else 0 end`

/** The college of a mandate `m`; without one, the category `c` of the holder: the rule of the minutes. */
export const college = { fr: sql`coalesce(nullif(m.college, ''), c.label_fr, '')`, en: sql`coalesce(nullif(m.college, ''), c.label_en, '')` }
