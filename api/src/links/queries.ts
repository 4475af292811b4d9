import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, ne, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import type { AccessLinkQuery, linkStates } from './schemas.ts'

const { accessLinks, stakeholders, users } = schema
const { secretHash: _hash, ...columns } = getTableColumns(accessLinks)
const stateOf = sql<(typeof linkStates)[number]>`case when ${accessLinks.revokedAt} is not null then 'revoked' when ${accessLinks.expiresAt} <= now() then 'expired' else 'working' end`

// Links to stop being sent mail are made by the server for each mail: they are nobody's to manage.
const managed = ne(accessLinks.purpose, 'opt_out')
const select = (db: Db, key: SQL<string>) => db.select({ ...columns, state: stateOf, stakeholderName: stakeholders.name, createdByName: users.name, key }).from(accessLinks)
  .leftJoin(stakeholders, eq(stakeholders.id, accessLinks.stakeholderId)).leftJoin(users, eq(users.id, accessLinks.createdBy))

/** One page of the links within reach, never their secrets. */
export function listAccessLinks(db: Db, query: z.output<typeof AccessLinkQuery>, reach: Reach, secret: string) {
  const k = keyset(query, { createdAt: accessLinks.createdAt }, accessLinks.id, secret)
  const is = (column: typeof accessLinks.objectId | typeof accessLinks.sessionId | typeof accessLinks.stakeholderId, id: string | undefined) => (id ? eq(column, id) : undefined)
  return select(db, k.key).where(and(
    managed, within(accessLinks.perimeterId, reach), is(accessLinks.objectId, query.objectId), is(accessLinks.sessionId, query.sessionId), is(accessLinks.stakeholderId, query.stakeholderId),
    query.purpose ? eq(accessLinks.purpose, query.purpose) : undefined, query.state ? sql`${stateOf} = ${query.state}` : undefined, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

/** One link within reach, or null. */
export async function findAccessLink(db: Db, id: string, reach: Reach) {
  const [row] = await db.select({ id: accessLinks.id, perimeterId: accessLinks.perimeterId }).from(accessLinks).where(and(eq(accessLinks.id, id), managed, within(accessLinks.perimeterId, reach)))
  return row ?? null
}
