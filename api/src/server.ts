import { createDb, type Db, migrateDb } from '@convergence/db'
import { seedDemonstration, seedReference } from '@convergence/db/seed'
import { buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { replayErasures } from './persons/replay.ts'
import type { App } from './plugins/app-type.ts'

const PORTS_TRIED = 20
/** Orchestrators kill after 10 s: before that, slow clients are cut off, and then whatever still holds us. */
const CUT_MS = 6_000
const END_MS = 9_000

/** Opens the database, fills it, listens, and closes in order on SIGTERM: requests under way end, new ones are refused. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  say('opening the database')
  const { db, close } = await createDb(config.database, { max: config.poolSize, statementTimeoutMs: config.statementMs, waitMs: config.poolWaitMs })
  await fillAsOwner(db, config)
  const app = await buildApp({ db, config })
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    endInTime(app)
    await app.close()
    await close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  const address = await listen(app, config, process.env.PORT !== undefined).catch(async (error: Error) => {
    await close()
    throw error
  })
  process.stdout.write(`\n  Convergence  ${address}\n\n`)
}

/** What has not ended by itself is ended: every write is a transaction, and its client sends it again under its key. */
function endInTime(app: App): void {
  setTimeout(() => app.server.closeAllConnections(), CUT_MS).unref()
  setTimeout(() => {
    process.stderr.write('\n  Ended before all work was given back.\n\n')
    process.exit(1)
  }, END_MS).unref()
}

/** Migrating wants rights that serving does not: with an owner of its own, the pool's role may own nothing. */
async function fillAsOwner(db: Db, config: Config): Promise<void> {
  if (config.ownerDatabase === config.database) return fill(db, config)
  const owner = await createDb(config.ownerDatabase, { max: 1 })
  try {
    await fill(owner.db, config)
  } finally {
    await owner.close()
  }
}

/** Migrations, reference data and, in the demonstration only, its data; each leaves alone what stands already. */
async function fill(db: Db, config: Config): Promise<void> {
  say('migrating')
  await migrateDb(db)
  say('loading reference data')
  await seedReference(db)
  if (config.demonstration) {
    say('loading the demonstration')
    await seedDemonstration(db)
  }
  // Before any request: a restored backup must not show whom it brought back.
  const erased = await replayErasures(db, config)
  if (erased > 0) say(`erasing again ${erased} whom a backup had brought back`)
}

/** Takes the asked port, or from the default one upwards the first that is free. */
async function listen(app: App, config: Config, asked: boolean): Promise<string> {
  for (let port = config.port; ; port += 1) {
    try {
      return await app.listen({ host: config.host, port })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (asked) throw new Error(`Port ${port} is taken. Set PORT to another, or leave it out for the next one that is free.`)
      if (port >= config.port + PORTS_TRIED) throw new Error(`Ports ${config.port} to ${port} are all taken. Set PORT to a free one.`)
    }
  }
}

const say = (what: string): void => void process.stdout.write(`  … ${what}\n`)

main().catch((error: Error) => {
  process.stderr.write(`\n  ${error.message}\n\n`)
  process.exit(1)
})
