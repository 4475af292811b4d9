// @vitest-environment node
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeKey, open, seal } from './cipher.ts'
import type { Operation } from './queue.ts'
import { fateOf, hasWaiting, lastSeen, markSeen, openVault, removeOld, wipe } from './vault.ts'

const HOUR = 3_600_000
const operation = (id: string): Operation => ({ id, sessionId: 's', order: 1, sequence: null, kind: 'position.record', payload: { reason: 'Dit tout bas' }, done: { wall: 0, count: 0, life: 'a' }, known: null, status: 'waiting', code: '', message: '', resultId: null, saidAt: null, current: null })
const databases = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map((d) => d.name)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('what is kept on the device', () => {
  it('comes back after the page, in the order in which it was done', async () => {
    const vault = await openVault('ada')
    for (const id of ['c', 'a', 'b']) await vault.add(operation(id))
    await vault.write('board/1', { title: 'Séance' })
    const later = await openVault('ada')
    expect((await later.operations()).sort((x, y) => x.order - y.order).map((o) => o.id)).toEqual(['c', 'a', 'b'])
    expect(await later.read('board/1')).toEqual({ title: 'Séance' })
    expect(await hasWaiting()).toBe(true)
  })

  it('is seen by nobody else who signs in on the device', async () => {
    const vault = await openVault('ada')
    await vault.add(operation('a'))
    await vault.write('board/1', { title: 'Séance' })
    const other = await openVault('bob')
    expect([await other.operations(), await other.read('board/1')]).toEqual([[], undefined])
    await wipe('bob')
    expect(await vault.operations()).toHaveLength(1)
  })

  it('is sealed: no record holds the words, and the key cannot be read out', async () => {
    const vault = await openVault('ada')
    await vault.add(operation('a'))
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open('convergence')
      asked.onsuccess = () => resolve(asked.result)
    })
    const all = (name: string): Promise<Record<string, unknown>[]> => new Promise((resolve) => {
      const asked = db.transaction(name).objectStore(name).getAll()
      asked.onsuccess = () => resolve(asked.result as Record<string, unknown>[])
    })
    const [row] = await all('operations')
    expect(Object.keys(row ?? {}).sort()).toEqual(['data', 'id', 'iv', 'order', 'userId'])
    expect(Buffer.from(row?.['data'] as ArrayBuffer).includes('Dit tout bas')).toBe(false)
    const key = (await all('keys'))[0]?.['key'] as CryptoKey
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })

  it('is gone after signing out, and looking for it makes nothing anew', async () => {
    const vault = await openVault('ada')
    await vault.add(operation('a'))
    await wipe('ada')
    expect(await databases()).toEqual([])
    expect([await hasWaiting(), await lastSeen()]).toEqual([false, null])
    expect(await databases()).toEqual([])
  })

  it('stays while the server recognises its owner, and goes 72 hours after by the time of the server', async () => {
    await openVault('ada')
    const server = Date.parse('2026-11-26T09:00:00Z')
    await markSeen('ada', server)
    expect(await lastSeen()).toBe('ada')
    await removeOld(server + 71 * HOUR)
    expect(await lastSeen()).toBe('ada')
    await removeOld(server + 73 * HOUR)
    expect(await databases()).toEqual([])
  })
})

describe('how long things are kept', () => {
  const seen = { seenAt: 1_000_000 * HOUR, seenServer: 1_000_000 * HOUR }
  it.each([
    ['by a device that is back within three days', 71, undefined, 'keep'],
    ['by a clock that says more, without the server: hidden, and nothing unsent is lost', 73, undefined, 'hide'],
    ['by a clock three days ahead, when the server knows better', 73, 1, 'keep'],
    ['by a clock turned back three days', -72, undefined, 'keep'],
    ['by the time of the server', 1, 73, 'wipe'],
    ['by a device alone for six days', 145, undefined, 'wipe'],
  ] as const)('%s', (_, away, server, fate) => {
    expect(fateOf(seen, seen.seenAt + away * HOUR, server === undefined ? undefined : seen.seenServer + server * HOUR)).toBe(fate)
  })
})

describe('a box', () => {
  it('opens with its key in its place only, and not when a byte was changed', async () => {
    const [key, other] = [await makeKey(), await makeKey()]
    const box = await seal(key, 'ada/1', { text: 'é' })
    expect(await open(key, 'ada/1', box)).toEqual({ text: 'é' })
    expect(await open(other, 'ada/1', box)).toBeUndefined()
    expect(await open(key, 'bob/1', box)).toBeUndefined()
    new Uint8Array(box.data)[0] = (new Uint8Array(box.data)[0] ?? 0) ^ 1
    expect(await open(key, 'ada/1', box)).toBeUndefined()
  })
})
