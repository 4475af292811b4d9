import { createHmac, timingSafeEqual } from 'node:crypto'
import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'

/** Sort name → the column or expression that it sorts by, which is never null. */
export type Sorts<S extends string> = Record<S, AnyColumn | SQL>

export interface PageRequest { limit: number; cursor?: string | undefined; sort: string }

/** Where, order and limit of one page, and how to read the rows that come back. */
export interface Keyset {
  where: SQL | undefined
  orderBy: SQL[]
  /** One more than asked, to know whether a next page exists. */
  limit: number
  /** The value to select as `key` so that the next cursor can be made. */
  key: SQL<string>
}

/** Keyset pagination, stable under inserts. `-name` sorts downwards. Throws `invalid-cursor`. */
export function keyset<S extends string>(page: PageRequest, sorts: Sorts<S>, id: AnyColumn | SQL, secret: string): Keyset {
  const down = page.sort.startsWith('-')
  const name = page.sort.replace(/^-/, '') as S
  const column = sorts[name]
  const after = page.cursor ? readCursor(page.cursor, page.sort, secret) : null
  const direction = down ? sql.raw('desc') : sql.raw('asc')
  return {
    where: after ? sql`(${column}, ${id}) ${down ? sql.raw('<') : sql.raw('>')} (${after[0]}, ${after[1]})` : undefined,
    orderBy: [sql`${column} ${direction}`, sql`${id} ${direction}`],
    limit: page.limit + 1,
    key: sql<string>`${column}::text`,
  }
}

/** The page's items and the cursor of the next one; also sets `Link: rel="next"`. Their `key` is left to the schema of the answer, which does not name it. */
export function pageFrom<T extends { id: string; key: string }>(rows: T[], page: PageRequest, request: FastifyRequest, reply: FastifyReply): { items: Omit<T, 'key'>[]; nextCursor: string | null } {
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > page.limit && last ? writeCursor([page.sort, last.key, last.id], request.server.config.secret) : null
  if (nextCursor) reply.header('link', `<${nextUrl(request.url, nextCursor)}>; rel="next"`)
  return { items: shown, nextCursor }
}

function nextUrl(url: string, cursor: string): string {
  const next = new URL(url, 'http://internal')
  next.searchParams.set('cursor', cursor)
  return next.pathname + next.search
}

const sign = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22)

function writeCursor(parts: [string, string, string], secret: string): string {
  const text = Buffer.from(JSON.stringify(parts)).toString('base64url')
  return `${text}.${sign(text, secret)}`
}

function readCursor(cursor: string, sort: string, secret: string): [string, string] {
  const [text = '', signature = ''] = cursor.split('.')
  const expected = Buffer.from(sign(text, secret))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw commonErrors['invalid-cursor']()
  const [cursorSort, key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string, string]
  if (cursorSort !== sort) throw commonErrors['invalid-cursor']()
  return [key, id]
}
