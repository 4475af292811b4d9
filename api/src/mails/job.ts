import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Config } from '../config.ts'
import type { JobKind } from '../jobs/runner.ts'
import { insertAccessLink } from '../links/links.ts'
import { hasOptedOut } from './opt-outs.ts'
import { type MailRow, OPT_OUT_KINDS } from './queue.ts'
import { ATTEMPTS_MAX, delayAfter, failureOf, type SendFailure, writeFailure } from './rules.ts'
import { messageOf, transportOf } from './smtp.ts'

const { mails, events, auditEntries, perimeters } = schema
/** Silence after which another server takes a mail over, in seconds: longer than any wait below. */
const SILENCE_S = 120
const BEAT_MS = 20_000
/** How long a server that closes waits for the mail under way. */
const CLOSING_MS = 5000
const OPT_OUT_DAYS = 180

export interface MailJobOptions { config: Config; smtpUrl: string; /** Address that the pages have. */ site: () => string }

/** Sends what waits, one mail after the other, in a lane of its own: a slow mail server holds back no other work. */
export function mailJobs({ config, smtpUrl, site }: MailJobOptions): JobKind {
  const transport = transportOf(smtpUrl, config.smtpTimeoutMs)
  // Spares a server that is down one attempt per waiting mail; nothing depends on it, another replica has its own.
  let restsUntil = 0
  const attempt = async (db: Db, mail: MailRow, signal: AbortSignal): Promise<void> => {
    const beat = setInterval(() => void db.update(mails).set({ takenAt: sql`now()` }).where(ours(mail)).catch(() => undefined), BEAT_MS)
    const limit = new AbortController()
    const closing = () => void setTimeout(() => limit.abort(), CLOSING_MS).unref()
    signal.addEventListener('abort', closing, { once: true })
    try {
      if (mail.attempts > ATTEMPTS_MAX) return await settle(db, mail, { failure: 'interrupted', sentence: '', permanent: true, serverDown: false })
      if (OPT_OUT_KINDS.has(mail.kind) && (await hasOptedOut(db, mail.toAddress, mail.kind, config.secret))) return await cancelUnwanted(db, mail)
      const optOutSecret = OPT_OUT_KINDS.has(mail.kind) ? await optOutLink(db, mail) : null
      await transport.sendMail({ ...messageOf(mail, config, { site: site(), optOutSecret }), signal: AbortSignal.any([limit.signal, AbortSignal.timeout(config.smtpTimeoutMs * 3)]) })
      await sent(db, mail)
    } catch (error) {
      if (limit.signal.aborted) return void (await giveBack(db, mail))
      const found = failureOf(error)
      if (found.serverDown) restsUntil = Date.now() + config.smtpTimeoutMs
      await settle(db, mail, found)
    } finally {
      clearInterval(beat)
      signal.removeEventListener('abort', closing)
    }
  }
  return {
    name: 'mail',
    lane: 'mail',
    take: async (db) => {
      if (Date.now() < restsUntil) return null
      const mail = await takeMail(db)
      return mail ? (signal) => attempt(db, mail, signal) : null
    },
  }
}

/** The mail that is due longest, or one that a server took and then fell silent about. */
async function takeMail(db: Db): Promise<MailRow | null> {
  const [mail] = await db.update(mails).set({ status: 'sending', takenAt: sql`now()`, attempts: sql`${mails.attempts} + 1` })
    .where(sql`${mails.id} = (select m.id from mails m where (m.status = 'queued' and m.next_attempt_at <= now()) or (m.status = 'sending' and m.taken_at < now() - make_interval(secs => ${SILENCE_S})) order by m.next_attempt_at, m.id limit 1 for update skip locked)`)
    .returning()
  return mail ?? null
}

/** Ours is the row that is sent on our attempt: another server that takes it counts one more. */
const ours = (mail: MailRow) => and(eq(mails.id, mail.id), eq(mails.status, 'sending'), eq(mails.attempts, mail.attempts))

/** A new link for each attempt: only its hash stays, and the row of the mail keeps no secret of it. */
async function optOutLink(db: Db, mail: MailRow): Promise<string> {
  const [root] = mail.perimeterId ? [{ id: mail.perimeterId }] : await db.select({ id: perimeters.id }).from(perimeters).where(sql`${perimeters.parentId} is null`).limit(1)
  if (!root) throw new Error('no perimeter')
  return (await insertAccessLink(db, { purpose: 'opt_out', objectId: mail.id, perimeterId: root.id, expiresInDays: OPT_OUT_DAYS, createdBy: null })).secret
}

const done = { takenAt: null, version: sql`${mails.version} + 1`, updatedAt: sql`now()` }

const sent = (db: Db, mail: MailRow) => change(db, mail, { ...done, status: 'sent', sentAt: sql`now()`, secret: null, lastError: '' }, 'mail.sent')

const cancelUnwanted = (db: Db, mail: MailRow) => change(db, mail, { ...done, status: 'cancelled', secret: null, lastError: writeFailure('opted_out', '') }, 'mail.cancelled')

/** Back into the queue with a longer wait, or parked where a person sees it; a parked one keeps its link, for when it is tried again. */
async function settle(db: Db, mail: MailRow, { failure, sentence, permanent }: SendFailure): Promise<void> {
  const delay = permanent ? null : delayAfter(mail.attempts, Math.random())
  const lastError = writeFailure(failure, sentence)
  if (delay === null) await change(db, mail, { ...done, status: 'parked', lastError }, 'mail.parked')
  else await db.update(mails).set({ ...done, status: 'queued', lastError, nextAttemptAt: sql`now() + make_interval(secs => ${delay / 1000})` }).where(ours(mail))
}

/** The server closes before the mail was answered: it counts as not tried. */
const giveBack = (db: Db, mail: MailRow) => db.update(mails).set({ status: 'queued', takenAt: null, attempts: sql`${mails.attempts} - 1`, nextAttemptAt: sql`now()` }).where(ours(mail))

type MailChange = Parameters<ReturnType<Db['update']>['set']>[0]

/** Keeps what became of a mail, and says it in the journal and the feed: without the address, which stands on the row alone. */
async function change(db: Db, mail: MailRow, set: MailChange, type: 'mail.sent' | 'mail.parked' | 'mail.cancelled'): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await tx.update(mails).set(set).where(ours(mail)).returning({ id: mails.id })
    if (rows.length === 0) return
    const common = { objectType: 'mail', objectId: mail.id, perimeterId: mail.perimeterId, actor: 'server' }
    await tx.insert(auditEntries).values({ ...common, action: type, after: { kind: mail.kind, about: mail.objectType, of: mail.objectId, attempts: mail.attempts }, traceId: mail.id })
    await tx.insert(events).values({ ...common, type, txid: sql<string>`pg_current_xact_id()::text` })
  })
}
