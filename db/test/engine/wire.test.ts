import { drizzle } from 'drizzle-orm/node-postgres'
import { integer, pgTable } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, openMemory, openPostgres } from '../../src/engine/index.ts'
import { startPostgres } from '../../src/engine/testing-postgres.ts'
import { emptyTemplate } from './support.ts'

type Home = { engine: Engine; end(): Promise<void> }

async function embeddedHome(): Promise<Home> {
  const engine = await openMemory(await emptyTemplate())
  return { engine, end: () => engine.close() }
}

async function postgresHome(): Promise<Home> {
  const server = await startPostgres({ own: true })
  const engine = await openPostgres(server.url, { max: 4 })
  const end = async (): Promise<void> => {
    await engine.close()
    await server.stop()
  }
  return { engine, end }
}

const numbers = pgTable('numbers', { n: integer('n').primaryKey() })

// One suite, two homes: whatever holds on PostgreSQL holds, with the same JavaScript values, on the embedded engine.
describe.each([
  ['embedded', embeddedHome],
  ['postgres', postgresHome],
])('%s', (_name, open) => {
  let home: Home
  let pool: pg.Pool
  beforeAll(async () => {
    home = await open()
    pool = home.engine.pool
    await pool.query('CREATE TABLE numbers (n int PRIMARY KEY)')
  })
  beforeEach(async () => {
    await pool.query('TRUNCATE numbers')
  })
  afterAll(() => home.end())

  const count = async (): Promise<unknown> => (await pool.query('SELECT count(*)::int AS n FROM numbers')).rows[0]?.n

  const uuid = '018f3f2e-7c1a-7b43-9d1e-0242ac120002'
  const parameters: [type: string, sent: unknown, expected: unknown][] = [
    ['int8', '9007199254740993', '9007199254740993'],
    ['numeric', '12345678901234567890.123456789', '12345678901234567890.123456789'],
    ['int4', 42, 42],
    ['float8', 0.1, 0.1],
    ['bool', true, true],
    ['text', "l'été — 统一 😀 \\ \" '", "l'été — 统一 😀 \\ \" '"],
    ['uuid', uuid, uuid],
    ['jsonb', { a: [1, 'é', null] }, { a: [1, 'é', null] }],
    ['text[]', ['a', 'b,"c"', null], ['a', 'b,"c"', null]],
    ['int4[]', [1, 2], [1, 2]],
    ['timestamptz', '2026-11-22T10:00:00+02:00', new Date('2026-11-22T08:00:00Z')],
    ['bytea', Buffer.from([0, 1, 255]), Buffer.from([0, 1, 255])],
    ['text', null, null],
  ]
  it.each(parameters)('carries a %s parameter there and back', async (type, sent, expected) => {
    const { rows } = await pool.query(`SELECT $1::${type} AS value`, [sent])
    expect(rows[0].value).toEqual(expected)
  })

  it('gives dates and timestamps as text in UTC', async () => {
    const { rows } = await pool.query(`SELECT $1::date::text AS day, $2::timestamptz::text AS moment`, [
      '2026-02-28',
      '2026-11-22T10:00:00+02:00',
    ])
    expect(rows[0]).toEqual({ day: '2026-02-28', moment: '2026-11-22 08:00:00+00' })
  })

  const mistakes: [code: string, text: string, values: unknown[]][] = [
    ['42P01', 'SELECT * FROM absent', []],
    ['23505', 'INSERT INTO numbers VALUES (1), (1)', []],
    ['22P02', 'SELECT $1::uuid', ['no uuid']],
    ['42601', 'SELEC 1', []],
    ['22012', 'SELECT 1 / $1::int', [0]],
  ]
  it.each(mistakes)('reports %s as the code of its error and goes on', async (code, text, values) => {
    await expect(pool.query(text, values)).rejects.toMatchObject({ code })
    expect(await count()).toBe(0)
  })

  it('commits a drizzle transaction and rolls back one that throws', async () => {
    const db = drizzle(pool)
    await db.transaction(async (tx) => void (await tx.insert(numbers).values({ n: 1 })))
    const failing = db.transaction(async (tx) => {
      await tx.insert(numbers).values({ n: 2 })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await db.select().from(numbers)).toEqual([{ n: 1 }])
  })

  it('keeps what a savepoint that fails leaves standing', async () => {
    await drizzle(pool).transaction(async (tx) => {
      await tx.insert(numbers).values({ n: 1 })
      await tx.transaction(async (inner) => void (await inner.execute(sql`SELECT 1 / 0`))).catch(() => undefined)
      await tx.insert(numbers).values({ n: 2 })
    })
    expect(await count()).toBe(2)
  })

  it('answers 50 queries and 10 transactions at once, each with its own result', async () => {
    const queries = Array.from({ length: 50 }, async (_, i) => (await pool.query('SELECT $1::int AS i', [i])).rows[0].i)
    const transactions = Array.from({ length: 10 }, (_, i) =>
      drizzle(pool).transaction(async (tx) => {
        await tx.insert(numbers).values({ n: i })
        await tx.insert(numbers).values({ n: i + 100 })
      }),
    )
    expect(await Promise.all(queries)).toEqual(Array.from({ length: 50 }, (_, i) => i))
    await Promise.all(transactions)
    expect(await count()).toBe(20)
  })

  it('runs several statements of one text and a named prepared statement twice', async () => {
    const results: unknown = await pool.query('INSERT INTO numbers VALUES (1); SELECT n FROM numbers')
    expect(results).toMatchObject([{ rowCount: 1 }, { rows: [{ n: 1 }] }])
    const statement = { name: 'by-number', text: 'SELECT n FROM numbers WHERE n = $1', values: [1] }
    await pool.query(statement)
    expect((await pool.query(statement)).rows).toEqual([{ n: 1 }])
  })

  it('carries a value of 5 MB up and a result of 5 MB in many rows down', async () => {
    const text = 'é'.repeat(2_500_000)
    const { rows } = await pool.query('SELECT octet_length($1::text) AS bytes, $1::text AS same', [text])
    expect(rows[0].bytes).toBe(5_000_000)
    expect(rows[0].same === text).toBe(true)
    const many = await pool.query(`SELECT g, repeat('x', 1000) AS filler FROM generate_series(1, 5000) g`)
    expect(many.rows.length).toBe(5000)
    expect(many.rows.at(-1)).toEqual({ g: 5000, filler: 'x'.repeat(1000) })
  })

  it('lets the event loop tick while a query takes 1.5 s', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    const query = pool.query(`DO $$ BEGIN WHILE clock_timestamp() < statement_timestamp() + interval '1.5 s' LOOP END LOOP; END $$`)
    await query
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(50)
  })

  it('creates the extensions that search needs', async () => {
    await pool.query('CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent')
    const { rows } = await pool.query(`SELECT unaccent('Évaluée') AS plain, similarity('mairie', 'mairies') > 0.5 AS near`)
    expect(rows[0]).toEqual({ plain: 'Evaluee', near: true })
  })

  it('closes twice without harm and refuses queries afterwards', async () => {
    const other = await open()
    await other.end()
    await other.engine.close()
    await expect(other.engine.pool.query('SELECT 1')).rejects.toThrow()
  })
})
