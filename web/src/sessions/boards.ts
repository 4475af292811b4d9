import { replaceEqualDeep } from '@tanstack/vue-query'
import { useSession } from '../auth/store.ts'
import { deviceOf } from '../offline/device.ts'
import { onceIdle } from '../room/rest.ts'
import type { Board } from './types.ts'

const name = (id: string): string => `board/${id}`

/** A board is sealed once nobody types, and after so long all the same, in milliseconds: its megabyte would hold up the next key. */
const KEEP_MS = 10_000
const latest = new Map<string, Board>()
const keeping = new Map<string, Promise<void>>()

/** Keeps the board of a session on this device, sealed, so that the console opens without a network. Of several, the last. */
export function keepBoardSoon(board: Board): void {
  const { id } = board.session
  const user = useSession().user?.id
  const isPending = latest.has(id)
  latest.set(id, board)
  if (isPending) return
  const kept = new Promise<void>((resolve) => onceIdle(resolve, KEEP_MS)).then(async () => {
    const now = latest.get(id)
    latest.delete(id)
    // Signed out meanwhile: what was kept is wiped, and nothing comes after.
    if (now && user && useSession().user?.id === user) await (await deviceOf(user)).vault.write(name(id), now)
  })
  kept.catch(() => undefined)
  keeping.set(id, kept)
}

/** Resolves once the board that was read last stands on this device: what it holds need not be kept apart any longer. */
export const boardKept = (id: string): Promise<void> => keeping.get(id) ?? Promise.resolve()

/** The board as it was last read here; undefined when it never was. */
export async function keptBoard(id: string): Promise<Board | undefined> {
  const user = useSession().user
  return user ? (await deviceOf(user.id)).vault.read<Board>(name(id)) : undefined
}

/** Sessions whose board is kept here, the latest first. */
export async function keptSessions(): Promise<Board['session'][]> {
  const user = useSession().user
  if (!user) return []
  const { vault } = await deviceOf(user.id)
  const boards = await Promise.all((await vault.names(name(''))).map((kept) => vault.read<Board>(kept)))
  return boards.flatMap((board) => (board ? [board.session] : [])).toSorted((a, b) => b.startsAt.localeCompare(a.startsAt))
}

/** What did not change since the last reading stays the same object, so that it is not drawn anew; the thousands of positions are not compared one by one. */
export function shareBoard(before: Board | undefined, now: Board): Board {
  return before ? { ...replaceEqualDeep({ ...before, here: now.here, before: now.before }, now) } : now
}

/** The same for who was asked and who came. */
export async function keepPart(part: string, id: string, rows: unknown): Promise<void> {
  const user = useSession().user
  if (user) await (await deviceOf(user.id)).vault.write(`${part}/${id}`, rows)
}
export async function keptPart<T>(part: string, id: string): Promise<T | undefined> {
  const user = useSession().user
  return user ? (await deviceOf(user.id)).vault.read<T>(`${part}/${id}`) : undefined
}
