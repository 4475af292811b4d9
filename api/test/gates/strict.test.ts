import { schema } from '@convergence/db'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type Client, useTestApp } from '../app.ts'
import { type Document, documentOf, examplesIn, type JsonSchema, type Operation, operationsOf, urlOf } from './document.ts'
import { membersOf } from './hostile.ts'

const t = useTestApp()
vi.setConfig({ testTimeout: 300_000 })
let document: Document
let operations: Operation[]
let admin: Client
beforeAll(async () => {
  document = documentOf(t.app)
  operations = operationsOf(document).filter((o) => !['logout'].includes(o.id))
  admin = await t.as('administrator')
})

interface Refusal { status: number; code: string; errors?: { pointer: string }[] }
const send = (operation: Operation, { query = {}, body }: { query?: Record<string, string>; body?: unknown } = {}, search = '') =>
  t.app.inject({ method: operation.method, url: `${urlOf(operation, examplesIn(operation, 'path'), query)}${search}`, headers: { cookie: admin.cookie, 'if-match': '*', ...(body === undefined ? {} : { 'content-type': operation.bodyType ?? 'application/json' }) }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) })
const asAdministrator = (o: Operation): boolean => o.op['x-roles'].includes('administrator')
const writes = () => operations.filter((o) => asAdministrator(o) && o.bodySchema && o.bodyType !== 'multipart/form-data' && Object.keys(membersOf(document, o.bodySchema)).length > 0)
// RFC 6749 says that a token server ignores what it does not know.
const ignores = (o: Operation): boolean => o.path.includes('/oauth')

describe('what nobody asked for', () => {
  it('S-23: id, workspace_id, role, created_by, version and notice are refused in every write, and nothing changes', async () => {
    const before = [await t.db.$count(schema.auditEntries), await t.db.$count(schema.events)]
    const taken: string[] = []
    for (const operation of writes()) {
      const known = membersOf(document, operation.bodySchema as JsonSchema)
      for (const name of ['id', 'workspace_id', 'role', 'created_by', 'version', 'notice'].filter((one) => !(one in known))) {
        const answer = await send(operation, { body: { ...(operation.bodyExample as object), [name]: name === 'role' ? 'administrator' : 1 } })
        const named = answer.statusCode === 400 && (answer.json<Refusal>().errors ?? []).some((error) => error.pointer.endsWith(name))
        if (!named) taken.push(`${operation.id} ${name}: ${answer.statusCode}`)
      }
    }
    expect(taken).toEqual([])
    expect([await t.db.$count(schema.auditEntries), await t.db.$count(schema.events)]).toEqual(before)
  })

  it('S-24: a parameter that is unknown, or given twice, is refused by every operation', async () => {
    const taken: string[] = []
    for (const operation of operations.filter((o) => asAdministrator(o) && !ignores(o))) {
      const body = operation.bodyType === 'multipart/form-data' ? undefined : operation.bodyExample
      if (operation.bodyType === 'multipart/form-data') continue
      const unknown = await send(operation, { body }, '?limti=5')
      if (unknown.statusCode !== 400) taken.push(`${operation.id}?limti=5: ${unknown.statusCode}`)
      const name = (operation.op.parameters ?? []).find((p) => p.in === 'query')?.name
      if (!name) continue
      const value = encodeURIComponent(examplesIn(operation, 'query')[name] ?? '1')
      const twice = await send(operation, { body }, `?${name}=${value}&${name}=${value}`)
      if (twice.statusCode !== 400) taken.push(`${operation.id}?${name} twice: ${twice.statusCode}`)
    }
    expect(taken).toEqual([])
  })
})

/** Computed whole and cut, rather than read by pages. */
const COMPUTED = new Set(['getProspective', 'getConvergence', 'getPositionMatrix', 'listClasses', 'getRoundResults', 'listEditionRows'])

