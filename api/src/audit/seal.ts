import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { type Db, schema } from '@convergence/db'
import { eq, inArray } from 'drizzle-orm'

const { personKeys } = schema
const CIPHER = 'aes-256-gcm'
const FORM = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** What an entry of the audit tells: the fields that differ, before and after. */
export interface Content { before?: Record<string, unknown> | null; after?: Record<string, unknown> | null }
/** An entry as it is read: `erased` when its key is gone, and with it what the entry told. */
export interface Opened { before: Record<string, unknown> | null; after: Record<string, unknown> | null; erased: boolean }
interface Sealable { before: Record<string, unknown> | null; after: Record<string, unknown> | null; sealed: string | null }
type Keys = ReadonlyMap<string, Buffer>

/**
 * Seals what an entry tells of one person or several; it opens only while the keys of all of them stand. Keys are made on
 * first use, so this runs in the transaction of the change.
 */
export async function sealFor(tx: Db, people: string | readonly string[], content: Content): Promise<string> {
  const ids = typeof people === 'string' ? [people] : people
  return seal(await keysMadeFor(tx, ids), ids, content)
}

/** What one entry tells, its seal opened. */
export async function openSeal(db: Db, entry: Sealable): Promise<Opened> {
  const [opened] = await openSeals(db, [entry])
  return opened ?? { before: null, after: null, erased: true }
}

/** The same for a page of entries, with one look for the keys; in the order given. */
export async function openSeals(db: Db, entries: readonly Sealable[]): Promise<Opened[]> {
  const ids = [...new Set(entries.flatMap((entry) => (entry.sealed ? peopleOf(entry.sealed) : [])))]
  const keys = ids.length === 0 ? new Map<string, Buffer>() : await keysOf(db, ids)
  return entries.map((entry) => (entry.sealed === null ? { before: entry.before, after: entry.after, erased: false } : unseal(keys, entry.sealed)))
}

/** Deletes a person's key: from then on nothing that the audit sealed of this person can be read again, by anybody. Says whether there was one. */
export async function destroyKey(tx: Db, personId: string): Promise<boolean> {
  return (await tx.delete(personKeys).where(eq(personKeys.stakeholderId, personId)).returning({ id: personKeys.stakeholderId })).length > 0
}

/** The keys of these people, made where there is none yet. Made in one order, so that two writers never wait for each other. */
export async function keysMadeFor(tx: Db, people: readonly string[]): Promise<Keys> {
  const ids = [...new Set(people)].sort()
  const known = await keysOf(tx, ids)
  const missing = ids.filter((id) => !known.has(id))
  if (missing.length === 0) return known
  await tx.insert(personKeys).values(missing.map((stakeholderId) => ({ stakeholderId, key: randomBytes(32).toString('base64') }))).onConflictDoNothing()
  return keysOf(tx, ids)
}

async function keysOf(db: Db, ids: readonly string[]): Promise<Keys> {
  const rows = await db.select({ id: personKeys.stakeholderId, key: personKeys.key }).from(personKeys).where(inArray(personKeys.stakeholderId, [...ids]))
  return new Map(rows.map((row) => [row.id, Buffer.from(row.key, 'base64')]))
}

/** `v1:<people>:<base64 of iv, tag and ciphertext>`; the people are authenticated with it. */
export function seal(keys: Keys, people: readonly string[], { before, after }: Content): string {
  const head = `${FORM}:${[...new Set(people)].sort().join(',')}`
  const key = jointKey(keys, peopleOf(head))
  if (!key) throw new Error('no key to seal with')
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(head))
  const body = Buffer.concat([cipher.update(JSON.stringify({ before: before ?? null, after: after ?? null }), 'utf8'), cipher.final()])
  return `${head}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`
}

const ERASED: Opened = { before: null, after: null, erased: true }

function unseal(keys: Keys, sealed: string): Opened {
  const key = jointKey(keys, peopleOf(sealed))
  const cut = sealed.lastIndexOf(':')
  const bytes = Buffer.from(sealed.slice(cut + 1), 'base64')
  if (!key) return ERASED
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(sealed.slice(0, cut))).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
    return { ...(JSON.parse(text) as Omit<Opened, 'erased'>), erased: false }
  } catch {
    // Another key than it was sealed with: the person was erased, and somebody of this id written of again.
    return ERASED
  }
}

const peopleOf = (sealed: string): string[] => (sealed.split(':')[1] ?? '').split(',').filter((id) => id !== '')

/** One key of several people's: gone as soon as one of them is. */
function jointKey(keys: Keys, people: readonly string[]): Buffer | null {
  const parts = people.map((id) => keys.get(id))
  if (parts.length === 0 || parts.some((part) => part === undefined)) return null
  return parts.length === 1 ? (parts[0] ?? null) : createHash('sha256').update(Buffer.concat(parts as Buffer[])).digest()
}
