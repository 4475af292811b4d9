import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import { criteriaOf } from '../formulas/rules.ts'
import { endOfDay } from '../positions/current.ts'
import type { RankingFilter } from './schemas.ts'

const { rankings, formulas, formulaVersions, rounds, users, criteria } = schema
const { deletedAt: _deletedAt, heartbeatAt: _heartbeatAt, attempts: _attempts, ...columns } = getTableColumns(rankings)

const previousId = sql<string | null>`(select p.id from rankings p join formula_versions pv on pv.id = p.formula_version_id
  where pv.formula_id = ${formulaVersions.formulaId} and p.perimeter_id = ${rankings.perimeterId} and p.capacity is not distinct from ${rankings.capacity} and p.horizon = ${rankings.horizon} and p.scenario = ${rankings.scenario}
    and p.status = 'done' and p.deleted_at is null and (p.as_of, p.id) < (${rankings.asOf}, ${rankings.id}) order by p.as_of desc, p.id desc limit 1)`

const sorts = { asOf: rankings.asOf, createdAt: rankings.createdAt, updatedAt: rankings.updatedAt }

type Selected = Awaited<ReturnType<typeof select>>[number]
export type RankingRecord = Awaited<ReturnType<typeof withTerms>>[number]

const select = (db: Db, where: SQL | undefined, key: SQL<string> = sql<string>`''`) =>
  db.select({ ...columns, formulaId: formulas.id, formulaTitle: formulas.title, formulaVersion: formulaVersions.number, formulaTerms: formulaVersions.terms, centre: formulaVersions.centre, roundTitle: rounds.title, createdByName: users.name, previousId, key })
    .from(rankings).innerJoin(formulaVersions, eq(formulaVersions.id, rankings.formulaVersionId)).innerJoin(formulas, eq(formulas.id, formulaVersions.formulaId))
    .leftJoin(rounds, eq(rounds.id, rankings.roundId)).leftJoin(users, eq(users.id, rankings.createdBy))
    .where(where).$dynamic()

/** One page of rankings within reach. */
export async function listRankings(db: Db, page: PageRequest & RankingFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, rankings.id, secret)
  return withTerms(db, await select(db, and(rankingWhere(page, reach), k.where), k.key).orderBy(...k.orderBy).limit(k.limit))
}

function rankingWhere(f: RankingFilter, reach: Reach): SQL | undefined {
  return and(
    isNull(rankings.deletedAt),
    within(rankings.perimeterId, reach),
    f.q ? matchesWords(f.q, [rankings.title, rankings.reference]) : undefined,
    f.perimeterId ? inPerimeter(rankings.perimeterId, f.perimeterId) : undefined,
    f.formulaId ? eq(formulas.id, f.formulaId) : undefined,
    f.roundId ? eq(rankings.roundId, f.roundId) : undefined,
    f.status ? inArray(rankings.status, f.status) : undefined,
    f.capacity === 'all' ? isNull(rankings.capacity) : f.capacity ? eq(rankings.capacity, f.capacity) : undefined,
    f.horizon ? eq(rankings.horizon, f.horizon) : undefined,
    f.adopted === undefined ? undefined : f.adopted ? isNotNull(rankings.adoptedOn) : isNull(rankings.adoptedOn),
    f.asOf ? lte(rankings.asOf, endOfDay(f.asOf)) : undefined,
  )
}

/** A ranking within reach that was not removed, or null. */
export async function findRanking(db: Db, id: string, reach: Reach) {
  return (await withTerms(db, await select(db, and(eq(rankings.id, id), isNull(rankings.deletedAt), within(rankings.perimeterId, reach)))))[0] ?? null
}

export async function findRemovedRanking(db: Db, id: string, reach: Reach) {
  return (await withTerms(db, await select(db, and(eq(rankings.id, id), isNotNull(rankings.deletedAt), within(rankings.perimeterId, reach)))))[0] ?? null
}

/** Just what reading the rows of a ranking needs: whether it is done, and its terms. */
export async function findRankingHead(db: Db, id: string, reach: Reach) {
  const [row] = await db.select({ id: rankings.id, status: rankings.status, terms: rankings.terms, stakeholderCount: rankings.stakeholderCount }).from(rankings).where(and(eq(rankings.id, id), isNull(rankings.deletedAt), within(rankings.perimeterId, reach)))
  return row ?? null
}

/** Says of each term what it reads, beside the weight and scale that the ranking kept. */
async function withTerms<T extends Selected>(db: Db, rows: T[]) {
  const ids = [...new Set(rows.flatMap((row) => row.formulaTerms.flatMap(criteriaOf)))]
  const named = ids.length === 0 ? [] : await db.select({ id: criteria.id, code: criteria.code, labelFr: criteria.labelFr, labelEn: criteria.labelEn }).from(criteria).where(inArray(criteria.id, ids))
  const byId = new Map(named.map((c) => [c.id, c]))
  return rows.map(({ formulaTerms, terms, ...row }) => ({
    ...row,
    terms: terms.flatMap(({ key: code, ...scale }) => {
      const term = formulaTerms.find((t) => t.code === code)
      if (!term) return []
      const { kind } = term
      return [{ code, kind, ...scale, criteria: criteriaOf(term).flatMap((id) => byId.get(id) ?? []), ...(term.kind === 'mactor' ? { studyId: term.studyId, measure: term.measure as string } : { studyId: null, measure: null }) }]
    }),
  }))
}

export async function insertRanking(db: Db, row: typeof rankings.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(rankings).values(row).returning({ id: rankings.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version of the row; false when the row is not at that version any more. */
export async function updateRanking(db: Db, before: { id: string; version: number }, change: Partial<typeof rankings.$inferInsert>): Promise<boolean> {
  const rows = await db.update(rankings).set({ ...change, version: sql`${rankings.version} + 1`, updatedAt: new Date() }).where(and(eq(rankings.id, before.id), eq(rankings.version, before.version))).returning({ id: rankings.id })
  return rows.length > 0
}

/** The version of a formula that is in use, or null. */
export async function findFormulaVersion(db: Db, id: string, reach: Reach) {
  const [row] = await db.select({ id: formulaVersions.id, title: formulas.title }).from(formulaVersions).innerJoin(formulas, eq(formulas.id, formulaVersions.formulaId)).where(and(eq(formulaVersions.id, id), isNull(formulas.deletedAt), within(formulas.perimeterId, reach)))
  return row ?? null
}

export async function findRound(db: Db, id: string, reach: Reach) {
  const [row] = await db.select({ id: rounds.id, status: rounds.status, horizon: rounds.horizon, scenario: rounds.scenario, fictional: rounds.fictional }).from(rounds).where(and(eq(rounds.id, id), isNull(rounds.deletedAt), within(rounds.perimeterId, reach)))
  return row ?? null
}
