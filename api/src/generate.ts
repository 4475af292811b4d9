import { writeFile } from 'node:fs/promises'
import type { Db } from '@convergence/db'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { trustPage } from '../test/trust/page.ts'
import { authorisationPage, environmentPage, errorsPage, operationsPage } from './reference-pages.ts'

// The document comes from the routes alone: no database is opened.
const app = await buildApp({ db: {} as Db, config: { ...readConfig({}), logLevel: 'silent' } })
await app.ready()
await writeFile(new URL('../openapi.json', import.meta.url), `${JSON.stringify(app.swagger(), null, 2)}\n`)
const page = (name: string, text: string) => writeFile(new URL(`../../docs/reference/${name}.md`, import.meta.url), text)
await page('errors', errorsPage())
await page('operations', operationsPage(app.swagger()))
await page('authorisation', authorisationPage(app.swagger()))
await page('trust', trustPage())
await page('environment', environmentPage())
await app.close()
