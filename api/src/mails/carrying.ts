import { type Db, schema } from '@convergence/db'
import { and, eq, inArray } from 'drizzle-orm'
import { hashToken } from '../auth/tokens.ts'
import type { MailKind } from './queue.ts'

const { mails } = schema

/** Cancels the waiting mails of an object that carry one of these links, which were just revoked: they would only disappoint. Known by the link, since two holders may share an address. */
export async function cancelCarrying(tx: Db, kind: MailKind, objectId: string, secretHashes: readonly string[]): Promise<void> {
  if (secretHashes.length === 0) return
  const dead = new Set(secretHashes)
  const waiting = await tx.select({ id: mails.id, secret: mails.secret }).from(mails).where(and(eq(mails.objectId, objectId), eq(mails.kind, kind), inArray(mails.status, ['queued', 'parked']))).for('update')
  for (const mail of waiting) if (mail.secret !== null && dead.has(hashToken(mail.secret))) await tx.update(mails).set({ status: 'cancelled', secret: null }).where(eq(mails.id, mail.id))
}
