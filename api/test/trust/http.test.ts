import { mkdtempSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoId, handleOf, schema } from '@convergence/db'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { insertSignIn } from '../../src/auth/queries.ts'
import { readConfig } from '../../src/config.ts'
import type { App } from '../../src/plugins/app-type.ts'
import { clientOf, useTestApp } from '../app.ts'

const HSTS = 'max-age=31536000; includeSubDomains'
const webFolder = mkdtempSync(join(tmpdir(), 'convergence-web-'))
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Convergence</title>')

// As it is served to people: production, behind https, with its pages.
const t = useTestApp({ production: true, publicUrl: 'https://convergence.example', webFolder })
const OWN = 'https://convergence.example'
let cookie: string
let port: number

/** What never comes back from the database. */
const elsewhere: { app?: App; close?: () => Promise<void> } = {}

beforeAll(async () => {
  await mkdir(join(webFolder, 'assets'), { recursive: true })
  const userId = demoId('http-user', 'staff')
  await t.db.insert(schema.users).values({ id: userId, email: 'http@trust.invalid', name: 'Essai' })
  await t.db.insert(schema.grants).values({ userId, role: 'staff', perimeterId: demoId('perimeter', 'national') })
  cookie = `__Host-convergence=${(await insertSignIn(t.db, userId, 'http')).token}`
  port = Number(new URL(await t.app.listen({ host: '127.0.0.1', port: 0 })).port)
  const pool = new pg.Pool({ connectionString: 'postgres://convergence:hunter2-secret@127.0.0.1:1/absent-base', max: 1 })
  elsewhere.app = await buildApp({ db: handleOf(pool), config: { ...readConfig({}), production: true, logLevel: 'silent' } })
  elsewhere.close = () => pool.end()
  await elsewhere.app.ready()
})
afterAll(async () => {
  await elsewhere.app?.close()
  await elsewhere.close?.()
})

const staff = (headers: Record<string, string> = {}) => clientOf(t.app, { cookie, ...headers })

/** What the server says to bytes that no client library would send, until it hangs up. */
const raw = (bytes: string): Promise<{ text: string; closed: boolean }> =>
  new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8').on('data', (part: string) => void (text += part)).on('error', () => undefined).on('close', () => resolve({ text, closed: true }))
    socket.setTimeout(15_000, () => {
      resolve({ text, closed: false })
      socket.destroy()
    })
  })

describe('an answer in production', () => {
  it('S-01: tells browsers to stay on https for a year, sub-domains too, whether it succeeds or fails', async () => {
    const point = (await staff().get('points?limit=1')).json<{ items: { id: string }[] }>().items[0]?.id ?? ''
    const etag = String((await staff().get(`points/${point}`)).headers.etag)
    const answers = [
      await staff().get('points?limit=1'), await staff().get(`points/${point}`, { headers: { 'if-none-match': etag } }), await staff().get('points?limti=1'), await t.anonymous.get('points'), await staff().get('users'),
      await staff().get('nothing'), await t.app.inject({ method: 'PUT', url: '/api/v1/points' }), await staff({ origin: OWN }).post('points', {}, { headers: { 'content-type': 'text/plain' }, payload: 'x' }), await t.app.inject({ url: '/' }), await t.app.inject({ url: '/api/openapi.json' }),
      await (elsewhere.app as App).inject({ url: '/api/v1/points', headers: { cookie } }),
    ]
    expect(answers.map((a) => a.statusCode)).toEqual([200, 304, 400, 401, 403, 404, 405, 415, 200, 200, 503])
    expect(new Set(answers.map((a) => a.headers['strict-transport-security']))).toEqual(new Set([HSTS]))
  })

  it('S-17: reflects no origin, neither a foreign one nor null, and grants nothing to a preflight', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://convergence.example.evil.example']) {
      for (const answer of [await staff({ origin }).get('points?limit=1'), await t.app.inject({ method: 'OPTIONS', url: '/api/v1/points', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } })]) {
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
        expect(JSON.stringify(answer.headers)).not.toContain('evil.example')
      }
    }
  })

  it('S-16: a write in the name of a cookie that does not say where it comes from is refused; a key needs not say it', async () => {
    const body = { title: 'Essai', statement: 'Un texte.', perimeterId: demoId('perimeter', 'bretagne') }
    const before = await t.db.$count(schema.points)
    expect((await staff().post('points', body)).json()).toMatchObject({ status: 403, code: 'origin-refused' })
    expect(await t.db.$count(schema.points)).toBe(before)
    expect((await staff({ origin: OWN }).post('points', body)).statusCode).toBe(201)
    expect((await staff({ 'sec-fetch-site': 'same-origin' }).post('points', body)).statusCode).toBe(201)
    expect((await clientOf(t.app, { authorization: 'Bearer cvg_absent' }).post('points', body)).statusCode).toBe(401)
  })
})

