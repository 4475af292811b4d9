import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { hashToken, newToken } from '../auth/tokens.ts'
import { commonErrors } from '../errors.ts'
import type { Block } from '../mails/letter.ts'
import { queueMail } from '../mails/queue.ts'
import { findAddresses, mailableMandates } from '../outcomes/queries.ts'
import { fromNow } from '../plugins/clock.ts'
import { requireWritable } from './commands.ts'
import { roundErrors } from './errors.ts'
import type { RoundRow } from './queries.ts'
import { listRaters, type RaterRow, saveRater } from './raters.ts'
import type { RemindersCreate } from './schemas.parts.ts'

const { users } = schema
const DAY_MS = 86_400_000
const LINK_DAYS = 30

interface Recipient { address: string; name: string; locale: 'fr' | 'en'; account: boolean }

/**
 * Reminds those who have not finished: it stands on their first screen, and goes by mail to whom an address is known, an
 * account’s or a mandate’s. A mail to a rater without account brings a new private link, after which the former works no more.
 */
export async function remind(tx: Db, request: FastifyRequest, roundId: string, body: z.output<typeof RemindersCreate>) {
  const round = await requireWritable(tx, request, roundId)
  if (round.phase !== 'open') throw roundErrors[round.phase === 'closed' ? 'round-closed' : 'round-not-open']()
  const asked = await listRaters(tx, round, body.raterIds)
  if (body.raterIds && asked.length !== new Set(body.raterIds).size) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/raterIds', code: 'unknown', message: 'unknown rater' }] })
  const waiting = asked.filter((r) => r.finishedAt === null)
  const recipients = await recipientsOf(tx, waiting)
  const at = await fromNow(tx, 0)
  for (const rater of waiting) await remindOne(tx, request, round, rater, recipients.get(rater.id), at)
  return { reminded: waiting.length, mailed: recipients.size, at }
}

async function remindOne(tx: Db, request: FastifyRequest, round: RoundRow, rater: RaterRow, to: Recipient | undefined, at: Date): Promise<void> {
  const secret = to && !to.account ? newToken() : null
  const linked = secret ? { linkHash: hashToken(secret), linkExpiresAt: new Date(at.getTime() + LINK_DAYS * DAY_MS) } : {}
  await saveRater(tx, request, round, rater, { remindedAt: at, ...linked }, 'rater.reminded')
  if (!to) return
  const { subject, body } = letter(round, rater, to, secret !== null)
  await queueMail(tx, { kind: 'round', to, locale: to.locale, subject, body, ...(secret ? { link: { path: '/cotation' as const, secret } } : {}), about: { type: 'round', id: round.id }, perimeterId: round.perimeterId })
}

/** Where each is written to. Demonstration accounts have no address that exists. */
async function recipientsOf(db: Db, raters: readonly RaterRow[]): Promise<Map<string, Recipient>> {
  const ids = <K extends 'userId' | 'mandateId' | 'stakeholderId'>(key: K) => raters.flatMap((rater) => rater[key] ?? [])
  const accounts = ids('userId').length === 0 ? [] : await db.select({ id: users.id, address: users.email, name: users.name, locale: users.locale }).from(users).where(and(inArray(users.id, ids('userId')), eq(users.demonstration, false), isNull(users.disabledAt)))
  const mandates = await mailableMandates(db, ids('mandateId'))
  const holders = await findAddresses(db, ids('stakeholderId'))
  return new Map(raters.flatMap((rater): [string, Recipient][] => {
    if (rater.userId) return accounts.filter((user) => user.id === rater.userId).map((user) => [rater.id, { ...user, account: true }])
    const to = rater.mandateId ? mandates.get(rater.mandateId) : rater.stakeholderId ? holders.get(rater.stakeholderId) : undefined
    return to ? [[rater.id, { ...to, locale: 'fr', account: false }]] : []
  }))
}

function letter(round: RoundRow, rater: RaterRow, to: Recipient, linked: boolean): { subject: string; body: Block[] } {
  const left = rater.expected - rater.answered - rater.unknown
  const page = { label: to.locale === 'en' ? 'Go on scoring' : 'Poursuivre la cotation', path: `/registre/campagnes/${round.id}/coter` }
  if (to.locale === 'en') return { subject: `Your scores are awaited: ${round.title}`, body: ['Hello,', `You are asked to score in the round "${round.title}". ${left} of ${rater.expected} answers are left to give.`, ...(linked ? ['This link takes the place of the one that you may have been given before.', { action: 'Score' }] : [{ page }])] }
  return { subject: `Vos cotations sont attendues : ${round.title}`, body: ['Bonjour,', `Votre avis est demandé dans la campagne « ${round.title} ». Il reste ${left} réponses à donner sur ${rater.expected}.`, ...(linked ? ['Ce lien remplace celui qui vous a peut-être déjà été donné.', { action: 'Coter' }] : [{ page }])] }
}
