import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { endOfDay } from '../positions/current.ts'
import { hasClosed } from '../rounds/phase.ts'
import type { Viewer } from '../rounds/viewer.ts'
import { currentScores, PERSON_SCORE_MONTHS } from './current.ts'
import type { Naming } from './naming.ts'
import type { ScoreFilter } from './schemas.ts'

const { criteria, criterionVersions, roundRaters, rounds, scores, stakeholders, users } = schema
const author = alias(users, 'author')

const scoreColumns = {
  ...getTableColumns(scores),
  stakeholderName: stakeholders.name,
  criterionCode: criteria.code,
  criterionFr: criteria.labelFr,
  criterionEn: criteria.labelEn,
  min: criterionVersions.min,
  max: criterionVersions.max,
  voiceName: sql<string | null>`coalesce(${roundRaters.name}, ${author.name})`,
  roundTitle: rounds.title,
  expiresOn: sql<string | null>`case when ${stakeholders.kind} = 'person' then to_char((${scores.statedAt} at time zone 'Europe/Paris') + make_interval(months => ${PERSON_SCORE_MONTHS}::int), 'YYYY-MM-DD') end`,
  recordedByName: users.name,
}
export type ScoreRow = Awaited<ReturnType<typeof findScores>>[number]

const sorts = { statedAt: scores.statedAt, recordedAt: scores.recordedAt }

/** The select of scores with the words around them; those of removed stakeholders and rounds are left out. */
function selectScores(db: Db, where: SQL | undefined, key: SQL<string> = sql<string>`''`) {
  return db.select({ ...scoreColumns, key }).from(scores)
    .innerJoin(stakeholders, and(eq(stakeholders.id, scores.stakeholderId), isNull(stakeholders.deletedAt)))
    .innerJoin(criteria, eq(criteria.id, scores.criterionId))
    .innerJoin(criterionVersions, eq(criterionVersions.id, scores.criterionVersionId))
    .leftJoin(rounds, eq(rounds.id, scores.roundId))
    .leftJoin(roundRaters, eq(roundRaters.id, scores.raterId))
    .leftJoin(author, eq(author.id, scores.authorId))
    .leftJoin(users, eq(users.id, scores.recordedBy))
    .where(and(or(isNull(scores.roundId), isNull(rounds.deletedAt)), where))
}

/** Given or recorded by the viewer. */
const own = (viewer: Viewer): SQL | undefined => (viewer.userId ? or(eq(scores.authorId, viewer.userId), eq(scores.recordedBy, viewer.userId)) : undefined)

/** Within reach or one's own; and outside rounds, in a closed one, or one's own. `rounds` is joined. */
export const visible = (viewer: Viewer): SQL | undefined => and(reached(viewer), or(isNull(scores.roundId), hasClosed(), own(viewer)))
const reached = (viewer: Viewer): SQL | undefined => (viewer.reach === 'all' ? undefined : or(within(scores.perimeterId, viewer.reach), own(viewer)))

/** One page of scores. Whether the answers of an open `roundId` may be shown is the caller's question. */
export function listScores(db: Db, page: PageRequest & ScoreFilter, viewer: Viewer, naming: Naming, secret: string) {
  const k = keyset(page, sorts, scores.id, secret)
  const seen = page.roundId ? reached(viewer) : visible(viewer)
  // To ask for the scores of one rater is to ask whose they are.
  const named = (page.raterId ?? page.voiceId) === undefined || naming.reach === 'all' ? undefined : or(within(scores.perimeterId, naming.reach), own(viewer) ?? sql`false`)
  return selectScores(db, and(scoreWhere(page, viewer), seen, named, k.where), k.key).orderBy(...k.orderBy).limit(k.limit)
}

function scoreWhere(f: ScoreFilter, viewer: Viewer): SQL | undefined {
  const asOf = f.asOf ? endOfDay(f.asOf) : undefined
  const scope = { reach: viewer.reach, horizon: f.horizon ?? 'now', scenario: f.scenario, asOf, capacity: f.capacity, roundId: f.roundId, criterionIds: f.criterionId, stakeholderIds: f.stakeholderId }
  return and(
    f.withdrawn ? isNotNull(scores.withdrawnAt) : isNull(scores.withdrawnAt),
    f.stakeholderId ? inArray(scores.stakeholderId, f.stakeholderId) : undefined,
    f.criterionId ? inArray(scores.criterionId, f.criterionId) : undefined,
    f.roundId ? eq(scores.roundId, f.roundId) : undefined,
    f.raterId ? eq(scores.raterId, f.raterId) : undefined,
    f.voiceId ? eq(scores.voiceId, f.voiceId) : undefined,
    f.capacity ? eq(scores.capacity, f.capacity) : undefined,
    f.horizon ? eq(scores.horizon, f.horizon) : undefined,
    f.scenario === undefined ? undefined : eq(scores.scenario, f.scenario),
    asOf ? lte(scores.statedAt, asOf) : undefined,
    f.current ? sql`${scores.id} in (select x.id from ${currentScores(scope)} x)` : undefined,
  )
}

/** Scores by id, in the order of the ids; only those that the viewer sees when one is named. */
export async function findScores(db: Db, ids: readonly string[], viewer?: Viewer) {
  if (ids.length === 0) return []
  const rows = await selectScores(db, and(inArray(scores.id, [...ids]), viewer ? visible(viewer) : undefined))
  const byId = new Map(rows.map(({ key: _key, ...row }) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function insertScores(db: Db, rows: (typeof scores.$inferInsert)[]): Promise<string[]> {
  const inserted = await db.insert(scores).values(rows).returning({ id: scores.id })
  return inserted.map((row) => row.id)
}

/** Changes what is kept beside a score; false when the row is not at that version any more. */
export async function updateScore(db: Db, before: { id: string; version: number }, withdrawnAt: Date | null): Promise<boolean> {
  const done = await db.update(scores).set({ withdrawnAt, version: sql`${scores.version} + 1` }).where(and(eq(scores.id, before.id), eq(scores.version, before.version))).returning({ id: scores.id })
  return done.length > 0
}