describe('what is not there', () => {
  it.each(['/.git/HEAD', '/.git/config', '/.env', '/.well-known/security.txt', '/assets/index.js.map', '/index.js.map', '/metrics', '/debug/pprof', '/server-status', '/actuator/health', '/backup.sql', '/config.json', '/api/v1/debug', '/api/.env', '/assets/..%2f..%2fpackage.json'])('S-35: is told absent, never answered by the page: %s', async (url) => {
    const answer = await t.app.inject({ url })
    expect([answer.statusCode, answer.body.includes('<title>')]).toEqual([404, false])
  })

  it.each(['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/../../package.json', '//etc/passwd/.'])('S-35: climbs no folder: %s', async (path) => {
    const { text } = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(text.split('\r\n')[0]).toMatch(/^HTTP\/1\.1 40[04] /)
    expect(text).not.toMatch(/root:|"name":/)
  })

  it('S-35: TRACE is refused with 405 and echoes nothing; screens are still answered by the page', async () => {
    for (const path of ['/api/v1/points', '/', '/registre']) {
      const { text } = await raw(`TRACE ${path} HTTP/1.1\r\nHost: x\r\nX-Canary: qzcanari\r\nConnection: close\r\n\r\n`)
      expect(text.split('\r\n')[0], path).toMatch(/^HTTP\/1\.1 405 /)
      expect(text).not.toContain('qzcanari')
    }
    for (const url of ['/', '/registre', '/trace/point/6.8.1', '/rapport-public/2026-00001']) expect((await t.app.inject({ url })).body, url).toContain('<title>')
  })
})

describe('a failure', () => {
  it('S-34: while the database is out of reach says neither stack, nor SQL, nor host, nor secret, has a trace id, and opens nothing', async () => {
    for (const [method, path, payload] of [['GET', 'points'], ['GET', 'stakeholders?limit=5'], ['POST', 'auth/login', { email: 'a@b.fr', password: 'quatre vélos rouges' }], ['POST', 'search', { q: 'x' }]] as const) {
      const answer = await (elsewhere.app as App).inject({ method, url: `/api/v1/${path}`, headers: { cookie, origin: OWN, host: 'convergence.example' }, ...(payload ? { payload } : {}) })
      expect([path, answer.statusCode, answer.headers['retry-after'] !== undefined]).toEqual([path, 503, true])
      expect(answer.json<{ traceId: string }>().traceId).toMatch(/^[0-9a-f-]{36}$/)
      expect(answer.body).not.toMatch(/127\.0\.0\.1|hunter2|absent-base|ECONNREFUSED|select|insert|\bat .*\.ts|node_modules|postgres/i)
    }
  })
})

describe('a request that two parsers would read otherwise', () => {
  const head = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
  const smuggled = 'GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n'
  it.each([
    ['a length beside chunks', `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    ['two lengths', `${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}${smuggled}`],
    ['a chunk of no size', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n${smuggled}`],
    ['a coding that is not the last', `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`],
    ['a space before the colon', `${head}Content-Length : 2\r\n\r\n{}${smuggled}`],
    ['a bare carriage return in a header', `POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nX: a\rTransfer-Encoding: chunked\r\n\r\n`],
  ])('S-44: %s is 400, the connection is closed, and what hides behind it is not answered', async (_name, bytes) => {
    const { text, closed } = await raw(bytes)
    expect([text.split('\r\n')[0], closed]).toEqual([expect.stringMatching(/^HTTP\/1\.1 400 /), true])
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })
})
