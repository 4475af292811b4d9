import fs from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type EmbeddedEngine, EngineStopped, openEmbedded, openMemory } from '../../src/engine/index.ts'
import { emptyTemplate, scratchFolder } from './support.ts'

let engine: EmbeddedEngine
beforeAll(async () => {
  engine = await openMemory(await emptyTemplate())
  await engine.pool.query('CREATE TABLE t (n int PRIMARY KEY)')
})
beforeEach(() => engine.pool.query('TRUNCATE t'))
afterAll(() => engine.close())

const rows = async (): Promise<unknown[]> => (await engine.pool.query('SELECT n FROM t ORDER BY n')).rows

it('rolls back a transaction that a client left open or broken when it was given back', async () => {
  for (const second of ['SELECT 1', 'SELECT 1 / 0']) {
    const client = await engine.pool.connect()
    await client.query('BEGIN; INSERT INTO t VALUES (1)')
    await client.query(second).catch(() => undefined)
    client.release()
    expect(await rows()).toEqual([])
  }
})

it('rolls back and resets the session when a client is destroyed in the middle of a transaction', async () => {
  const client = await engine.pool.connect()
  await client.query(`SET search_path = pg_catalog; BEGIN; INSERT INTO public.t VALUES (1); PREPARE p AS SELECT 1`)
  client.release(true)
  expect(await rows()).toEqual([])
  const { rows: left } = await engine.pool.query(`SELECT current_setting('search_path') AS path, count(*)::int AS n FROM pg_prepared_statements`)
  expect(left[0]).toEqual({ path: 'public', n: 0 })
})

it('keeps a BEGIN that was sent and forgotten away from the next client', async () => {
  const client = await engine.pool.connect()
  void client.query('BEGIN')
  client.release()
  await engine.pool.query('INSERT INTO t VALUES (2)')
  await engine.pool.query('ROLLBACK')
  expect(await rows()).toEqual([{ n: 2 }])
})

it('answers a copy without data with an error and stays up', async () => {
  await expect(engine.pool.query('COPY t FROM STDIN')).rejects.toMatchObject({ code: '57014' })
  expect(await rows()).toEqual([])
})

it('dumps a database that opens with the same rows', async () => {
  await engine.pool.query('INSERT INTO t SELECT generate_series(1, 100)')
  const file = `${scratchFolder()}/dump.tar.gz`
  await fs.writeFile(file, await engine.dump())
  const copy = await openMemory(file)
  expect((await copy.pool.query('SELECT count(*)::int AS n FROM t')).rows).toEqual([{ n: 100 }])
  await copy.close()
})

it('starts its thread again after the engine died under it, with every committed row', async () => {
  const durable = await openEmbedded(`${scratchFolder()}/data`, { template: await emptyTemplate() })
  await durable.pool.query('CREATE TABLE t (n int); INSERT INTO t VALUES (1)')
  // A copy hidden behind a comment is not recognised; PGlite ends, as it would on a fatal error of its own.
  await expect(durable.pool.query('/**/ COPY t FROM STDIN')).rejects.toBeInstanceOf(EngineStopped)
  expect((await durable.pool.query('SELECT n FROM t')).rows).toEqual([{ n: 1 }])
  await durable.close()
})
