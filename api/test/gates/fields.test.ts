import { demoId, schema } from '@convergence/db'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { insertSignIn } from '../../src/auth/queries.ts'
import { roles, type Role } from '../../src/plugins/access.ts'
import { type Client, clientOf, useTestApp } from '../app.ts'
import { openOf, openTexts, SENSITIVE } from './declared-fields.ts'
import { type Document, documentOf, type Operation, operationsOf } from './document.ts'
import { answerOf, fieldsOf, isText } from './fields.ts'
import { fieldPage, type Reading, rowsOf } from './fields-page.ts'
import { ExampleRunner } from './run-example.ts'
import { textOf } from './text-of.ts'

const t = useTestApp()
vi.setConfig({ testTimeout: 300_000 })

const CANARY = 'qzcanari'
let document: Document
let readings: Operation[]
let addresses: Map<string, string>

/** Every kept column says something that stands nowhere else. */
async function plantCanaries(): Promise<void> {
  const { stakeholders, impacts, points, sessions, plans, commitments, editions, minutes, ties, invitations, mandates, relays } = schema
  for (const table of [stakeholders, impacts, points, sessions, plans, commitments, editions, minutes]) await t.db.update(table).set({ internalNote: `${CANARY} note` })
  await t.db.update(ties).set({ note: `${CANARY} note` })
  await t.db.update(invitations).set({ answerNote: `${CANARY} mot`, email: `${CANARY}@exemple.fr` })
  await t.db.update(mandates).set({ email: `${CANARY}@exemple.fr` })
  await t.db.update(relays).set({ email: `${CANARY}@exemple.fr` })
}

async function signedIn(name: string, ...grants: [Role, string][]): Promise<Client> {
  const userId = demoId('field-user', name)
  await t.db.insert(schema.users).values({ id: userId, email: `${name}@fields.invalid`, name })
  await t.db.insert(schema.grants).values(grants.map(([role, perimeter]) => ({ userId, role, perimeterId: demoId('perimeter', perimeter) })))
  const { token } = await insertSignIn(t.db, userId, 'fields')
  return clientOf(t.app, { cookie: `convergence=${token}` })
}

beforeAll(async () => {
  document = documentOf(t.app)
  const all = operationsOf(document)
  readings = all.filter((o) => o.method === 'GET' && o.op['x-roles'].length > 0)
  const runner = new ExampleRunner(t, all)
  // The account that examples of administration name.
  await t.db.insert(schema.users).values({ id: demoId('user', 'login-example'), email: 'login-example@fields.invalid', name: 'Exemple' })
  addresses = new Map()
  for (const operation of readings) addresses.set(operation.id, await runner.urlFor(operation))
  await plantCanaries()
})

describe('the fields that each role is answered', () => {
  it('S-22: each text that a reader may be sent is kept by its schema or declared open', () => {
    const told = new Set(readings.filter((o) => o.op['x-roles'].includes('reader')).flatMap((o) => fieldsOf(document, o)).filter((f) => !f.kept && isText(f.schema)).map((f) => (SENSITIVE.test(f.name) ? `${f.noun}.${f.name}` : f.name)))
    expect([...told].filter((name) => !openTexts.has(name) && !(name in openOf)).toSorted()).toEqual([])
    // What is declared and stands nowhere any more would hide the next field of that name.
    expect([...openTexts, ...Object.keys(openOf)].filter((name) => !told.has(name)).toSorted()).toEqual([])
  })

  it('S-22: each role is answered the fields of the published matrix', async () => {
    const clients = new Map<Role, Client>()
    for (const role of roles) clients.set(role, await signedIn(role, [role, 'national']))
    const made: Reading[] = []
    for (const operation of readings.filter(answerOf)) {
      const answers = new Map<Role, { status: number; body: unknown }>()
      for (const [role, client] of clients) {
        if (!operation.op['x-roles'].includes(role)) continue
        const answer = await client.get(addresses.get(operation.id) ?? '')
        answers.set(role, { status: answer.statusCode, body: answer.statusCode === 200 ? answer.json() : null })
      }
      made.push({ operation, fields: fieldsOf(document, operation), answers })
    }
    const leaks = rowsOf(made).filter((row) => row.kept && row.seen.get('reader') === 'value').map((row) => `${row.operation} ${row.path}`)
    expect(leaks).toEqual([])
    await expect(fieldPage(made)).toMatchFileSnapshot('../../../docs/reference/fields.md')
  })

  it('P-19: a reader finds no internal note, address or word of an answer in any list, sheet, map, trace, feed, search or file', async () => {
    const reader = await signedIn('reader-of-all', ['reader', 'national'])
    const leaks: string[] = []
    for (const operation of readings.filter((o) => o.op['x-roles'].includes('reader'))) {
      for (const type of Object.keys(operation.op.responses['200']?.content ?? {})) {
        const answer = await reader.get(addresses.get(operation.id) ?? '', { headers: { accept: type } })
        if ((await textOf(answer)).includes(CANARY)) leaks.push(`${operation.id} ${type}`)
      }
    }
    const { items } = (await reader.post('search', { q: CANARY, limit: 50 })).json<{ items: unknown[] }>()
    expect(leaks).toEqual([])
    expect(items).toEqual([])
    expect((await (await t.as('staff')).get('stakeholders?limit=1')).body).toContain(CANARY)
  })

  it('P-19: who answers for one perimeter and reads another sees the notes of the first only', async () => {
    const mixed = await signedIn('mixed', ['staff', 'bretagne'], ['reader', 'grand-est'])
    const [bretagne, east] = [demoId('perimeter', 'bretagne'), demoId('perimeter', 'grand-est')]
    const made = await t.db.insert(schema.stakeholders).values([bretagne, east].map((perimeterId, i) => ({ reference: `P19-${i}`, name: `Essai ${i}`, searchName: `essai ${i}`, kind: 'organisation' as const, side: 'external' as const, sphere: 'observes' as const, perimeterId, since: '2026-01-01', internalNote: CANARY }))).returning({ id: schema.stakeholders.id })
    const notes = []
    for (const { id } of made) notes.push((await mixed.get(`stakeholders/${id}`)).json<{ internalNote: string | null }>().internalNote)
    expect(notes).toEqual([CANARY, null])
    expect((await mixed.get(`stakeholders/${made[1]?.id}/sheet`)).body).not.toContain(CANARY)
  })
})
