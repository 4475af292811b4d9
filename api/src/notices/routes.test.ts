import { readFile } from 'node:fs/promises'
import { demoId, referenceFolder, schema } from '@convergence/db'
import { join } from 'node:path'
import { desc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Client, useTestApp } from '../../test/app.ts'
import { toldMandates } from './gate.ts'
import { missingParts, noticeParts } from './rules.ts'

const t = useTestApp()
const template = demoId('notice-template', 'carte-1')
const criterionId = demoId('criterion', 'power')
let staff: Client
interface Told { state: string; dueOn: string; items: { id: string; wording: string; withdrawnAt: string | null }[] }

/** A person entered now, of whom nothing says that they were told. */
async function enter(name: string): Promise<string> {
  const made = await staff.post('/api/v1/stakeholders', { kind: 'person', name, side: 'external', sphere: 'relates', since: '2026-01-01', perimeterId: demoId('perimeter', 'national') })
  expect(made.statusCode, made.body).toBe(201)
  return made.json<{ id: string }>().id
}
const notice = (id: string, body: Record<string, unknown>) => staff.post(`/api/v1/stakeholders/${id}/notices`, body)
const sent = (id: string) => notice(id, { kind: 'sent', happenedOn: '2026-09-01', channel: 'letter', templateId: template })
/** Sends a file as text, checks and writes it. */
async function importFile(text: string) {
  const made = await staff.post('/api/v1/imports', { target: 'stakeholders', perimeterId: demoId('perimeter', 'national'), fileName: 'fichier.csv', content: text })
  const { id } = made.json<{ id: string }>()
  await staff.post(`/api/v1/imports/${id}/check`)
  return { sent: made.statusCode, commit: await staff.post(`/api/v1/imports/${id}/commit`) }
}
const codeOf = (answer: { json: <T>() => T }) => answer.json<{ code: string }>().code

beforeAll(async () => {
  staff = await t.as('staff')
})

describe('P-01: no score and no position on a person who was not told', () => {
  const score = (stakeholderId: string) => ({ stakeholderId, criterionId, value: 2, reason: 'Vu en séance', source: 'Comité du 12 mai' })

  it('refuses a score, alone or in a batch with others, and takes it once the notice was sent', async () => {
    const id = await enter('Personne à coter')
    const other = demoId('stakeholder', 'officines-reunies')
    const alone = await staff.post('/api/v1/scores', score(id))
    expect([alone.statusCode, codeOf(alone)]).toEqual([409, 'notice-required'])
    const batch = await staff.post('/api/v1/scores/batch', { scores: [score(other), score(id)] })
    expect([batch.statusCode, codeOf(batch)]).toEqual([409, 'notice-required'])
    expect(await t.db.$count(schema.scores, eq(schema.scores.stakeholderId, id))).toBe(0)
    expect((await sent(id)).statusCode).toBe(201)
    expect((await staff.post('/api/v1/scores', score(id))).statusCode).toBe(201)
  })

  it('P-07: a value given to a person tells its source, “I don’t know” and organisations need none', async () => {
    const id = await enter('Personne sans source')
    await sent(id)
    const { source: _source, ...bare } = score(id)
    const refused = await staff.post('/api/v1/scores', bare)
    expect([refused.statusCode, refused.json<{ errors: unknown[] }>().errors]).toMatchObject([422, [{ pointer: '/source', code: 'score-source-needed' }]])
    expect((await staff.post('/api/v1/scores', { ...bare, value: null })).statusCode).toBe(201)
    expect((await staff.post('/api/v1/scores', { ...bare, stakeholderId: demoId('stakeholder', 'officines-reunies') })).statusCode).toBe(201)
    const [kept] = await t.db.select().from(schema.scores).where(eq(schema.scores.stakeholderId, demoId('stakeholder', 'officines-reunies'))).orderBy(desc(schema.scores.recordedAt)).limit(1)
    expect(kept?.criterionVersionId, 'author, date and version of the scale').toBeTruthy()
    expect(kept?.authorId).toBe(demoId('user', 'staff'))
  })

  it('refuses a position spoken by a person who was not told, and takes it once exempted with a reason', async () => {
    const personId = await enter('Porte-parole')
    const holderId = demoId('stakeholder', 'officines-reunies')
    const mandate = await staff.post('/api/v1/mandates', { personId, organisationId: holderId, role: 'Porte-parole', startOn: '2020' })
    const [point] = await t.db.select({ id: schema.points.id }).from(schema.points).limit(1)
    const body = { pointId: point?.id, holderId, mandateId: mandate.json<{ id: string }>().id, state: 'stated', value: 1, reason: '', manner: 'written', source: 'Courrier du 3 mai' }
    const refused = await staff.post('/api/v1/positions', body)
    expect([refused.statusCode, codeOf(refused)], refused.body).toEqual([409, 'notice-required'])
    expect((await notice(personId, { kind: 'exempted', happenedOn: '2026-09-01', ground: 'already_informed', reason: 'trop court', reviewOn: '2030-01-01' })).statusCode).toBe(422)
    expect((await notice(personId, { kind: 'exempted', happenedOn: '2026-09-01', ground: 'already_informed', reason: 'Informée par la charte de son organisation, remise en 2025.', reviewOn: '2030-01-01' })).statusCode).toBe(201)
    expect((await staff.post('/api/v1/positions', body)).statusCode).toBe(201)
  })

  it('closes again when the notice is withdrawn', async () => {
    const id = await enter('Notice retirée')
    const made = (await sent(id)).json<{ id: string }>()
    expect((await staff.post(`/api/v1/stakeholders/${id}/notices/${made.id}/withdraw`)).statusCode).toBe(200)
    expect(codeOf(await staff.post('/api/v1/scores', score(id)))).toBe('notice-required')
    expect(codeOf(await staff.post(`/api/v1/stakeholders/${id}/notices/${made.id}/withdraw`))).toBe('notice-withdrawn')
  })
})

