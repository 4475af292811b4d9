import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type AccessLinkRow, createAccessLink, revokeFormer } from '../links/links.ts'
import { queueMail } from '../mails/queue.ts'
import { findAddresses } from '../outcomes/queries.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'
import { requireCommitment } from './commands.ts'
import { recordEvent } from './commands.parts.ts'
import { commitmentErrors } from './errors.ts'
import { evidenceFileName } from './rules.evidence.ts'
import { listEvents, listMilestones } from './queries.parts.ts'
import type { CommitmentRow } from './queries.ts'
import { mayFollow } from './rules.ts'
import type { VerdictCreate, Verification, VerificationLinkCreate } from './schemas.verification.ts'

const PATH = '/verification'

/** Makes the private link of the counterpart, and mails it when asked; one works at a time. */
export async function createVerificationLink(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof VerificationLinkCreate>) {
  const commitment = await requireCommitment(tx, id, request.reach)
  const { counterpartId, perimeterId } = commitment
  if (!counterpartId) throw commitmentErrors['commitment-counterpart-missing']()
  if (!['done', 'verified', 'contested'].includes(commitment.state)) throw commitmentErrors['commitment-not-done']()
  const to = body.send ? (await findAddresses(tx, [counterpartId])).get(counterpartId) : undefined
  if (body.send && !to) throw commitmentErrors['commitment-counterpart-no-address']()
  await revokeFormer(tx, request, { purpose: 'verification', objectId: id, stakeholderId: counterpartId })
  const link = await createAccessLink(tx, request, { purpose: 'verification', objectId: id, stakeholderId: counterpartId, sessionId: commitment.sessionId, perimeterId, expiresInDays: body.expiresInDays })
  if (to) await queueMail(tx, { ...letter(commitment, body.locale), kind: 'verification', to, locale: body.locale, link: { path: PATH, secret: link.secret }, about: { type: 'commitment', id }, perimeterId })
  return { id: link.id, path: PATH, secret: to ? null : link.secret, expiresAt: link.expiresAt, mailed: Boolean(to) }
}

function letter({ statement, owner, counterpartName }: CommitmentRow, locale: 'fr' | 'en') {
  if (locale === 'en') return { subject: 'Was this commitment kept?', body: ['Hello,', `${owner} made this commitment to ${counterpartName ?? ''}, and says that it is done:`, { list: [statement] }, 'You alone can say whether it was kept.', { action: 'Say whether it was kept' }] }
  return { subject: 'Cet engagement est-il tenu ?', body: ['Bonjour,', `${owner} a pris cet engagement envers ${counterpartName ?? ''} et le dit tenu :`, { list: [statement] }, 'C’est à vous de dire s’il l’est.', { action: 'Dire s’il est tenu' }] }
}

/** The commitment of a link, for its counterpart alone: who is that no more, or was removed, reads nothing of what follows. */
async function requireHeld(db: Db, link: AccessLinkRow): Promise<CommitmentRow & { counterpartId: string }> {
  const { counterpartId, ...commitment } = await requireCommitment(db, link.objectId, 'all')
  if (!counterpartId || counterpartId !== link.stakeholderId || !(await stakeholdersExist(db, [counterpartId], 'all'))) throw commitmentErrors['commitment-not-found']()
  return { ...commitment, counterpartId }
}

/** What the holder of a link sees of the commitment. */
export async function readVerification(db: Db, link: AccessLinkRow): Promise<z.output<typeof Verification>> {
  const commitment = await requireHeld(db, link)
  const milestones = await listMilestones(db, commitment.id)
  const events = (await listEvents(db, commitment.id)).filter((event) => !event.withdrawnAt)
  const done = events.find((event) => event.kind === 'done')
  const last = events.find((event) => event.kind === 'verified' || event.kind === 'contested')
  const next = mayFollow(commitment.state)
  const { reference, statement, owner, counterpartName, madeOn, dueOn, sessionTitle, pointTitle, pointId, fictional, state, stateAt, progress } = commitment
  return {
    reference, statement, owner, counterpart: counterpartName ?? '', madeOn, dueOn, sessionTitle, pointTitle, pointStatement: await findWording(db, pointId), fictional, state, stateAt, progress,
    milestones: milestones.map((m) => ({ title: m.title, dueOn: m.dueOn, doneOn: m.doneOn })),
    said: done ? { text: done.reason, at: done.at, evidenceUrl: done.evidenceUrl, evidenceName: done.evidenceName, evidenceFile: evidenceFileName(done) } : null,
    mayVerify: next.includes('verified'), mayContest: next.includes('contested'),
    verdict: last && (state === 'verified' || state === 'contested') ? { kind: last.kind === 'verified' ? 'verified' : 'contested', reason: last.reason, at: last.at } : null, expiresAt: link.expiresAt,
  }
}

async function findWording(db: Db, pointId: string | null): Promise<string | null> {
  if (!pointId) return null
  const { pointVersions } = schema
  const [row] = await db.select({ statement: pointVersions.statement }).from(pointVersions).where(eq(pointVersions.pointId, pointId)).orderBy(sql`${pointVersions.number} desc`).limit(1)
  return row?.statement ?? null
}

/** Records what the counterpart says: kept, or not and why. A link of a former counterpart says nothing any more. */
export async function giveVerdict(tx: Db, request: FastifyRequest, link: AccessLinkRow, body: z.output<typeof VerdictCreate>): Promise<z.output<typeof Verification>> {
  const { id, counterpartId } = await requireHeld(tx, link)
  await recordEvent(tx, request, id, { kind: body.kept ? 'verified' : 'contested', reason: body.reason ?? '' }, { stakeholderId: counterpartId })
  return readVerification(tx, link)
}
