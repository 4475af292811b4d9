import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { aboveOf, inPerimeter, withinOrAbove } from '../plugins/reach.ts'
import { plainText } from '../plugins/words.ts'
import { covers, type Horizon, horizons } from './rules.ts'
import type { ScenarioListQuery } from './schemas.ts'

const { diagnoses, expectations, impactAssessments, perimeters, rankings, rounds, scenarios, scores } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(scenarios)

/** Tables whose text column `scenario` names one. */
const naming = { rounds, scores, impactAssessments, expectations, rankings, diagnoses } as const
const below = (perimeterId: SQL): SQL => sql`(with recursive below(id) as (select ${perimeterId} union select p.id from perimeters p join below b on p.parent_id = b.id) select id from below)`
const counted = (table: SQL): SQL => sql`(select count(*)::int from ${table} x where x.scenario = scenarios.name and x.perimeter_id in ${below(sql`scenarios.perimeter_id`)}`
const standing = (table: SQL): SQL => sql`${counted(table)} and x.deleted_at is null)`
const valid = (table: SQL): SQL => sql`${counted(table)} and x.withdrawn_at is null)`
const uses = sql<{ rounds: number; scores: number; impactAssessments: number; expectations: number; rankings: number; diagnoses: number }>`json_build_object('rounds', ${standing(sql`rounds`)}, 'scores', ${valid(sql`scores`)},
  'impactAssessments', ${valid(sql`impact_assessments`)}, 'expectations', ${standing(sql`expectations`)}, 'rankings', ${counted(sql`rankings`)}), 'diagnoses', ${standing(sql`diagnoses`)})`
const columns = { ...own, uses }
const sorts = { name: plainText(scenarios.name), updatedAt: scenarios.updatedAt }

export type ScenarioRow = NonNullable<Awaited<ReturnType<typeof findScenario>>>
type NewScenario = typeof scenarios.$inferInsert

/** Applies to the perimeter: lies there, above or below. */
const related = (perimeterId: string): SQL | undefined => or(aboveOf(scenarios.perimeterId, perimeterId), inPerimeter(scenarios.perimeterId, perimeterId))
const sayingOf = (horizon: Horizon): SQL => inArray(scenarios.horizon, horizons.filter((end) => covers(end, horizon)))

/** One page of the scenarios that apply within reach, each with the `key` that the next cursor needs. */
export function listScenarios(db: Db, page: z.output<typeof ScenarioListQuery>, reach: Reach, secret: string) {
  const k = keyset(page, sorts, scenarios.id, secret)
  return db.select({ ...columns, key: k.key }).from(scenarios).where(and(
    isNull(scenarios.deletedAt), withinOrAbove(scenarios.perimeterId, reach), page.horizon ? sayingOf(page.horizon) : undefined, page.perimeterId ? related(page.perimeterId) : undefined, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) => (await db.select(columns).from(scenarios).where(and(eq(scenarios.id, id), state, withinOrAbove(scenarios.perimeterId, reach))))[0] ?? null
/** A scenario that applies within reach and was not removed, or null. */
export const findScenario = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(scenarios.deletedAt))
export const findRemovedScenario = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(scenarios.deletedAt))

export async function insertScenario(db: Db, row: NewScenario): Promise<string> {
  const [inserted] = await db.insert(scenarios).values(row).returning({ id: scenarios.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateScenario(db: Db, before: { id: string; version: number }, change: Partial<NewScenario>): Promise<boolean> {
  const rows = await db.update(scenarios).set({ ...change, version: sql`${scenarios.version} + 1`, updatedAt: new Date() }).where(and(eq(scenarios.id, before.id), eq(scenarios.version, before.version))).returning({ id: scenarios.id })
  return rows.length > 0
}

/** Whether a name stands in the perimeter, above or below it, on another scenario. Waits for whoever gives a name there at the same time. */
export async function nameTaken(tx: Db, name: string, perimeterId: string, exceptId?: string): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('scenario-name', 0))`)
  return (await tx.$count(scenarios, and(eq(scenarios.name, name), isNull(scenarios.deletedAt), related(perimeterId), exceptId ? ne(scenarios.id, exceptId) : undefined))) > 0
}

/** Gives everything that names a scenario, in its perimeter and below, its new name; what was taken back too. */
export async function renameUses(tx: Db, before: { name: string; perimeterId: string }, name: string): Promise<void> {
  for (const table of Object.values(naming)) await tx.update(table).set({ scenario: name }).where(and(eq(table.scenario, before.name), inPerimeter(table.perimeterId, before.perimeterId)))
}

/** The horizons at which a scenario is named. */
export async function horizonsUsed(tx: Db, { name, perimeterId }: { name: string; perimeterId: string }): Promise<Horizon[]> {
  const used: Horizon[] = []
  for (const table of Object.values(naming)) used.push(...(await tx.selectDistinct({ horizon: table.horizon }).from(table).where(and(eq(table.scenario, name), inPerimeter(table.perimeterId, perimeterId)))).map((row) => row.horizon))
  return [...new Set(used)]
}

/** The scenario of this name that applies to a perimeter (its own or one above; any within reach where none is named) and says something of the horizon. */
export async function scenarioApplies(db: Db, name: string, horizon: Horizon, where: { perimeterId: string } | { reach: Reach; perimeterId?: string | undefined }): Promise<boolean> {
  const place = 'reach' in where ? and(withinOrAbove(scenarios.perimeterId, where.reach), where.perimeterId ? related(where.perimeterId) : undefined) : aboveOf(scenarios.perimeterId, where.perimeterId)
  return (await db.$count(scenarios, and(eq(scenarios.name, name), isNull(scenarios.deletedAt), sayingOf(horizon), place))) > 0
}

export async function perimeterExists(db: Db, id: string): Promise<boolean> {
  return (await db.$count(perimeters, eq(perimeters.id, id))) > 0
}
