import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import { makeKey, open, seal, type Sealed } from './cipher.ts'
import type { Operation } from './queue.ts'

const NAME = 'convergence'

interface Schema extends DBSchema {
  keys: { key: string; value: { userId: string; key: CryptoKey; seenAt: number; seenServer: number } }
  operations: { key: number; value: Sealed & { order?: number; userId: string; id: string }; indexes: { user: string } }
  values: { key: [string, string]; value: Sealed & { userId: string; name: string }; indexes: { user: string } }
}

/** What is kept on this device for one person. In a page that may keep nothing it holds as long as the page. */
export interface Vault {
  /** Whether it outlives the page. */
  lasting: boolean
  operations(): Promise<Operation[]>
  /** Keeps a new operation; gives its place among all of this device. */
  add(operation: Operation): Promise<number>
  save(list: readonly Operation[]): Promise<void>
  remove(orders: readonly number[]): Promise<void>
  read<T>(name: string): Promise<T | undefined>
  write(name: string, value: unknown): Promise<void>
  forget(prefix: string): Promise<void>
  /** Names of what is kept, of those that begin so. */
  names(prefix: string): Promise<string[]>
}

export const HOURS_KEPT = 72
const HOUR = 3_600_000

/**
 * Whether what is kept must go. By the time of the server after 72 hours without it; by the clock of the device alone, which may
 * have been moved by days, what was read is hidden after 72 hours, and what was not sent yet goes after as long again.
 */
export function fateOf(seen: { seenAt: number; seenServer: number }, now: number, server?: number): 'keep' | 'hide' | 'wipe' {
  const limit = HOURS_KEPT * HOUR
  if (server !== undefined) return seen.seenServer > 0 && server - seen.seenServer > limit ? 'wipe' : 'keep'
  const away = now - seen.seenAt
  return away > 2 * limit ? 'wipe' : away > limit ? 'hide' : 'keep'
}

/** Encryption and lasting storage exist on https and on localhost only. */
const mayKeep = (): boolean => typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && 'subtle' in crypto && crypto.subtle !== undefined

const database = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('keys', { keyPath: 'userId' })
      db.createObjectStore('operations', { keyPath: 'order', autoIncrement: true }).createIndex('user', 'userId')
      db.createObjectStore('values', { keyPath: ['userId', 'name'] }).createIndex('user', 'userId')
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })

/** Opens what is kept for a person; their key is made the first time. */
export async function openVault(userId: string): Promise<Vault> {
  if (!mayKeep()) return passingVault()
  try {
    const db = await database()
    return lastingVault(db, userId, await keyOf(db, userId))
  } catch {
    return passingVault()
  }
}

async function keyOf(db: IDBPDatabase<Schema>, userId: string): Promise<CryptoKey> {
  const kept = await db.get('keys', userId)
  if (kept) return kept.key
  const made = await makeKey()
  const tx = db.transaction('keys', 'readwrite')
  // Another tab may have been first: what it sealed is opened by its key only.
  const first = await tx.store.get(userId)
  if (!first) await tx.store.put({ userId, key: made, seenAt: Date.now(), seenServer: 0 })
  await tx.done
  return first?.key ?? made
}

function lastingVault(db: IDBPDatabase<Schema>, userId: string, key: CryptoKey): Vault {
  const place = (name: string): string => `${userId}/${name}`
  const box = async (o: Operation) => ({ ...(await seal(key, place(o.id), o)), userId, id: o.id })
  return {
    lasting: true,
    async operations() {
      const rows = await db.getAllFromIndex('operations', 'user', userId)
      const opened = await Promise.all(rows.map(async (row) => ({ order: row.order ?? 0, value: await open<Operation>(key, place(row.id), row) })))
      return opened.flatMap(({ order, value }) => (value ? [{ ...value, order }] : []))
    },
    add: async (operation) => db.add('operations', await box(operation)),
    async save(list) {
      const boxes = await Promise.all(list.map(async (o) => ({ ...(await box(o)), order: o.order })))
      const tx = db.transaction('operations', 'readwrite')
      await Promise.all([...boxes.map((b) => tx.store.put(b)), tx.done])
    },
    async remove(orders) {
      const tx = db.transaction('operations', 'readwrite')
      await Promise.all([...orders.map((order) => tx.store.delete(order)), tx.done])
    },
    async read(name) {
      const row = await db.get('values', [userId, name])
      return row ? open(key, place(name), row) : undefined
    },
    async write(name, value) {
      await db.put('values', { ...(await seal(key, place(name), value)), userId, name })
    },
    async names(prefix) {
      return (await db.getAllKeysFromIndex('values', 'user', userId)).map(([, name]) => name).filter((name) => name.startsWith(prefix))
    },
    async forget(prefix) {
      const names = await this.names(prefix)
      const tx = db.transaction('values', 'readwrite')
      await Promise.all([...names.map((name) => tx.store.delete([userId, name])), tx.done])
    },
  }
}