describe('P-01: by other roads', () => {
  it('an organisation that bears scores does not become a person, by change or by import', async () => {
    const made = await staff.post('/api/v1/stakeholders', { kind: 'organisation', name: 'Cabinet Brisquet', side: 'external', sphere: 'relates', since: '2026-01-01', perimeterId: demoId('perimeter', 'national') })
    const { id, reference } = made.json<{ id: string; reference: string }>()
    expect((await staff.post('/api/v1/scores', { stakeholderId: id, criterionId, value: 2, reason: 'Vu en séance' })).statusCode).toBe(201)
    const changed = await staff.patch(`/api/v1/stakeholders/${id}`, { kind: 'person' }, { ifMatch: 1 })
    expect([changed.statusCode, codeOf(changed)]).toEqual([409, 'notice-kind-refused'])
    const { sent, commit } = await importFile(`référence;nom;nature\n${reference};Cabinet Brisquet;personne\n`)
    expect(sent, 'the file is read').toBe(201)
    expect([commit.statusCode, codeOf(commit)], commit.body).toEqual([409, 'notice-kind-refused'])
    expect((await staff.get(`/api/v1/stakeholders/${id}`)).json<{ kind: string }>().kind).toBe('organisation')
  })

  it('a file adds no words to somebody whom only the public notice covers (P-02)', async () => {
    const id = await enter('Voix de la tribune')
    expect((await notice(id, { kind: 'public', happenedOn: '2026-09-01', sourceUrl: 'https://exemple.invalid/tribune' })).statusCode).toBe(201)
    const { reference } = (await staff.get(`/api/v1/stakeholders/${id}`)).json<{ reference: string }>()
    const { commit } = await importFile(`référence;nom;note interne\n${reference};Voix de la tribune;À rappeler lundi\n`)
    expect([commit.statusCode, codeOf(commit)], commit.body).toEqual([409, 'notice-individual-required'])
  })

  it('who was not told is not named on a position that follows from leaving early, or from a correction by link', async () => {
    const organisationId = demoId('stakeholder', 'officines-reunies')
    const mandateOf = async (personId: string) => (await staff.post('/api/v1/mandates', { personId, organisationId, role: 'Suppléant' })).json<{ id: string }>().id
    const [told, untold] = [await enter('Suppléant informé'), await enter('Suppléant non informé')]
    await sent(told)
    const ids = [await mandateOf(told), await mandateOf(untold)]
    expect([...(await toldMandates(t.db, [...ids, null]))]).toEqual(ids.slice(0, 1))
  })
})

