import { demoId, schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, it, vi } from 'vitest'
import { insertSignIn } from '../../src/auth/queries.ts'
import { roles, type Role } from '../../src/plugins/access.ts'
import { type Client, clientOf, useTestApp } from '../app.ts'
import { judgeOf } from './conformance.ts'
import { documentOf, examplesIn, type Operation, operationsOf, urlOf } from './document.ts'
import { payloadOf } from './run-example.ts'

const t = useTestApp()
vi.setConfig({ testTimeout: 300_000 })
const ABSENT = '018f0000-0000-7000-8000-000000000000'

/** A user with one role on one perimeter, signed in. */
async function signedIn(role: Role, perimeter: string): Promise<Client> {
  const userId = demoId('matrix-user', `${role}/${perimeter}`)
  await t.db.insert(schema.users).values({ id: userId, email: `${role}.${perimeter}@matrix.invalid`, name: role }).onConflictDoNothing()
  await t.db.insert(schema.grants).values({ userId, role, perimeterId: demoId('perimeter', perimeter) }).onConflictDoNothing()
  const { token } = await insertSignIn(t.db, userId, 'matrix')
  return clientOf(t.app, { cookie: `convergence=${token}` })
}

/** Sends an operation's example; a change names whatever version there is, so that only rights can refuse it. */
function send(client: Client, operation: Operation, params: Record<string, string>): Promise<LightMyRequestResponse> {
  const { payload, type } = payloadOf(operation)
  return t.app.inject({ method: operation.method, url: urlOf(operation, params, examplesIn(operation, 'query')), headers: { ...(client.cookie ? { cookie: client.cookie } : {}), ...(type ? { 'content-type': type } : {}), 'if-match': '"0"' }, ...(payload === undefined ? {} : { payload }) })
}

const guarded = () => operationsOf(documentOf(t.app)).filter((o) => o.op['x-roles'].length > 0 && o.id !== 'logout')
const codeOf = (answer: LightMyRequestResponse) => `${answer.statusCode} ${answer.statusCode >= 400 ? answer.json<{ code: string }>().code : ''}`

describe('the authorisation matrix', () => {
  it('S-21: refuses every guarded operation to nobody (401)', async () => {
    const open = []
    for (const operation of guarded()) {
      const answer = await send(t.anonymous, operation, examplesIn(operation, 'path'))
      if (answer.statusCode !== 401) open.push(`${operation.id}: ${codeOf(answer)}`)
    }
    expect(open).toEqual([])
  })

  it.each(roles)('S-21: refuses %s exactly the operations that do not name the role (403)', async (role) => {
    const client = await signedIn(role, 'national')
    const wrong = []
    for (const operation of guarded()) {
      // Params that exist nowhere: an allowed call must end in 404 or in validation, and change nothing.
      const params = Object.fromEntries(Object.keys(examplesIn(operation, 'path')).map((name) => [name, ABSENT]))
      const named = operation.op['x-roles'].includes(role)
      if (named && operation.method !== 'GET' && Object.keys(params).length === 0) continue
      const answer = await send(client, operation, { ...examplesIn(operation, 'path'), ...params })
      const refused = answer.statusCode === 403 && answer.json<{ code: string }>().code === 'role-missing'
      if (refused === named) wrong.push(`${operation.id}: ${codeOf(answer)}, declared ${named ? 'allowed' : 'refused'}`)
    }
    expect(wrong).toEqual([])
  })

  it.each(roles)('S-20: answers %s alike for an object of another perimeter and for one that is absent', async (role) => {
    const client = await signedIn(role, 'grand-est')
    const judge = judgeOf(documentOf(t.app))
    const told = []
    for (const operation of guarded()) {
      const params = examplesIn(operation, 'path')
      if (Object.keys(params).length === 0 || !operation.op['x-roles'].includes(role) || sharedByAll(operation)) continue
      const first = Object.keys(params).find((name) => name !== 'type') ?? ''
      const other = await send(client, operation, params)
      const absent = await send(client, operation, { ...params, [first]: ABSENT })
      const fault = judge.fault(operation, other)
      if (fault || codeOf(other) !== codeOf(absent) || (other.statusCode < 400 && other.body !== absent.body)) told.push(`${operation.id}: other ${codeOf(other)}, absent ${codeOf(absent)} ${fault ?? ''}`)
    }
    expect(told).toEqual([])
  })

  it('S-20: opens no part of an object under another object of the same kind', async () => {
    const client = await signedIn('administrator', 'national')
    const [opened, tried]: [string[], string[]] = [[], []]
    for (const operation of guarded()) {
      const { id, ...parts } = examplesIn(operation, 'path')
      // A stakeholder is a part of many rankings.
      if (operation.id === 'explainRank' || !id || !Object.keys(parts).some((name) => name.endsWith('Id')) || !operation.op['x-roles'].includes('administrator')) continue
      const table = operation.path.split('/')[3]?.replaceAll('-', '_') ?? ''
      const { rows } = await t.db.execute<{ id: string }>(sql`select x.id from ${sql.identifier(table)} x where x.id <> ${id} order by x.id desc limit 12`)
      const answers: LightMyRequestResponse[] = []
      // One that is closed refuses before it looks at its parts: another one is asked (but one round alone is open here).
      for (const other of rows) if (!answers.some((answer) => answer.statusCode === 404)) answers.push(await send(client, operation, { id: other.id, ...parts }))
      tried.push(operation.id)
      if (answers.some((answer) => answer.statusCode < 400) || !answers.some((answer) => answer.statusCode === 404 || codeOf(answer) === '409 round-closed')) opened.push(`${operation.id}: ${answers.map(codeOf).join(', ')}`)
    }
    expect(tried.length).toBeGreaterThan(40)
    expect(opened).toEqual([])
  })

  it('S-20: shows a reader of one perimeter no row of another in any list', async () => {
    const client = await signedIn('reader', 'grand-est')
    const mine = new Set([demoId('perimeter', 'grand-est')])
    const leaks = []
    for (const operation of guarded().filter((o) => o.method === 'GET' && !o.path.includes('{') && o.op['x-roles'].includes('reader'))) {
      const answer = await send(client, operation, {})
      if (answer.statusCode !== 200 || !String(answer.headers['content-type']).includes('json')) continue
      // An indicator that is defined above applies below: its definition is shared, its values are not.
      if (operation.id === 'listIndicators') continue
      const { items } = answer.json<{ items?: { perimeterId?: string }[] }>()
      for (const item of items ?? []) if (item.perimeterId && !mine.has(item.perimeterId) && !(appliesBelow.has(operation.id) && item.perimeterId === demoId('perimeter', 'national'))) leaks.push(`${operation.id}: ${item.perimeterId}`)
    }
    expect(leaks).toEqual([])
  })
})

/** What belongs to no perimeter: the framework, the catalogue of measures, categories, types, retention rules, the perimeters themselves. */
const sharedByAll = (operation: Operation): boolean => /\/(framework|categories|tie-types|perimeters|users|api-keys|saved-views|thresholds|criteria|criterion-sets|auth|coverage\/areas|measures|retention-rules)\b/.test(operation.path)

/** What a perimeter above has settled applies below, and is read there. */
const appliesBelow = new Set(['listProcesses', 'listQuestionnaires', 'listScenarios'])
