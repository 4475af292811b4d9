import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { linkErrors } from '../links/errors.ts'
import type { AccessLinkRow } from '../links/links.ts'
import { toldMandates } from '../notices/gate.ts'
import { record } from '../plugins/record.ts'
import { insertPositions } from '../positions/queries.ts'
import { confirmationErrors } from './errors.ts'
import { listStanding, type StandingRow } from './queries.ts'
import type { ConfirmationAnswer, ConfirmationSheet } from './schemas.ts'

const { positions, positionConfirmations, sessions, stakeholders } = schema
type Answer = z.output<typeof ConfirmationAnswer>

/** What the holder of a link reads: the session, and what stands of it there. Also once the session is closed. */
export async function sheetOf(db: Db, link: AccessLinkRow): Promise<z.output<typeof ConfirmationSheet>> {
  const { sessionId, stakeholderId } = objectsOf(link)
  const [session] = await db.select({ reference: sessions.reference, title: sessions.title, startsAt: sessions.startsAt, timeZone: sessions.timeZone, place: sessions.place, fictional: sessions.fictional, deletedAt: sessions.deletedAt }).from(sessions).where(eq(sessions.id, sessionId))
  const [holder] = await db.select({ name: stakeholders.name, deletedAt: stakeholders.deletedAt }).from(stakeholders).where(eq(stakeholders.id, stakeholderId))
  if (!session || session.deletedAt || !holder || holder.deletedAt) throw linkErrors['link-refused']()
  return { session, holder, expiresAt: link.expiresAt, positions: await listStanding(db, sessionId, stakeholderId) }
}

function objectsOf(link: AccessLinkRow): { sessionId: string; stakeholderId: string } {
  if (!link.sessionId || !link.stakeholderId) throw linkErrors['link-refused']()
  return { sessionId: link.sessionId, stakeholderId: link.stakeholderId }
}

/** Keeps the holder's answers, all or none, each as a dated row; a correction is a new position beside the one it corrects. */
export async function answer(tx: Db, request: FastifyRequest, link: AccessLinkRow, answers: readonly Answer[]): Promise<void> {
  const { sessionId, stakeholderId } = objectsOf(link)
  // One after the other: two answers of one holder at the same time would correct the same row twice.
  await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, sessionId)).for('share')
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${link.id}))`)
  const standing = new Map((await listStanding(tx, sessionId, stakeholderId)).map((row) => [row.id, row]))
  for (const [i, given] of answers.entries()) {
    const row = standing.get(given.positionId)
    if (!row) throw confirmationErrors['confirmation-position-not-yours']({ errors: [{ pointer: `/answers/${i}/positionId`, code: 'unknown', message: 'not a position of this link' }] })
    if (given.verdict === 'contested' && given.text.trim() === '') throw confirmationErrors['confirmation-text-missing']({ errors: [{ pointer: `/answers/${i}/text`, code: 'missing', message: 'text' }] })
    standing.delete(given.positionId)
    await keepVerdict(tx, request, link, row, given.verdict, given.verdict === 'contested' ? given.text : '')
    if (given.verdict === 'corrected') await correct(tx, request, link, row, given)
  }
}

async function keepVerdict(tx: Db, request: FastifyRequest, link: AccessLinkRow, row: Pick<StandingRow, 'id' | 'confirmation' | 'perimeterId'>, verdict: Answer['verdict'], text: string): Promise<void> {
  await tx.insert(positionConfirmations).values({ positionId: row.id, verdict, text, linkId: link.id })
  await tx.update(positions).set({ confirmation: verdict, confirmedAt: sql`now()`, version: sql`${positions.version} + 1` }).where(eq(positions.id, row.id))
  await record(tx, request, { type: `position.${verdict}`, objectId: row.id, perimeterId: row.perimeterId, before: { confirmation: row.confirmation }, after: { confirmation: verdict, ...(text ? { text } : {}) } })
}

/**
 * The correction: on the same wording and at the same instant as what it corrects, since it says what was meant then, so that
 * the trend shows no move that nobody made and a later statement stays the later one. `recordedAt` says when it came.
 */
async function correct(tx: Db, request: FastifyRequest, link: AccessLinkRow, row: StandingRow, given: Extract<Answer, { verdict: 'corrected' }>): Promise<void> {
  const { sessionId, stakeholderId } = objectsOf(link)
  const { pointId, pointVersionId, perimeterId, statedAt } = row
  const mandateId = row.mandateId !== null && (await toldMandates(tx, [row.mandateId])).has(row.mandateId) ? row.mandateId : null
  const [made] = await insertPositions(tx, [{
    pointId, pointVersionId, holderId: stakeholderId, mandateId, sessionId, perimeterId, statedAt, state: given.value === null ? 'abstained' : 'stated', value: given.value, reason: given.reason, reservation: given.reservation,
    manner: 'written', source: `Correction de la partie prenante (${row.source})`.slice(0, 300), confirmation: 'confirmed', confirmedAt: new Date(), correctsId: row.id,
  }])
  if (!made) throw new Error('insert returned no row')
  await tx.insert(positionConfirmations).values({ positionId: made.id, verdict: 'confirmed', linkId: link.id })
  await record(tx, request, { type: 'position.created', objectId: made.id, perimeterId, after: made })
}
