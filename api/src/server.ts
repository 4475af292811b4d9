import { createDb, migrateDb } from '@convergence/db'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'

/** Opens the database, listens, and closes in order on SIGTERM: requests under way end, new ones are refused. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const { db, close } = await createDb(config.database)
  await migrateDb(db)
  const app = await buildApp({ db, config })
  const stop = async () => {
    await app.close()
    await close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const address = await app.listen({ host: config.host, port: config.port })
  process.stdout.write(`Convergence: ${address}\n`)
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