describe('P-02: the public notice', () => {
  const openly = { kind: 'public', happenedOn: '2026-09-01', sourceUrl: 'https://exemple.invalid/tribune' }

  it('covers only a sheet without address or free text, and refuses to add one afterwards', async () => {
    const id = await enter('Voix publique')
    expect((await notice(id, openly)).statusCode).toBe(201)
    const sheet = await staff.get(`/api/v1/stakeholders/${id}`)
    const noted = await staff.patch(`/api/v1/stakeholders/${id}`, { internalNote: 'À rappeler' }, { headers: { 'if-match': String(sheet.headers.etag) } })
    expect([noted.statusCode, codeOf(noted)]).toEqual([409, 'notice-individual-required'])
    const written = await staff.post('/api/v1/mandates', { personId: id, organisationId: demoId('stakeholder', 'officines-reunies'), role: 'Porte-parole', email: 'voix@exemple.fr' })
    expect([written.statusCode, codeOf(written)]).toEqual([409, 'notice-individual-required'])
    const described = demoId('stakeholder', 'ysaline-corvoisier')
    expect(codeOf(await notice(described, openly))).toBe('notice-public-refused')
  })
})

describe('P-03: who was not told in time', () => {
  it('leaves the register, the map and the export, and stays in the list of people to tell', async () => {
    const id = await enter('Personne oubliée de la notice')
    const told = async () => (await staff.get(`/api/v1/stakeholders/${id}/notices`)).json<Told>()
    expect((await told()).state).toBe('due')
    await t.db.execute(sql`update stakeholders set created_at = now() - interval '32 days' where id = ${id}`)
    expect((await told()).state).toBe('overdue')
    const reader = await t.as('reader')
    const listed = async (client: Client) => (await client.get('/api/v1/stakeholders?q=oubliée')).json<{ items: unknown[] }>().items.length
    expect([await listed(reader), await listed(staff)]).toEqual([0, 0])
    expect((await staff.get('/api/v1/map?q=oubliée')).body).not.toContain(id)
    expect((await staff.get('/api/v1/stakeholders?q=oubliée', { headers: { accept: 'text/csv' } })).body).not.toContain('oubliée')
    const dpo = await t.as('dpo')
    expect((await dpo.get('/api/v1/notices/due')).json<{ items: { stakeholderId: string; state: string }[] }>().items).toContainEqual(expect.objectContaining({ stakeholderId: id, state: 'overdue' }))
    const sheets = async (client: Client) => [(await client.get(`/api/v1/stakeholders/${id}`)).statusCode, (await client.get(`/api/v1/stakeholders/${id}/sheet`)).statusCode]
    expect([await sheets(reader), await sheets(staff)]).toEqual([[404, 404], [200, 200]])
    expect((await sent(id)).statusCode).toBe(201)
    expect(await listed(reader)).toBe(1)
    expect(await sheets(reader)).toEqual([200, 200])
  })
})

