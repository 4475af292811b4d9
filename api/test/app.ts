import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, demoId } from '@convergence/db'
import { createTestDb } from '@convergence/db/testing'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, inject } from 'vitest'
import { buildApp } from '../src/app.ts'
import { type Config, readConfig } from '../src/config.ts'
import type { Role } from '../src/plugins/access.ts'
import type { App } from '../src/plugins/app-type.ts'

/** A request to the application under test; bodies are JSON, PATCH sends a merge patch, If-Match takes a version number. */
export interface Call extends Omit<InjectOptions, 'method' | 'url'> { ifMatch?: number }
export interface Client {
  /** The cookie header of this client; empty for an anonymous one. */
  cookie: string
  get(url: string, call?: Call): Promise<LightMyRequestResponse>
  post(url: string, payload?: object, call?: Call): Promise<LightMyRequestResponse>
  put(url: string, payload: object, call?: Call): Promise<LightMyRequestResponse>
  patch(url: string, payload: object, call?: Call): Promise<LightMyRequestResponse>
  delete(url: string, call?: Call): Promise<LightMyRequestResponse>
}

export interface TestApp { app: App; db: Db; close(): Promise<void>; as(role: Role): Promise<Client>; anonymous: Client }

/** Opens an application over a database of its own, seeded with the demonstration. */
export async function openTestApp(overrides: Partial<Config> = {}): Promise<TestApp> {
  const { db, close } = await createTestDb(inject('testHome'))
  const app = await buildApp({ db, config: { ...readConfig({}), logLevel: 'silent', checkAnswers: true, requestsPerMinute: 1_000_000_000, erasureFolder: join(tmpdir(), `convergence-erasures-${process.pid}-${randomUUID()}`), ...overrides } })
  await app.ready()
  const clients = new Map<Role, Promise<Client>>()
  const as = (role: Role) => {
    const known = clients.get(role) ?? signIn(app, role)
    clients.set(role, known)
    return known
  }
  return { app, db, as, anonymous: clientOf(app, {}), close: async () => { await app.close(); await close() } }
}

/** Opens the application before the file's tests and closes it after them; read it inside the tests only. */
export function useTestApp(overrides: Partial<Config> | (() => Promise<Partial<Config>>) = {}): TestApp {
  const holder = {} as TestApp
  beforeAll(async () => void Object.assign(holder, await openTestApp(typeof overrides === 'function' ? await overrides() : overrides)))
  afterAll(() => holder.close())
  return holder
}

async function signIn(app: App, role: Role): Promise<Client> {
  const response = await app.inject({ method: 'POST', url: '/api/v1/auth/demo', payload: { role } })
  const cookie = response.cookies[0]
  if (!cookie) throw new Error(`no cookie for ${role}: ${response.body}`)
  return clientOf(app, { cookie: `${cookie.name}=${cookie.value}` })
}

/** A client that sends these headers with each request. */
export function clientOf(app: App, own: Record<string, string>): Client {
  const send = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload: object | undefined, { ifMatch, headers, ...rest }: Call = {}) =>
    app.inject({
      method, url: url.startsWith('/') ? url : `/api/v1/${url}`, ...(payload === undefined ? {} : { payload }), ...rest,
      headers: { ...own, ...(method === 'PATCH' ? { 'content-type': 'application/merge-patch+json' } : {}), ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }), ...headers },
    })
  return {
    cookie: own.cookie ?? '',
    get: (url, call) => send('GET', url, undefined, call),
    post: (url, payload, call) => send('POST', url, payload, call),
    put: (url, payload, call) => send('PUT', url, payload, call),
    patch: (url, payload, call) => send('PATCH', url, payload, call),
    delete: (url, call) => send('DELETE', url, undefined, call),
  }
}

export { demoId }
