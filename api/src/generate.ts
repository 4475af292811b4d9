import { writeFile } from 'node:fs/promises'
import type { Db } from '@convergence/db'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'

// The document comes from the routes alone: no database is opened.
const app = await buildApp({ db: {} as Db, config: { ...readConfig({}), logLevel: 'silent' } })
await app.ready()
await writeFile(new URL('../openapi.json', import.meta.url), `${JSON.stringify(app.swagger(), null, 2)}\n`)
await app.close()
