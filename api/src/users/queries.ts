import { type Db, schema } from '@convergence/db'
import { and, eq, exists, getTableColumns, inArray, isNull, ne, notExists, type SQL, sql } from 'drizzle-orm'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import type { Reach, Role } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { isLive } from '../auth/live.ts'
import { matchesWords } from '../plugins/words.ts'

const { users, grants, identities, signIns, signInAttempts, apiKeys, perimeters } = schema
const { passwordHash: _hash, totpSecret: _secret, totpLastStep: _step, ...columns } = getTableColumns(users)

type GrantInput = { role: Role; perimeterId: string }

const hasPassword = sql<boolean>`${users.passwordHash} is not null`
/** Whether an identity of the provider opens the account. */
const hasIdentity = (db: Db): SQL<boolean> => sql<boolean>`${exists(db.select({ one: sql`1` }).from(identities).where(eq(identities.userId, users.id)))}`
const sorts = { name: sql`lower(${users.name})`, createdAt: users.createdAt }

/** A workshop pass is an account that its session manages: it is no user’s to change. */
const noPass = sql`not exists (select 1 from access_links l where l.purpose = 'pass' and l.object_id = ${users.id})`

/** An account is administered by whom all of its rights lie within reach of. */
function administered(db: Db, reach: Reach): SQL | undefined {
  const inside = within(grants.perimeterId, reach)
  return inside && notExists(db.select({ one: sql`1` }).from(grants).where(and(eq(grants.userId, users.id), sql`not (${inside})`)))
}

/** One page of accounts within reach, with their grants. */
export async function listUsers(db: Db, page: PageRequest & { role?: Role | undefined; q?: string | undefined }, reach: Reach, secret: string) {
  const k = keyset(page, sorts, users.id, secret)
  const holds = page.role ? exists(db.select({ one: sql`1` }).from(grants).where(and(eq(grants.userId, users.id), eq(grants.role, page.role)))) : undefined
  const rows = await db.select({ ...columns, hasPassword, hasIdentity: hasIdentity(db), key: k.key }).from(users).where(and(holds, page.q ? matchesWords(page.q, [users.name, users.email]) : undefined, noPass, administered(db, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
  const held = await grantsOf(db, rows.map((r) => r.id))
  return rows.map((r) => ({ ...r, grants: held.get(r.id) ?? [] }))
}

async function grantsOf(db: Db, ids: string[]): Promise<Map<string, GrantInput[]>> {
  const rows = ids.length === 0 ? [] : await db.select({ userId: grants.userId, role: grants.role, perimeterId: grants.perimeterId }).from(grants).where(inArray(grants.userId, ids)).orderBy(grants.role)
  const map = new Map<string, GrantInput[]>()
  for (const { userId, ...grant } of rows) map.set(userId, [...(map.get(userId) ?? []), grant])
  return map
}

export async function findUser(db: Db, id: string, reach: Reach = 'all') {
  const [row] = await db.select({ ...columns, hasPassword, hasIdentity: hasIdentity(db) }).from(users).where(and(eq(users.id, id), noPass, administered(db, reach)))
  return row ? { ...row, grants: (await grantsOf(db, [id])).get(id) ?? [] } : null
}
export type UserRow = NonNullable<Awaited<ReturnType<typeof findUser>>>

export async function insertUser(db: Db, values: typeof users.$inferInsert, held: GrantInput[]): Promise<string | null> {
  const [row] = await db.insert(users).values(values).onConflictDoNothing().returning({ id: users.id })
  if (!row) return null
  await replaceGrants(db, row.id, held)
  return row.id
}

export async function replaceGrants(db: Db, userId: string, held: GrantInput[]): Promise<void> {
  await db.delete(grants).where(eq(grants.userId, userId))
  await db.insert(grants).values(held.map((g) => ({ ...g, userId }))).onConflictDoNothing()
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateUser(db: Db, before: { id: string; version: number }, change: Partial<typeof users.$inferInsert>): Promise<boolean> {
  const rows = await db.update(users).set({ ...change, version: sql`${users.version} + 1`, updatedAt: new Date() }).where(and(eq(users.id, before.id), eq(users.version, before.version))).returning({ id: users.id })
  return rows.length > 0
}

/** Ends the browsers of an account, but the one that is named, and what they began. */
export async function endSignIns(db: Db, userId: string, keep: string | null = null): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.userId, userId))
  await db.delete(signIns).where(and(eq(signIns.userId, userId), keep ? ne(signIns.id, keep) : undefined))
}

export const revokeKeysOf = (db: Db, userId: string) => db.update(apiKeys).set({ revokedAt: new Date() }).where(and(eq(apiKeys.createdBy, userId), isNull(apiKeys.revokedAt)))

/** Active administrators of the root perimeter, apart from one account. The rows are locked until the transaction ends. */
export async function countOtherAdministrators(db: Db, userId: string): Promise<number> {
  const rows = await db.select({ id: users.id }).from(users).innerJoin(grants, eq(grants.userId, users.id)).innerJoin(perimeters, eq(perimeters.id, grants.perimeterId))
    .where(and(eq(grants.role, 'administrator'), isNull(perimeters.parentId), isLive(), ne(users.id, userId))).for('update', { of: users })
  return new Set(rows.map((r) => r.id)).size
}

export async function findRootPerimeterId(db: Db): Promise<string | undefined> {
  const [row] = await db.select({ id: perimeters.id }).from(perimeters).where(isNull(perimeters.parentId))
  return row?.id
}

export async function perimetersExist(db: Db, ids: string[]): Promise<boolean> {
  const wanted = [...new Set(ids)]
  const rows = await db.select({ id: perimeters.id }).from(perimeters).where(inArray(perimeters.id, wanted))
  return rows.length === wanted.length
}

export async function findPasswordHash(db: Db, userId: string): Promise<string | null> {
  const [row] = await db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId))
  return row?.hash ?? null
}