describe('limits', () => {
  it('S-27: no list gives more than it says: a page beyond its greatest is refused', async () => {
    const taken: string[] = []
    for (const operation of operations.filter(asAdministrator)) {
      const limit = (operation.op.parameters ?? []).find((p) => p.in === 'query' && p.name === 'limit')
      if (!limit) continue
      if (!(Number(limit.schema.maximum) <= (COMPUTED.has(operation.id) ? 1000 : 100))) taken.push(`${operation.id}: at most ${String(limit.schema.maximum)}`)
      if ((await send(operation, { query: { limit: String(Number(limit.schema.maximum) + 1) } })).statusCode !== 400) taken.push(operation.id)
    }
    expect(taken).toEqual([])
  })

  it('S-27: every array and every text in the body of a write is bounded', () => {
    const boundless: string[] = []
    const visit = (schema: JsonSchema, at: string, above: readonly string[]): void => {
      const ref = schema.$ref?.split('/').at(-1)
      if (ref) return above.includes(ref) ? undefined : visit(document.components.schemas[ref] ?? {}, at, [...above, ref])
      const s = schema as JsonSchema & { properties?: Record<string, JsonSchema>; items?: JsonSchema; anyOf?: JsonSchema[]; oneOf?: JsonSchema[]; maxItems?: number; maxLength?: number }
      const types = [s.type].flat()
      if (types.includes('array') && s.maxItems === undefined) boundless.push(`${at}: array`)
      if (types.includes('string') && s.maxLength === undefined && !s.enum && !s.format && !('const' in s) && !String(s.pattern ?? '').endsWith('$')) boundless.push(`${at}: text`)
      for (const [name, one] of Object.entries(s.properties ?? {})) visit(one, `${at}.${name}`, above)
      for (const one of [...(s.items ? [s.items] : []), ...(s.anyOf ?? []), ...(s.oneOf ?? [])]) visit(one, at, above)
    }
    for (const operation of operations.filter((o) => o.bodySchema && o.bodyType !== 'multipart/form-data')) visit(operation.bodySchema as JsonSchema, operation.id, [])
    expect(boundless).toEqual([])
  })

  it('S-27: ten megabytes are 413, a thousand levels and a broken JSON are 400, and the server goes on', async () => {
    const post = (payload: string) => t.app.inject({ method: 'POST', url: '/api/v1/points', headers: { cookie: admin.cookie, 'content-type': 'application/json' }, payload })
    const answers = [await post(JSON.stringify({ title: 'x'.repeat(10 * 1024 * 1024) })), await post(`{"title":${'['.repeat(1000)}${']'.repeat(1000)}}`), await post('{"title":'), await post('{"__proto__":{"role":"administrator"}}')]
    expect(answers.map((a) => [a.statusCode, a.json<Refusal>().code])).toEqual([[413, 'body-too-large'], [400, 'too-deep'], [400, 'invalid-json'], [400, 'forbidden-key']])
    expect((await admin.get('points?limit=1')).statusCode).toBe(200)
  })
})

describe('every answer', () => {
  it('S-19: is not sniffed, tells no referrer, is not stored, and names its characters, whether given or refused', async () => {
    const lacking: string[] = []
    for (const operation of operations) {
      const given = operation.method === 'GET' && asAdministrator(operation) ? [await send(operation, { query: examplesIn(operation, 'query') })] : []
      const refused = await t.anonymous.get(urlOf(operation, examplesIn(operation, 'path')), { method: operation.method } as never)
      for (const answer of [...given, refused]) {
        const { headers } = answer
        const type = String(headers['content-type'] ?? '')
        const told = [headers['x-content-type-options'] === 'nosniff', headers['referrer-policy'] === 'no-referrer', operation.op['x-roles'].length === 0 || /no-store|private/.test(String(headers['cache-control'])), !/^text|json/.test(type) || headers['content-disposition'] !== undefined || /charset=utf-8/i.test(type) || /stream/.test(type)]
        if (told.includes(false)) lacking.push(`${operation.id} ${answer.statusCode} ${type}: ${JSON.stringify(told)} ${String(headers['cache-control'])}`)
      }
    }
    expect(lacking).toEqual([])
  })

  it('S-35: to a method that an address does not know is 405 and names those that it knows', async () => {
    const wrong: string[] = []
    for (const path of new Set(operations.map((o) => o.path))) {
      const known = operations.filter((o) => o.path === path)
      const first = known[0] as Operation
      // A word may stand where another address takes an id: that one answers for its methods, and refuses the word.
      const others = operations.filter((o) => o.path !== path && new RegExp(`^${o.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        if ([...known, ...others].some((o) => o.method === method)) continue
        const answer = await t.app.inject({ method, url: urlOf(first, examplesIn(first, 'path')), headers: { cookie: admin.cookie } })
        const allowed = String(answer.headers.allow ?? '').split(', ')
        if (answer.statusCode !== 405 || known.some((o) => !allowed.includes(o.method))) wrong.push(`${method} ${path}: ${answer.statusCode} ${allowed.join(' ')}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
