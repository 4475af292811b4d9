import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { record } from '../plugins/record.ts'
import { matchesWords } from '../plugins/words.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { knownStakeholders, requireWritable } from './commands.ts'
import { roundErrors } from './errors.ts'
import type { RoundRow } from './queries.ts'
import type { RoundStakeholderAdd } from './schemas.parts.ts'

const { roundStakeholders, scores, stakeholders } = schema
/** More are spread over several rounds: nobody answers for thousands. */
const STAKEHOLDERS_MAX = 2000

const { id, reference, name, kind, categoryId } = getTableColumns(stakeholders)
const answered = (roundId: string) => sql<number>`(select count(distinct (a.rater_id, a.criterion_id))::int from scores a join round_criteria c on c.round_id = a.round_id and c.criterion_id = a.criterion_id
  where a.round_id = ${roundId} and a.stakeholder_id = ${stakeholders.id} and a.withdrawn_at is null)`

/** One page of the stakeholders that a round scores. */
export function listMembers(db: Db, roundId: string, page: PageRequest & { q?: string | undefined }, secret: string) {
  const k = keyset(page, { rank: roundStakeholders.rank, name: stakeholders.searchName }, stakeholders.id, secret)
  return db.select({ id, reference, name, kind, categoryId, rank: roundStakeholders.rank, answered: answered(roundId), key: k.key }).from(roundStakeholders)
    .innerJoin(stakeholders, and(eq(stakeholders.id, roundStakeholders.stakeholderId), isNull(stakeholders.deletedAt)))
    .where(and(eq(roundStakeholders.roundId, roundId), page.q ? matchesWords(page.q, [stakeholders.name, stakeholders.reference]) : undefined, k.where)).orderBy(...k.orderBy).limit(k.limit)
}

/** Adds stakeholders by id or by the filters of the register; those that are in already stay as they are. */
export async function addMembers(tx: Db, request: FastifyRequest, roundId: string, body: z.output<typeof RoundStakeholderAdd>) {
  const round = await requireWritable(tx, request, roundId)
  if (round.phase === 'closed') throw roundErrors['round-closed']()
  const ids = body.ids ? await knownStakeholders(tx, request, body.ids, '/ids') : await matching(tx, request, body)
  const before = await tx.select({ id: roundStakeholders.stakeholderId, rank: roundStakeholders.rank }).from(roundStakeholders).where(eq(roundStakeholders.roundId, roundId))
  const there = new Set(before.map((row) => row.id))
  const fresh = ids.filter((one) => !there.has(one))
  const total = there.size + fresh.length
  if (total > STAKEHOLDERS_MAX) throw roundErrors['round-too-large']({ params: { max: STAKEHOLDERS_MAX, count: total } })
  const last = Math.max(0, ...before.map((row) => row.rank))
  if (fresh.length > 0) await tx.insert(roundStakeholders).values(fresh.map((stakeholderId, i) => ({ roundId, stakeholderId, rank: last + 1 + i })))
  if (fresh.length > 0) await recordMembers(tx, request, round, { added: fresh.length, stakeholders: total })
  return { added: fresh.length, total }
}

/** Takes a stakeholder out of a round, as long as nobody has scored it there. */
export async function removeMember(tx: Db, request: FastifyRequest, roundId: string, stakeholderId: string): Promise<void> {
  const round = await requireWritable(tx, request, roundId)
  if (round.phase === 'closed') throw roundErrors['round-closed']()
  if ((await tx.$count(scores, and(eq(scores.roundId, roundId), eq(scores.stakeholderId, stakeholderId)))) > 0) throw roundErrors['round-stakeholder-scored']()
  const gone = await tx.delete(roundStakeholders).where(and(eq(roundStakeholders.roundId, roundId), eq(roundStakeholders.stakeholderId, stakeholderId))).returning({ id: roundStakeholders.stakeholderId })
  if (gone.length === 0) throw roundErrors['round-stakeholder-not-found']()
  await recordMembers(tx, request, round, { removed: stakeholderId, stakeholders: round.stakeholders - 1 })
}

const recordMembers = (tx: Db, request: FastifyRequest, round: RoundRow, after: Record<string, unknown>): Promise<void> =>
  record(tx, request, { type: 'round.updated', objectId: round.id, perimeterId: round.perimeterId, before: { stakeholders: round.stakeholders }, after })

/** One more than a round may have is enough to refuse. */
async function matching(tx: Db, request: FastifyRequest, body: z.output<typeof RoundStakeholderAdd>): Promise<string[]> {
  const rows = await tx.select({ id: stakeholders.id }).from(stakeholders).where(stakeholderWhere({ ...body.filter }, request.reach)).orderBy(stakeholders.searchName, stakeholders.id).limit(STAKEHOLDERS_MAX + 1)
  return rows.map((row) => row.id)
}