describe('P-04: notice templates', () => {
  it('are published only complete, never change then, and what was sent is re-read word for word', async () => {
    const made = await staff.post('/api/v1/notice-templates', { name: 'Autre carte', perimeterId: demoId('perimeter', 'national'), parts: { controller: 'La mutuelle.' } })
    const { id } = made.json<{ id: string }>()
    const early = await staff.post(`/api/v1/notice-templates/${id}/publish`)
    expect(early.statusCode).toBe(422)
    expect(early.json<{ errors: { pointer: string }[] }>().errors.map((e) => e.pointer)).toEqual(noticeParts.slice(1).map((part) => `/parts/${part}`))
    const parts = Object.fromEntries(noticeParts.map((part) => [part, `Mots de ${part}.`]))
    expect((await staff.patch(`/api/v1/notice-templates/${id}`, { parts }, { ifMatch: 1 })).statusCode).toBe(200)
    expect((await staff.post(`/api/v1/notice-templates/${id}/publish`)).statusCode).toBe(200)
    expect(codeOf(await staff.patch(`/api/v1/notice-templates/${id}`, { name: 'Autre' }, { ifMatch: 3 }))).toBe('notice-template-published')
    const person = await enter('Destinataire')
    await notice(person, { kind: 'sent', happenedOn: '2026-09-01', channel: 'email', templateId: id })
    const next = (await staff.post('/api/v1/notice-templates', { name: 'Autre carte', from: id, parts: { rights: 'Autrement dit.' } })).json<{ id: string; edition: number }>()
    expect(next.edition).toBe(2)
    expect((await staff.delete(`/api/v1/notice-templates/${next.id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect(codeOf(await staff.delete(`/api/v1/notice-templates/${id}`, { ifMatch: 3 }))).toBe('notice-template-published')
    const { items } = (await staff.get(`/api/v1/stakeholders/${person}/notices`)).json<Told>()
    expect(items[0]?.wording).toBe(noticeParts.map((part) => `Mots de ${part}.`).join('\n\n'))
  })

  it('tell whom each edition was sent to, once per sending, without the name of who is restricted but to the officer', async () => {
    const id = demoId('notice-template', 'carte-en-1')
    const [first, second] = [await enter('Ada Whitcombe'), await enter('Restricted Reader')]
    for (const person of [first, second]) expect((await notice(person, { kind: 'sent', happenedOn: '2026-09-01', channel: 'email', templateId: id })).statusCode).toBe(201)
    const dpo = await t.as('dpo')
    expect((await dpo.post(`/api/v1/stakeholders/${second}/restriction`, { reason: 'Demande de limitation en cours.' })).statusCode).toBeLessThan(300)
    const names = async (client: Client) => (await client.get(`/api/v1/notice-templates/${id}/notices`)).json<{ items: { name: string; channel: string }[] }>().items.map((one) => one.name).toSorted()
    expect(await names(staff)).toEqual(['', 'Ada Whitcombe'])
    expect(await names(dpo)).toEqual(['Ada Whitcombe', 'Restricted Reader'])
    const sentOf = async () => (await staff.get(`/api/v1/notice-templates/${id}`)).json<{ sent: number }>().sent
    expect(await sentOf()).toBe(2)
    const page = await staff.get(`/api/v1/notice-templates/${id}/notices?limit=1`)
    const next = page.json<{ nextCursor: string | null }>().nextCursor
    expect((await staff.get(`/api/v1/notice-templates/${id}/notices?limit=1&cursor=${encodeURIComponent(next ?? '')}`)).json<{ items: unknown[]; nextCursor: string | null }>()).toMatchObject({ items: [{}], nextCursor: null })
  })

  it('stand ready in French and English, as drafts that only the controller can complete', async () => {
    const standard = JSON.parse(await readFile(join(referenceFolder, 'notice-templates.json'), 'utf8')) as Record<'fr' | 'en', { parts: Record<string, string> }>
    const left = (['fr', 'en'] as const).map((language) => missingParts(standard[language].parts))
    expect(left).toEqual([['controller', 'dpo', 'recipients', 'retention'], ['controller', 'dpo', 'recipients', 'retention']])
    const { items } = (await staff.get('/api/v1/notice-templates')).json<{ items: { name: string; publishedAt: string | null; missing: string[] }[] }>()
    expect(items.filter((one) => one.publishedAt !== null && one.missing.length === 0).map((one) => one.name)).toEqual(expect.arrayContaining(['Carte des parties prenantes', 'Stakeholder map (English)']))
  })
})
