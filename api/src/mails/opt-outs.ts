import { createHmac } from 'node:crypto'
import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import type { MailKind } from './queue.ts'

const { mailOptOuts, mails, users } = schema

/** The keyed hash under which an address is remembered: the list tells nobody who asked. */
export const addressHash = (address: string, key: string): string => createHmac('sha256', key).update(`mail:${address.trim().toLowerCase()}`).digest('hex')

/** Whether this address asked for no more mails of this kind. */
export async function hasOptedOut(db: Db, address: string, kind: MailKind, key: string): Promise<boolean> {
  const [row] = await db.select({ at: mailOptOuts.at }).from(mailOptOuts).where(and(eq(mailOptOuts.addressHash, addressHash(address, key)), eq(mailOptOuts.kind, kind)))
  return row !== undefined
}

/** Keeps that the reader of a mail wants no more of its kind; for the digest the account says so too. Gives the kind; null when the mail is gone. */
export async function optOut(tx: Db, mailId: string, key: string): Promise<MailKind | null> {
  const [mail] = await tx.select({ kind: mails.kind, address: mails.toAddress }).from(mails).where(eq(mails.id, mailId))
  if (!mail) return null
  await tx.insert(mailOptOuts).values({ addressHash: addressHash(mail.address, key), kind: mail.kind }).onConflictDoNothing()
  if (mail.kind === 'digest') await tx.update(users).set({ digest: false, version: sql`${users.version} + 1`, updatedAt: sql`now()` }).where(and(eq(sql`lower(${users.email})`, mail.address.toLowerCase()), eq(users.digest, true)))
  return mail.kind
}

/** Forgets the request: the account asked for these mails again. */
export const optInAgain = (tx: Db, address: string, kind: MailKind, key: string) => tx.delete(mailOptOuts).where(and(eq(mailOptOuts.addressHash, addressHash(address, key)), eq(mailOptOuts.kind, kind)))
