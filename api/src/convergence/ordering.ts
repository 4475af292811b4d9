import { createHmac, timingSafeEqual } from 'node:crypto'
import { commonErrors } from '../errors.ts'
import { type BoardItem, type BoardQuery, statuses } from './schemas.ts'

const keys = {
  polarisation: (item: BoardItem) => ('value' in item.polarisation ? item.polarisation.value : -1),
  movement: (item: BoardItem) => ('value' in item.rapprochement.figure ? item.rapprochement.figure.value : -5),
  n: (item: BoardItem) => item.n,
  status: (item: BoardItem) => statuses.indexOf(item.status),
  title: () => 0,
} as const

const byTitle = (a: BoardItem, b: BoardItem): number => a.title.localeCompare(b.title, 'fr') || (a.id < b.id ? -1 : 1)

/** A total order: ties stand by title, then by id. A point without the figure stands last when sorted downwards. */
export function sortBoard(items: readonly BoardItem[], sort: BoardQuery['sort']): BoardItem[] {
  const down = sort.startsWith('-') ? -1 : 1
  const name = sort.replace(/^-/, '') as keyof typeof keys
  if (name === 'title') return items.toSorted((a, b) => down * byTitle(a, b))
  const key = keys[name]
  return items.toSorted((a, b) => down * (key(a) - key(b)) || byTitle(a, b))
}

/** One page of a computed list; the cursor names the last item that was given, and lapses (400) when it is gone. */
export function pageOfComputed<T extends { id: string }>(items: readonly T[], { limit, cursor, sort }: { limit: number; cursor?: string | undefined; sort: string }, secret: string): { items: T[]; nextCursor: string | null } {
  const start = cursor ? indexAfter(items, cursor, sort, secret) : 0
  const page = items.slice(start, start + limit)
  const last = page.at(-1)
  return { items: page, nextCursor: last && start + limit < items.length ? cursorOf(last.id, sort, secret) : null }
}

const cursorOf = (id: string, sort: string, secret: string): string => `${id}.${createHmac('sha256', secret).update(`board ${sort} ${id}`).digest('base64url').slice(0, 22)}`

function indexAfter(items: readonly { id: string }[], cursor: string, sort: string, secret: string): number {
  const id = cursor.split('.')[0] ?? ''
  const [given, expected] = [Buffer.from(cursor), Buffer.from(cursorOf(id, sort, secret))]
  const at = items.findIndex((item) => item.id === id)
  if (given.length !== expected.length || !timingSafeEqual(given, expected) || at < 0) throw commonErrors['invalid-cursor']()
  return at + 1
}

/** The board in one line, over every point that matches. */
export function summarise(items: readonly BoardItem[]) {
  const of = (keep: (item: BoardItem) => boolean): number => items.filter(keep).length
  return {
    points: items.length,
    convergence: of((i) => i.status === 'convergence'), divergence: of((i) => i.status === 'divergence'), mixed: of((i) => i.status === 'mixed'), unknown: of((i) => i.status === 'unknown'),
    closer: of((i) => i.rapprochement.direction === 'closer'), apart: of((i) => i.rapprochement.direction === 'apart'),
    positions: items.reduce((sum, i) => sum + i.n, 0), fictional: of((i) => i.fictional),
  }
}
