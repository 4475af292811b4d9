import { createHmac, timingSafeEqual } from 'node:crypto'
import { commonErrors } from '../errors.ts'

/** What tells one computed list from another: a cursor of one is refused by the other. */
export interface ComputedPage { limit: number; cursor?: string | undefined; list: string; secret: string }

/** One page of a computed list; the cursor names the last item that was given, and lapses (400) when it is gone. */
export function pageOfComputed<T extends { id: string }>(items: readonly T[], page: ComputedPage): { items: T[]; nextCursor: string | null } {
  const start = page.cursor ? indexAfter(items, page.cursor, page) : 0
  const shown = items.slice(start, start + page.limit)
  const last = shown.at(-1)
  return { items: shown, nextCursor: last && start + page.limit < items.length ? cursorOf(last.id, page) : null }
}

const cursorOf = (id: string, { list, secret }: ComputedPage): string => `${id}.${createHmac('sha256', secret).update(`${list} ${id}`).digest('base64url').slice(0, 22)}`

function indexAfter(items: readonly { id: string }[], cursor: string, page: ComputedPage): number {
  const id = cursor.split('.')[0] ?? ''
  const [given, expected] = [Buffer.from(cursor), Buffer.from(cursorOf(id, page))]
  const at = items.findIndex((item) => item.id === id)
  if (given.length !== expected.length || !timingSafeEqual(given, expected) || at < 0) throw commonErrors['invalid-cursor']()
  return at + 1
}
