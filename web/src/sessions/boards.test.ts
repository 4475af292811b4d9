import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '../auth/store.ts'
import { REST_MS } from '../room/rest.ts'
import { boardKept, keepBoardSoon, keptBoard, shareBoard } from './boards.ts'
import type { Board } from './types.ts'

const { kept } = vi.hoisted(() => ({ kept: new Map<string, unknown>() }))
vi.mock('../offline/device.ts', () => ({ deviceOf: async (user: string) => ({ vault: { write: async (name: string, value: unknown) => void kept.set(`${user}/${name}`, value), read: async (name: string) => kept.get(`${user}/${name}`) } }) }))

const boardOf = (id: string, walkIns: number): Board => ({ session: { id }, agenda: [], points: [{ id: 'p' }], holders: [{ id: 'h' }], here: [{ id: 'row' }], before: [], tallies: [], readings: [], walkIns }) as unknown as Board
const signedIn = (id: string | null): void => void (useSession().user = (id ? { id } : null) as ReturnType<typeof useSession>['user'])
const press = (): unknown => window.dispatchEvent(new KeyboardEvent('keydown', { key: '5' }))

describe('a board on this device', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    signedIn('somebody')
  })

  it('is sealed once the hand rests: of several that were read meanwhile the last, and what waits for it comes after', async () => {
    press()
    keepBoardSoon(boardOf('s1', 1))
    await new Promise((resolve) => setTimeout(resolve, REST_MS / 5))
    expect(await keptBoard('s1')).toBeUndefined()
    keepBoardSoon(boardOf('s1', 2))
    await boardKept('s1')
    expect((await keptBoard('s1'))?.walkIns).toBe(2)
  })

  it('of somebody is never sealed for who signed in since', async () => {
    press()
    keepBoardSoon(boardOf('s2', 1))
    signedIn('another')
    await boardKept('s2')
    expect(await keptBoard('s2')).toBeUndefined()
  })

  it('read again keeps the objects of what did not change, and takes what did', () => {
    const before = boardOf('s3', 1)
    const now = shareBoard(before, boardOf('s3', 2))
    expect(now).toEqual(boardOf('s3', 2))
    expect([now.holders === before.holders, now.points === before.points, now.session === before.session]).toEqual([true, true, true])
  })
})