/** Where nothing may be kept: the queue then lasts as long as the page. */
function passingVault(): Vault {
  const operations = new Map<number, Operation>()
  const values = new Map<string, unknown>()
  let last = 0
  return {
    lasting: false,
    operations: async () => [...operations.values()],
    add: async (operation) => {
      last += 1
      operations.set(last, { ...operation, order: last })
      return last
    },
    save: async (list) => list.forEach((o) => operations.set(o.order, o)),
    remove: async (orders) => orders.forEach((order) => operations.delete(order)),
    read: async <T>(name: string) => values.get(name) as T | undefined,
    write: async (name, value) => void values.set(name, value),
    names: async (prefix) => [...values.keys()].filter((name) => name.startsWith(prefix)),
    forget: async (prefix) => [...values.keys()].filter((name) => name.startsWith(prefix)).forEach((name) => values.delete(name)),
  }
}

/** Looks into what is kept, if there is anything; nothing is made by looking. */
async function within<T>(nothing: T, work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  if (!mayKeep()) return nothing
  const giveUp = (tx: { done: Promise<void>; abort(): void }): void => {
    tx.done.catch(() => undefined)
    tx.abort()
  }
  const db = await openDB<Schema>(NAME, 1, { upgrade: (_db, _old, _new, tx) => giveUp(tx) }).catch(() => null)
  if (!db) return nothing
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

/** Whether entries of anybody wait on this device. */
export const hasWaiting = (): Promise<boolean> => within(false, async (db) => (await db.count('operations')) > 0)

/** The person whom the server recognised last on this device; null for nobody. */
export const lastSeen = (): Promise<string | null> => within<string | null>(null, async (db) => (await db.getAll('keys')).sort((a, b) => b.seenAt - a.seenAt)[0]?.userId ?? null)

/** The server recognised this person just now: what is kept for them stays for another 72 hours. */
export const markSeen = (userId: string, server: number): Promise<void> =>
  within(undefined, async (db) => {
    const kept = await db.get('keys', userId)
    if (kept) await db.put('keys', { ...kept, seenAt: Date.now(), seenServer: server })
  })

/** Removes what was kept for too long, of whoever it is. `server`: its time, once it has answered. */
export async function removeOld(server?: number): Promise<void> {
  const fates = await within([], async (db) => (await db.getAll('keys')).map((kept) => ({ userId: kept.userId, fate: fateOf(kept, Date.now(), server) })))
  for (const { userId, fate } of fates) {
    if (fate === 'wipe') await wipe(userId)
    else if (fate === 'hide') await within(undefined, (db) => wipeStore(db, 'values', userId, (name) => name !== 'device'))
  }
}

/** Removes everything that is kept for a person, their key last; the whole database when nobody is left. */
export async function wipe(userId: string): Promise<void> {
  const others = await within(1, async (db) => {
    await wipeStore(db, 'operations', userId)
    await wipeStore(db, 'values', userId)
    await db.delete('keys', userId)
    return db.count('keys')
  })
  if (others === 0) await deleteDB(NAME)
}

async function wipeStore(db: IDBPDatabase<Schema>, name: 'operations' | 'values', userId: string, which: (name: string) => boolean = () => true): Promise<void> {
  const tx = db.transaction(name, 'readwrite')
  const keys = await tx.store.index('user').getAllKeys(userId)
  const chosen = keys.filter((key) => !Array.isArray(key) || which(String(key[1])))
  await Promise.all([...chosen.map((key) => tx.store.delete(key as never)), tx.done])
}
