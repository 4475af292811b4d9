import { type Db, schema } from '@convergence/db'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { hashToken, newToken } from '../auth/tokens.ts'
import { principalIn } from '../plugins/access.ts'
import { fromNow } from '../plugins/clock.ts'
import { record } from '../plugins/record.ts'
import { becomeHolder, linkHashOf, refusedLink } from './secret.ts'

const { accessLinks } = schema
const DAY_S = 86_400

export type AccessLinkRow = typeof accessLinks.$inferSelect
export type LinkPurpose = AccessLinkRow['purpose']

/** What a private link opens: one object, for one purpose. */
export interface NewAccessLink {
  purpose: LinkPurpose
  /** invitation: the invitation; confirmation and minutes: the session; verification: the commitment. */
  objectId: string
  stakeholderId?: string | null
  sessionId?: string | null
  perimeterId: string
  /** Whole days, 1 or more. */
  expiresInDays: number
  /** An exact end instead of days. */
  expiresAt?: Date
}

/** A private link that was just made: the secret is nowhere else. */
export interface MadeLink { id: string; secret: string; expiresAt: Date }

/**
 * Makes a private link within the caller's transaction. The secret has 256 random bits and is given this once: to the mail
 * that carries it, or to the answer of the operation (then with a `replayBody` without it).
 */
export async function createAccessLink(tx: Db, request: FastifyRequest, { expiresInDays, ...link }: NewAccessLink): Promise<MadeLink> {
  const principal = principalIn(request)
  const made = await insertAccessLink(tx, { ...link, expiresInDays, createdBy: principal.kind === 'user' || principal.kind === 'key' ? principal.userId : null })
  await record(tx, request, { type: 'access-link.created', objectId: made.id, perimeterId: link.perimeterId, after: { purpose: link.purpose, of: link.objectId, stakeholderId: link.stakeholderId ?? null, expiresAt: made.expiresAt } })
  return made
}

/** The same without a request: for a job of the server. */
export async function insertAccessLink(tx: Db, { expiresInDays, expiresAt: end, ...link }: NewAccessLink & { createdBy: string | null }): Promise<MadeLink> {
  const secret = newToken()
  const expiresAt = end ?? (await fromNow(tx, expiresInDays * DAY_S))
  const [row] = await tx.insert(accessLinks).values({ ...link, secretHash: hashToken(secret), expiresAt }).returning({ id: accessLinks.id })
  if (!row) throw new Error('insert returned no row')
  return { id: row.id, secret, expiresAt }
}

/**
 * The link whose secret stands in `Authorization: Link <secret>`, if it serves this purpose; its holder becomes the principal
 * of the request. 401 `link-refused` when it is unknown, revoked, expired or for something else: which of them is not told.
 */
export async function linkOf(db: Db, request: FastifyRequest, purpose: LinkPurpose): Promise<AccessLinkRow> {
  const secretHash = linkHashOf(request)
  const link = secretHash ? await findLink(db, secretHash, purpose) : null
  if (!link) throw await refusedLink(db, request)
  becomeHolder(request, 'link', link.id)
  return link
}

/** A link that works, by the hash of its secret; keeps, to the minute, when it was used last. */
export async function findLink(db: Db, secretHash: string, purpose: LinkPurpose): Promise<AccessLinkRow | null> {
  const [link] = await db.select().from(accessLinks).where(and(eq(accessLinks.secretHash, secretHash), eq(accessLinks.purpose, purpose), isNull(accessLinks.revokedAt), gt(accessLinks.expiresAt, sql`now()`)))
  if (!link) return null
  if (!link.lastUsedAt || link.lastUsedAt.getTime() < Date.now() - 60_000) await db.update(accessLinks).set({ lastUsedAt: sql`now()` }).where(eq(accessLinks.id, link.id))
  return link
}

/** Makes a link stop working at once; null when it had ended already. */
export async function revokeAccessLink(tx: Db, request: FastifyRequest, link: Pick<AccessLinkRow, 'id' | 'perimeterId'>): Promise<AccessLinkRow | null> {
  const [row] = await tx.update(accessLinks).set({ revokedAt: sql`now()`, version: sql`${accessLinks.version} + 1`, updatedAt: sql`now()` }).where(and(eq(accessLinks.id, link.id), isNull(accessLinks.revokedAt))).returning()
  if (row) await record(tx, request, { type: 'access-link.revoked', objectId: link.id, perimeterId: link.perimeterId })
  return row ?? null
}

/** Revokes what was given before to the same holder for the same thing, so that one link works at a time; gives what was revoked. */
export async function revokeFormer(tx: Db, request: FastifyRequest, of: { purpose: LinkPurpose; objectId: string; stakeholderId: string | null }): Promise<AccessLinkRow[]> {
  const former = await tx.select().from(accessLinks).where(and(eq(accessLinks.purpose, of.purpose), eq(accessLinks.objectId, of.objectId), of.stakeholderId ? eq(accessLinks.stakeholderId, of.stakeholderId) : isNull(accessLinks.stakeholderId), isNull(accessLinks.revokedAt)))
  for (const link of former) await revokeAccessLink(tx, request, link)
  return former
}
