import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import { type Phase, phaseOf } from './phase.ts'
import { figuresOf } from './progress.ts'
import type { RoundFilter } from './schemas.ts'
import { seen, type Viewer } from './viewer.ts'

const { rounds, roundCriteria } = schema
const { deletedAt: _deletedAt, ...stored } = getTableColumns(rounds)
const columns = { ...stored, phase: phaseOf() }

export type RoundRow = Awaited<ReturnType<typeof withFigures>>[number]
type NewRound = typeof rounds.$inferInsert
/** The present of the transaction, to the millisecond: the clock by which phases are told. */
export const instantNow = sql`date_trunc('milliseconds', now())`

const sorts = { reference: rounds.reference, createdAt: rounds.createdAt, updatedAt: rounds.updatedAt }

/** One page of rounds that the viewer sees, each with its figures. */
export async function listRounds(db: Db, page: PageRequest & RoundFilter, viewer: Viewer, secret: string) {
  const k = keyset(page, sorts, rounds.id, secret)
  const rows = await db.select({ ...columns, key: k.key }).from(rounds).where(and(roundWhere(page, viewer), k.where)).orderBy(...k.orderBy).limit(k.limit)
  return withFigures(db, rows, viewer)
}

function roundWhere(f: RoundFilter, viewer: Viewer): SQL | undefined {
  return and(
    isNull(rounds.deletedAt),
    seen(viewer),
    f.q ? matchesWords(f.q, [rounds.title, rounds.purpose, rounds.reference]) : undefined,
    f.phase ? inArray(phaseOf(), f.phase) : undefined,
    f.horizon ? eq(rounds.horizon, f.horizon) : undefined,
    f.perimeterId ? inPerimeter(rounds.perimeterId, f.perimeterId) : undefined,
    f.stakeholderId ? sql`exists (select 1 from round_stakeholders m where m.round_id = ${rounds.id} and m.stakeholder_id = ${f.stakeholderId})` : undefined,
    f.mine === undefined ? undefined : f.mine ? askedOf(viewer) : sql`not ${askedOf(viewer)}`,
  )
}

const askedOf = (viewer: Viewer): SQL => sql`exists (select 1 from round_raters m where m.round_id = ${rounds.id} and m.user_id = ${viewer.userId})`

/** A round that the viewer sees, or null. */
export async function findRound(db: Db, id: string, viewer: Viewer, removed = false): Promise<RoundRow | null> {
  const rows = await db.select(columns).from(rounds).where(and(eq(rounds.id, id), removed ? isNotNull(rounds.deletedAt) : isNull(rounds.deletedAt), seen(viewer)))
  return (await withFigures(db, rows, viewer))[0] ?? null
}

/** The row alone, within reach, locked against another change of the round or of its lists. */
export async function lockRound(tx: Db, id: string, viewer: Viewer): Promise<void> {
  await tx.select({ id: rounds.id }).from(rounds).where(and(eq(rounds.id, id), within(rounds.perimeterId, viewer.reach))).for('update')
}

type Bare = Omit<typeof rounds.$inferSelect, 'deletedAt'> & { phase: Phase }

async function withFigures<T extends Bare>(db: Db, rows: T[], viewer: Viewer) {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const asked = await db.select({ roundId: roundCriteria.roundId, criterionId: roundCriteria.criterionId, criterionVersionId: roundCriteria.criterionVersionId }).from(roundCriteria).where(inArray(roundCriteria.roundId, ids)).orderBy(asc(roundCriteria.rank), asc(roundCriteria.criterionId))
  const figures = await figuresOf(db, ids, viewer.userId)
  return rows.map((row) => {
    const criteria = asked.filter((c) => c.roundId === row.id).map(({ criterionId, criterionVersionId }) => ({ criterionId, criterionVersionId }))
    const of = figures.get(row.id) ?? { stakeholders: 0, raters: 0, finished: 0, answered: 0, mine: null }
    const cells = of.stakeholders * criteria.length
    return { ...row, criteria, stakeholders: of.stakeholders, raters: of.raters, finished: of.finished, answered: of.answered, expected: cells * of.raters, mine: of.mine && { ...of.mine, expected: cells } }
  })
}

export async function insertRound(db: Db, row: NewRound): Promise<string> {
  const [inserted] = await db.insert(rounds).values(row).returning({ id: rounds.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version of the row; false when the row is not at that version any more. */
export async function updateRound(db: Db, before: { id: string; version: number }, change: PgUpdateSetSource<typeof rounds>): Promise<boolean> {
  const done = await db.update(rounds).set({ ...change, version: sql`${rounds.version} + 1`, updatedAt: new Date() }).where(and(eq(rounds.id, before.id), eq(rounds.version, before.version))).returning({ id: rounds.id })
  return done.length > 0
}
