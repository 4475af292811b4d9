import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openMemory } from './engine/embedded.ts'
import { startPostgres } from './engine/testing-postgres.ts'
import { createDb, handleOf, migrateDb, type OpenDb } from './index.ts'
import { seedDemonstration } from './seed/demonstration.ts'
import { seedReference } from './seed/reference.ts'

export { startPostgres } from './engine/testing-postgres.ts'

/** What a test process needs to make databases: a cluster with a seeded template, or a dump of the embedded one. */
export type TestHome = { engine: 'postgres'; url: string; template: string } | { engine: 'pglite'; dump: string }

// The process's own, so that several runs can share one cluster.
const TEMPLATE = `convergence_template_${process.pid}`

/** Prepares, once per test run, a migrated and seeded template on the engine that TEST_ENGINE names (pglite by default). */
export async function prepareTestHome(engine: string | undefined): Promise<{ home: TestHome; stop(): Promise<void> }> {
  return engine === 'postgres' ? preparePostgres() : preparePglite()
}

async function preparePostgres(): Promise<{ home: TestHome; stop(): Promise<void> }> {
  const { url, stop } = await startPostgres()
  await administer(url, `create database ${TEMPLATE}`)
  const open = await createDb(withDatabase(url, TEMPLATE))
  await fill(open)
  await open.close()
  const drop = () => administer(url, `drop database if exists ${TEMPLATE} with (force)`)
  return { home: { engine: 'postgres', url, template: TEMPLATE }, stop: async () => { await drop(); await stop() } }
}

async function preparePglite(): Promise<{ home: TestHome; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'convergence-test-'))
  const { pool, close, dump } = await openMemory()
  await fill({ db: handleOf(pool), pool, close })
  const file = join(folder, 'template.tar.gz')
  await writeFile(file, await dump())
  await close()
  return { home: { engine: 'pglite', dump: file }, stop: () => rm(folder, { recursive: true, force: true }) }
}

async function fill({ db }: OpenDb): Promise<void> {
  await migrateDb(db)
  await seedReference(db)
  await seedDemonstration(db)
}

let made = 0

/** A database of its own on the PostgreSQL of the run, for a process that is told its address. */
export async function createTestDatabase(home: TestHome): Promise<{ url: string; drop(): Promise<void> }> {
  if (home.engine !== 'postgres') throw new Error('Only PostgreSQL has addresses')
  made += 1
  const name = `t_${process.pid}_${made}`
  await administer(home.url, `create database ${name} template ${home.template}`)
  return { url: withDatabase(home.url, name), drop: () => administer(home.url, `drop database if exists ${name} with (force)`) }
}

/** A database of its own, seeded with reference and demonstration data; close it when the test file ends. */
export async function createTestDb(home: TestHome): Promise<OpenDb> {
  if (home.engine === 'pglite') {
    const { pool, close } = await openMemory(home.dump)
    return { db: handleOf(pool), pool, close }
  }
  const { url, drop } = await createTestDatabase(home)
  const open = await createDb(url)
  return { ...open, close: async () => { await open.close(); await drop() } }
}

const withDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString()

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
