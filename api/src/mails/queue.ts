import { type Db, schema } from '@convergence/db'
import { type Block, letterOf, type Locale } from './letter.ts'

const { mails } = schema

export type MailRow = typeof mails.$inferSelect
export type MailKind = MailRow['kind']

/** Kinds that come by themselves: their reader can ask for no more of them, and every one says how. */
export const OPT_OUT_KINDS: ReadonlySet<MailKind> = new Set<MailKind>(['digest', 'reminder', 'collection'])

export interface NewMail {
  kind: MailKind
  to: { address: string; name?: string }
  /** French unless said otherwise. */
  locale?: Locale
  subject: string
  body: readonly Block[]
  /** The private link behind `{ action }`: the page before the `#`, for example `/invitation`, and the secret of `createAccessLink`. */
  link?: { path: `/${string}`; secret: string }
  /** The calendar file that goes with it (`api/src/calendar`). */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
  /** What it is about: noun and id, so that its screen shows what became of the mail. */
  about: { type: 'session' | 'invitation' | 'minutes' | 'outcome' | 'commitment' | 'round' | 'user' | 'evaluation' | 'relay' | 'collector'; id: string }
  /** Null for what concerns an account and no perimeter. */
  perimeterId: string | null
}

/** A name as it stands on a mail: one line. */
const nameInMail = (name: string): string => name.replace(/\s+/g, ' ').trim()

/**
 * Writes a mail in the caller's transaction: it is sent once that has committed, by a job, and never when it rolls back.
 * An address without @ is the caller's fault; one that no server knows is told later, on the row.
 */
export async function queueMail(tx: Db, mail: NewMail): Promise<{ id: string }> {
  const subject = mail.subject.replace(/\s+/g, ' ').trim()
  const locale = mail.locale ?? 'fr'
  if (mail.body.some((block) => typeof block === 'object' && 'action' in block) !== (mail.link !== undefined)) throw new Error('A mail has a private link exactly when its letter has an action')
  const [row] = await tx.insert(mails).values({
    kind: mail.kind, toAddress: mail.to.address.trim(), toName: nameInMail(mail.to.name ?? ''), subject,
    ...letterOf({ locale, subject, body: mail.body, optOut: OPT_OUT_KINDS.has(mail.kind) }),
    secret: mail.link?.secret ?? null, linkPath: mail.link?.path ?? '', calendar: mail.calendar?.content ?? null, calendarMethod: mail.calendar?.method ?? null,
    objectType: mail.about.type, objectId: mail.about.id, perimeterId: mail.perimeterId,
  }).returning({ id: mails.id })
  if (!row) throw new Error('insert returned no row')
  return row
}
