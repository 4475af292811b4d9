import { readFile } from 'node:fs/promises'
import { createDb, demoId, type OpenDb, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import type { App } from '../plugins/app-type.ts'
import { sqlStateOf } from '../plugins/database-problem.ts'
import { linkWaiting } from './chain.ts'
import { verifyChain } from './verify.ts'

const home = inject('testHome')
const t = useTestApp()
const ROLES = new URL('../../../db/roles.sql', import.meta.url)
const PASSWORD = 'quatre-velos-rouges'

// The embedded database has one user, who owns all: roles are PostgreSQL's alone.
describe.runIf(home.engine === 'postgres')('the application as a role that owns nothing', () => {
  let limited: OpenDb
  let app: App
  beforeAll(async () => {
    await t.db.execute(sql.raw(await readFile(ROLES, 'utf8')))
    await t.db.execute(sql.raw(await readFile(ROLES, 'utf8')))
    await t.db.execute(sql.raw(`alter role convergence_app login password '${PASSWORD}'`))
    const [here] = (await t.db.execute<{ name: string }>(sql`select current_database() as name`)).rows
    const url = new URL(home.engine === 'postgres' ? home.url : '')
    limited = await createDb(Object.assign(url, { username: 'convergence_app', password: PASSWORD, pathname: `/${here?.name}` }).toString())
    app = await buildApp({ db: limited.db, config: { ...readConfig({}), logLevel: 'silent', checkAnswers: true } })
    await app.ready()
  })
  afterAll(async () => { await app.close(); await limited.close() })
  const stateOf = async (statement: string) => limited.db.execute(sql.raw(statement)).then(() => 'done', (error: unknown) => sqlStateOf(error)?.code)

  it('S-40: owns no table, no schema and no function, and is no superuser', async () => {
    const owned = await limited.db.execute(sql`select relname from pg_class where relowner = current_user::regrole union all select nspname from pg_namespace where nspowner = current_user::regrole union all select proname from pg_proc where proowner = current_user::regrole`)
    expect(owned.rows).toEqual([])
    expect((await limited.db.execute(sql`select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user`)).rows).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false }])
  })

  it.each(['audit_entries', 'audit_links', 'readings'])('S-36: UPDATE, DELETE and TRUNCATE of %s: permission denied, whatever stands in it', async (table) => {
    const rights = await limited.db.execute(sql`select p, has_table_privilege(${table}, p) as may from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p`)
    expect(rights.rows.filter((row) => row.may).map((row) => row.p)).toEqual(['SELECT', 'INSERT'])
    for (const statement of [`update ${table} set at = at`, `delete from ${table}`, `truncate ${table}`, `alter table ${table} disable trigger user`, `drop table ${table}`]) expect(await stateOf(statement), statement).toBe('42501')
  })

  it('S-40: makes no table, no role and no function', async () => {
    for (const statement of ['create table x (i int)', 'create schema x', 'create role x', 'alter role convergence_app superuser', 'create function f() returns int language sql as $$ select 1 $$']) expect(await stateOf(statement), statement).toBe('42501')
  })

  it('S-40: with these rights the product works: a change is written, audited, sealed, linked and verified', async () => {
    const signedIn = await app.inject({ method: 'POST', url: '/api/v1/auth/demo', payload: { role: 'staff' } })
    const cookie = `${signedIn.cookies[0]?.name}=${signedIn.cookies[0]?.value}`
    const made = await app.inject({ method: 'POST', url: '/api/v1/stakeholders', headers: { cookie }, payload: { name: 'Corentin Salaün', kind: 'person', perimeterId: demoId('perimeter', 'national') } })
    expect(made.statusCode, made.body).toBe(201)
    const [entry] = await t.db.select().from(schema.auditEntries).where(eq(schema.auditEntries.objectId, made.json<{ id: string }>().id))
    expect(entry).toMatchObject({ action: 'stakeholder.created', before: null, after: null })
    await linkWaiting(limited.db, 'all')
    expect(await verifyChain(limited.db)).toMatchObject({ broken: null })
  })
})
