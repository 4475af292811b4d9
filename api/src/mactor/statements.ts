import { type Db, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import type { InfluenceRow, StanceRow } from './cells.ts'
import { requireStudy } from './commands.ts'
import { mactorErrors } from './errors.ts'
import type { StudyRow } from './queries.ts'
import type { MactorInfluencesCreate, MactorStancesCreate } from './schemas.ts'

/** A device's clock may be ahead of the server's by this much, in milliseconds. */
const CLOCK_SKEW_MS = 120_000
/** PostgreSQL takes 65,535 parameters at once. */
const ROWS_AT_ONCE = 1000

type NewStance = typeof schema.mactorStances.$inferInsert
type NewInfluence = typeof schema.mactorInfluences.$inferInsert

/** Fills cells of MID, all or none; each is a new statement of who sends it. */
export async function stateInfluences(tx: Db, request: FastifyRequest, studyId: string, { influences }: z.output<typeof MactorInfluencesCreate>): Promise<InfluenceRow[]> {
  const study = await requireStudy(tx, studyId, request.reach)
  const actors = new Set(study.actors.map((a) => a.id))
  const now = new Date()
  for (const [index, cell] of influences.entries()) {
    const pointer = `/influences/${index}`
    requireMember(actors, cell.actorId, `${pointer}/actorId`)
    requireMember(actors, cell.onActorId, `${pointer}/onActorId`)
    if (cell.actorId === cell.onActorId) throw mactorErrors['mactor-self-influence']({ errors: [{ pointer: `${pointer}/onActorId`, code: 'mactor-self-influence', message: 'the actor itself' }] })
    refuseFuture(cell.statedAt, now, `${pointer}/statedAt`)
  }
  refuseTwice(influences.map((cell) => `${cell.actorId}/${cell.onActorId}`), '/influences')
  const { userId } = principalIn(request)
  return insertInfluences(tx, request, study, influences.map(({ actorId, onActorId, value, reason = '', statedAt = now }) => ({ studyId, actorId, onActorId, value, reason, statedAt, authorId: userId })))
}

/** Fills cells of 2MAO, all or none; each is a new statement of who sends it. */
export async function stateStances(tx: Db, request: FastifyRequest, studyId: string, { stances }: z.output<typeof MactorStancesCreate>): Promise<StanceRow[]> {
  const study = await requireStudy(tx, studyId, request.reach)
  const actors = new Set(study.actors.map((a) => a.id))
  const objectives = new Set(study.objectives.map((o) => o.id))
  const now = new Date()
  for (const [index, cell] of stances.entries()) {
    const pointer = `/stances/${index}`
    requireMember(actors, cell.actorId, `${pointer}/actorId`)
    requireMember(objectives, cell.objectiveId, `${pointer}/objectiveId`)
    refuseFuture(cell.statedAt, now, `${pointer}/statedAt`)
  }
  refuseTwice(stances.map((cell) => `${cell.actorId}/${cell.objectiveId}`), '/stances')
  const { userId } = principalIn(request)
  return insertStances(tx, request, study, stances.map(({ actorId, objectiveId, value, reason = '', statedAt = now }) => ({ studyId, actorId, objectiveId, value, reason, statedAt, authorId: userId })))
}

function requireMember(members: ReadonlySet<string>, id: string, pointer: string): void {
  if (!members.has(id)) throw commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'not in this study' }] })
}

function refuseFuture(statedAt: Date | undefined, now: Date, pointer: string): void {
  if (statedAt && statedAt.getTime() > now.getTime() + CLOCK_SKEW_MS) throw mactorErrors['mactor-statement-in-the-future']({ errors: [{ pointer, code: 'mactor-statement-in-the-future', message: 'in the future' }] })
}

function refuseTwice(cells: readonly string[], pointer: string): void {
  const seen = new Set<string>()
  for (const [index, cell] of cells.entries()) {
    if (seen.has(cell)) throw mactorErrors['mactor-cell-twice']({ errors: [{ pointer: `${pointer}/${index}`, code: 'mactor-cell-twice', message: 'filled twice' }] })
    seen.add(cell)
  }
}

async function insertInfluences(tx: Db, request: FastifyRequest, study: StudyRow, rows: NewInfluence[]): Promise<InfluenceRow[]> {
  const authorName = await nameOf(tx, request)
  const inserted: InfluenceRow[] = []
  for (const part of parts(rows)) inserted.push(...(await tx.insert(schema.mactorInfluences).values(part).returning()).map((row) => ({ ...row, authorName })))
  // The statements are the record: who, what, when. One line of audit tells that there are new ones.
  await record(tx, request, { type: 'mactorStudy.stated', objectId: study.id, perimeterId: study.perimeterId, after: { influences: inserted.length } })
  return inserted
}

export async function insertStances(tx: Db, request: FastifyRequest, study: StudyRow, rows: NewStance[]): Promise<StanceRow[]> {
  if (rows.length === 0) return []
  const authorName = await nameOf(tx, request)
  const inserted: StanceRow[] = []
  for (const part of parts(rows)) inserted.push(...(await tx.insert(schema.mactorStances).values(part).returning()).map((row) => ({ ...row, authorName })))
  await record(tx, request, { type: 'mactorStudy.stated', objectId: study.id, perimeterId: study.perimeterId, after: { stances: inserted.length } })
  return inserted
}

function* parts<T>(rows: T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) yield rows.slice(i, i + ROWS_AT_ONCE)
}

async function nameOf(tx: Db, request: FastifyRequest): Promise<string | null> {
  const { userId } = principalIn(request)
  const [user] = await tx.select({ name: schema.users.name }).from(schema.users).where(eq(schema.users.id, userId))
  return user?.name ?? null
}
