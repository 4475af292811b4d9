import { useSession } from '../auth/store.ts'
import { deviceOf } from '../offline/device.ts'
import type { Board } from './types.ts'

const name = (id: string): string => `board/${id}`

/** Keeps the board of a session on this device, sealed, so that the console opens without a network. */
export async function keepBoard(board: Board): Promise<void> {
  const user = useSession().user
  if (user) await (await deviceOf(user.id)).vault.write(name(board.session.id), board)
}

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

/** The same for who was asked and who came. */
export async function keepPart(part: string, id: string, rows: unknown): Promise<void> {
  const user = useSession().user
  if (user) await (await deviceOf(user.id)).vault.write(`${part}/${id}`, rows)
}
export async function keptPart<T>(part: string, id: string): Promise<T | undefined> {
  const user = useSession().user
  return user ? (await deviceOf(user.id)).vault.read<T>(`${part}/${id}`) : undefined
}
