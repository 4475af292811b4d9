import { schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'
import { openSession } from '../../test/sessions.ts'
import type { Evaluation, EvaluationLinks, EvaluationRecipients, EvaluationResults, EvaluationSheet } from './schemas.ts'
import { isSealed } from './seal.ts'

vi.setConfig({ testTimeout: 120_000 })
const t = useTestApp()
const QUESTIONNAIRE = demoId('questionnaire', 'after-session/fr')
const SCALES = ['purpose', 'preparation', 'diversity', 'voice', 'facilitation', 'record', 'follow-up']
const question = (code: string) => demoId('question', `after-session/fr/${code}`)
const six = ['officines-reunies', 'aidants-debout', 'institut-lumen', 'collectif-eaux-vives', 'alliance-patients-proches', 'datalys-hebergement']
const full = (value = 4) => SCALES.map((code) => ({ questionId: question(code), value }))
type Row = z.input<typeof Evaluation>
type Links = z.input<typeof EvaluationLinks>['items']

async function prepared(holders: string[] = six): Promise<{ staff: Client; row: Row; sessionId: string }> {
  const staff = await t.as('staff')
  const { sessionId } = await openSession(staff, holders)
  return { staff, sessionId, row: (await staff.post('evaluations', { questionnaireId: QUESTIONNAIRE, sessionId })).json<Row>() }
}
async function opened(holders: string[] = six, more: object = {}) {
  const { staff, row, sessionId } = await prepared(holders)
  const open = await staff.post(`evaluations/${row.id}/opening`, { send: false, ...more })
  expect(open.statusCode).toBe(200)
  return { staff, id: row.id, sessionId, links: (await staff.post(`evaluations/${row.id}/links`, {})).json<{ items: Links }>().items, row: open.json<Row>() }
}
const holding = (secret = '') => clientOf(t.app, { authorization: `Link ${secret}` })
const answer = (link: Links[number] | undefined, answers: object[]) => holding(link?.secret).post('evaluation/answers', { answers })
const codeOf = async (call: Promise<{ statusCode: number; json: <T>() => T }>) => call.then((r) => `${r.statusCode} ${r.json<{ code?: string }>().code ?? ''}`.trim())
const results = async (id: string) => (await (await t.as('reader')).get(`evaluations/${id}/results`)).json<z.input<typeof EvaluationResults>>()

describe('an evaluation', () => {
  it('is prepared for who attended, opened, answered once without an account, closed, and read', async () => {
    const { staff, id, links } = await opened()
    expect(links).toHaveLength(6)
    const sheet = (await holding(links[0]?.secret).get('evaluation')).json<z.input<typeof EvaluationSheet>>()
    expect(sheet).toMatchObject({ state: 'open', title: 'Séance d’essai', questionnaire: { language: 'fr' } })
    expect(sheet.questions).toHaveLength(11)
    for (const [n, link] of links.slice(0, 5).entries()) expect((await answer(link, [...full(n + 1), { questionId: question('again'), value: n % 2 }, { questionId: question('useful'), text: ` Avis ${n} ` }])).statusCode).toBe(200)
    expect(await codeOf(answer(links[0], full()))).toBe('409 evaluation-answered')
    expect((await holding(links[0]?.secret).get('evaluation')).json()).toMatchObject({ state: 'answered', questions: [] })
    expect(await results(id)).toMatchObject({ asked: 6, answered: 5, withheld: 'open', questions: [] })
    expect((await staff.post(`evaluations/${id}/closing`)).json()).toMatchObject({ status: 'closed', answered: 5 })
    const read = await results(id)
    expect(read).toMatchObject({ withheld: null, answered: 5 })
    expect(read.questions[0]).toMatchObject({ n: 5, counts: [1, 1, 1, 1, 1], mean: 3, colleges: [] })
    expect(read.questions.find((q) => q.question.kind === 'yes_no')).toMatchObject({ counts: [3, 2], mean: null })
    expect(read.questions.find((q) => q.question.id === question('useful'))?.texts.toSorted()).toEqual(['Avis 0', 'Avis 1', 'Avis 2', 'Avis 3', 'Avis 4'])
    expect(await codeOf(answer(links[5], full()))).toBe('409 evaluation-closed')
  })

  it('takes answers again once reopened, hides its results meanwhile, and tells what came since only once five did', async () => {
    const { staff, id, links } = await opened([...six, 'chantiers-keravel', 'souffle-mouvement', 'union-audio-ponant', 'federation-optique-armor'])
    const satisfaction = async () => (await staff.get('measures/evaluation_satisfaction?from=2020-01-01&to=2099-12-31')).json<{ value: number; n: number }>()
    const bare = await satisfaction()
    for (const link of links.slice(0, 5)) await answer(link, full())
    await staff.post(`evaluations/${id}/closing`)
    const [first, measured] = [await results(id), await satisfaction()]
    expect(first).toMatchObject({ withheld: null, waiting: 0 })
    expect(measured).not.toEqual(bare)
    expect((await staff.post(`evaluations/${id}/reopening`, {})).json()).toMatchObject({ status: 'open', closesAt: null })
    expect((await results(id)).withheld).toBe('open')
    // One more, closed and read again: the results, and every measure made of them, are those read before.
    expect((await answer(links[5], [...full(1), { questionId: question('useful'), text: 'Ma phrase.' }])).statusCode).toBe(200)
    await staff.post(`evaluations/${id}/closing`)
    expect(await results(id)).toEqual({ ...first, answered: 6, waiting: 1 })
    expect(await satisfaction()).toEqual(measured)
    const rows = await t.db.select({ text: schema.evaluationAnswers.text, value: schema.evaluationAnswers.value, told: schema.evaluationResponses.told }).from(schema.evaluationAnswers).innerJoin(schema.evaluationResponses, eq(schema.evaluationResponses.id, schema.evaluationAnswers.responseId)).where(eq(schema.evaluationResponses.evaluationId, id))
    expect(rows.filter((row) => !row.told).every((row) => row.value === null && isSealed(row.text))).toBe(true)
    // Five in all: told together, none lost.
    await staff.post(`evaluations/${id}/reopening`, {})
    for (const link of links.slice(6, 10)) expect((await answer(link, full(1))).statusCode).toBe(200)
    await staff.post(`evaluations/${id}/closing`)
    const last = await results(id)
    expect(last).toMatchObject({ withheld: null, waiting: 0 })
    expect(last.questions[0]).toMatchObject({ n: 10, counts: [5, 0, 0, 5, 0] })
    expect(last.questions.find((q) => q.question.id === question('useful'))?.texts).toEqual(['Ma phrase.'])
  })

  it('closed by mistake and reopened at once loses nothing: the results are the same, and under five all of them are told together', async () => {
    const { staff, id, links } = await opened()
    for (const link of links.slice(0, 3)) await answer(link, full())
    await staff.post(`evaluations/${id}/closing`)
    await staff.post(`evaluations/${id}/reopening`, {})
    for (const link of links.slice(3)) await answer(link, full(2))
    await staff.post(`evaluations/${id}/closing`)
    const read = await results(id)
    expect(read).toMatchObject({ withheld: null, waiting: 0 })
    expect(read.questions[0]).toMatchObject({ n: 6, counts: [0, 3, 0, 3, 0] })
    await staff.post(`evaluations/${id}/reopening`, {})
    await staff.post(`evaluations/${id}/closing`)
    expect(await results(id)).toEqual(read)
  })

  it('with fewer than five answers is withheld, with the reason, and counts in no satisfaction', async () => {
    const { staff, id, links } = await opened()
    const satisfaction = async () => (await staff.get('measures/evaluation_satisfaction?from=2020-01-01&to=2099-12-31')).json<{ n: number }>().n
    const before = await satisfaction()
    for (const link of links.slice(0, 4)) await answer(link, full())
    await staff.post(`evaluations/${id}/closing`)
    expect(await results(id)).toMatchObject({ answered: 4, withheld: 'few', least: 5, questions: [], colleges: [] })
    expect(await satisfaction()).toBe(before)
  })

  it('tells colleges apart only where five answered in one and in the others together', async () => {
    const { staff, id, links } = await opened(['officines-reunies', 'federation-optique-armor', 'maison-sante-quatre-vents', 'union-audio-ponant', ...six.slice(1)])
    for (const link of links) await answer(link, full())
    await staff.post(`evaluations/${id}/closing`)
    expect(await results(id)).toMatchObject({ answered: 9, colleges: [], collegesWithheld: 9 })
    const demonstration = await results(demoId('evaluation', 'seance-2026-06'))
    expect(demonstration.colleges.reduce((sum, college) => sum + college.n, 0) + demonstration.collegesWithheld).toBe(demonstration.answered)
    for (const college of demonstration.colleges) expect(college.n).toBeGreaterThanOrEqual(5)
  })

  it('asks by mail those whose mandate has an address, says how many, and reminds only who has not answered', async () => {
    const { staff, row } = await prepared()
    const addressed = await t.db.select({ id: schema.mandates.id }).from(schema.mandates).where(and(eq(schema.mandates.organisationId, demoId('stakeholder', 'aidants-debout'))))
    for (const { id } of addressed) await t.db.update(schema.mandates).set({ email: 'aidants@example.invalid' }).where(eq(schema.mandates.id, id))
    const open = (await staff.post(`evaluations/${row.id}/opening`, { send: true })).json<Row>()
    expect(open.written).toBeGreaterThan(0)
    const mails = () => t.db.select().from(schema.mails).where(and(eq(schema.mails.objectId, row.id), eq(schema.mails.kind, 'evaluation')))
    const first = await mails()
    expect(first).toHaveLength(open.written)
    expect(first.find((mail) => mail.toAddress === 'aidants@example.invalid')).toMatchObject({ subject: 'Votre avis sur « Séance d’essai »', linkPath: '/questionnaire', status: 'queued' })
    const secret = first.find((mail) => mail.toAddress === 'aidants@example.invalid')?.secret ?? ''
    expect((await holding(secret).get('evaluation')).statusCode).toBe(200)
    const reminded = (await staff.post(`evaluations/${row.id}/reminders`)).json<{ mailed: number; withoutAddress: number }>()
    expect(reminded).toEqual({ mailed: open.written, withoutAddress: 6 - open.written })
    expect((await holding(secret).get('evaluation')).statusCode).toBe(401)
    const again = (await mails()).filter((mail) => mail.status === 'queued')
    expect(again).toHaveLength(open.written)
    expect(again[0]?.subject).toMatch(/^Rappel : votre avis/)
    expect((await holding(again[0]?.secret ?? '').post('evaluation/answers', { answers: full() })).statusCode).toBe(200)
    expect((await staff.post(`evaluations/${row.id}/reminders`)).json()).toMatchObject({ mailed: open.written - 1 })
    await staff.post(`evaluations/${row.id}/closing`)
    expect((await mails()).filter((mail) => mail.status === 'queued')).toEqual([])
  })

  it('lists whom it asks with whether they answered, to those who run the dialogue only', async () => {
    const { staff, id, links } = await opened()
    await answer(links[2], full())
    const { items } = (await staff.get(`evaluations/${id}/recipients`)).json<z.input<typeof EvaluationRecipients>>()
    expect(items.filter((item) => item.answered).map((item) => item.stakeholderId)).toEqual([links[2]?.stakeholderId])
    expect(await codeOf((await t.as('reader')).get(`evaluations/${id}/recipients`))).toBe('403 role-missing')
  })
})

describe('what an evaluation refuses', () => {
  it('a session to come, one at which nobody is recorded, both subjects or none, and an unknown one', async () => {
    const staff = await t.as('staff')
    const next = (await staff.post('evaluations', { questionnaireId: QUESTIONNAIRE, sessionId: demoId('session', 'seance-suivante') })).json<Row>()
    expect(await codeOf(staff.post(`evaluations/${next.id}/opening`, {}))).toBe('409 evaluation-not-held')
    const empty = await openSession(staff, ['aidants-debout'])
    await t.db.update(schema.attendances).set({ status: 'absent' }).where(eq(schema.attendances.sessionId, empty.sessionId))
    const nobody = (await staff.post('evaluations', { questionnaireId: QUESTIONNAIRE, sessionId: empty.sessionId })).json<Row>()
    expect(await codeOf(staff.post(`evaluations/${nobody.id}/opening`, {}))).toBe('409 evaluation-nobody')
    for (const body of [{}, { sessionId: empty.sessionId, activityId: empty.sessionId }, { sessionId: demoId('session', 'nowhere') }]) expect(await codeOf(staff.post('evaluations', { questionnaireId: QUESTIONNAIRE, ...body }))).toBe('422 evaluation-subject')
    expect(await codeOf(staff.post('evaluations', { questionnaireId: demoId('questionnaire', 'nowhere'), sessionId: empty.sessionId }))).toBe('404 questionnaire-not-found')
  })

  it('steps out of order, a last day in the past, another questionnaire once it is open, a stale version', async () => {
    const { staff, row } = await prepared()
    expect(await codeOf(staff.post(`evaluations/${row.id}/closing`))).toBe('409 evaluation-step')
    expect(await codeOf(staff.post(`evaluations/${row.id}/reopening`, {}))).toBe('409 evaluation-step')
    expect(await codeOf(staff.post(`evaluations/${row.id}/reminders`))).toBe('409 evaluation-step')
    expect(await codeOf(staff.post(`evaluations/${row.id}/opening`, { closesOn: '2020-01-01' }))).toBe('422 evaluation-closing-past')
    const open = (await staff.post(`evaluations/${row.id}/opening`, { send: false })).json<Row>()
    expect(await codeOf(staff.post(`evaluations/${row.id}/opening`, {}))).toBe('409 evaluation-step')
    expect(await codeOf(staff.patch(`evaluations/${row.id}`, { questionnaireId: QUESTIONNAIRE }, { ifMatch: open.version }))).toBe('409 evaluation-step')
    expect(await codeOf(staff.patch(`evaluations/${row.id}`, { closesOn: null }, { ifMatch: 99 }))).toBe('412 stale-version')
    expect(await codeOf(staff.post(`evaluations/${row.id}/links`, { stakeholderIds: [demoId('stakeholder', 'adherents')] }))).toBe('422 evaluation-recipient')
  })

  it('answers past the last day, that do not fit, or by a link of another purpose', async () => {
    const { id, links, staff } = await opened()
    expect(await codeOf(answer(links[0], full().slice(1)))).toBe('422 evaluation-answers')
    expect(await codeOf(answer(links[0], full(6)))).toBe('422 evaluation-answers')
    expect(await codeOf(answer(links[0], [...full(), { questionId: demoId('question', 'after-session/en/voice'), value: 3 }]))).toBe('422 evaluation-answers')
    expect(await codeOf(answer(links[0], []))).toBe('400 invalid-request')
    expect(await codeOf(holding('x'.repeat(43)).get('evaluation'))).toBe('401 link-refused')
    expect(await codeOf(t.anonymous.post('evaluation/answers', { answers: full() }))).toBe('401 link-refused')
    expect((await holding(links[0]?.secret).get('confirmation')).statusCode).toBe(401)
    await t.db.update(schema.evaluations).set({ closesAt: new Date(Date.now() - 1000) }).where(eq(schema.evaluations.id, id))
    expect(await codeOf(answer(links[0], full()))).toBe('409 evaluation-closed')
    expect((await staff.get(`evaluations/${id}`)).json()).toMatchObject({ status: 'open', overdue: true })
  })

  it('two answers at once from one link: one is kept', async () => {
    const { links, staff, id } = await opened()
    const both = await Promise.all([answer(links[0], full(1)), answer(links[0], full(5)), answer(links[1], full(3))])
    expect(both.map((r) => r.statusCode).toSorted()).toEqual([200, 200, 409])
    expect((await staff.get(`evaluations/${id}`)).json()).toMatchObject({ answered: 2 })
    expect(await t.db.$count(schema.evaluationResponses, eq(schema.evaluationResponses.evaluationId, id))).toBe(2)
  })
})

describe('a questionnaire', () => {
  it('is written, copied, changed and removed; its questions are fixed once somebody may have answered them', async () => {
    const staff = await t.as('staff')
    const questions = [{ kind: 'scale', wording: 'Utile ?', required: true }, { kind: 'choice', wording: 'Quand ?', options: ['Matin', 'Soir'] }]
    const made = (await staff.post('questionnaires', { title: 'Court', perimeterId: demoId('perimeter', 'bretagne'), questions })).json<{ id: string; version: number; locked: boolean }>()
    expect(made).toMatchObject({ locked: false, version: 1 })
    expect((await staff.patch(`questionnaires/${made.id}`, { questions: questions.slice(0, 1) }, { ifMatch: 1 })).json()).toMatchObject({ version: 2, questions: [{ wording: 'Utile ?' }] })
    const copy = (await staff.post(`questionnaires/${QUESTIONNAIRE}/copies`, { title: 'Ma copie' })).json<{ id: string; questions: object[]; locked: boolean }>()
    expect([copy.questions.length, copy.locked]).toEqual([11, false])
    const { version } = (await staff.get(`questionnaires/${QUESTIONNAIRE}`)).json<{ version: number }>()
    expect(await codeOf(staff.patch(`questionnaires/${QUESTIONNAIRE}`, { questions }, { ifMatch: version }))).toBe('409 questionnaire-in-use')
    expect((await staff.delete(`questionnaires/${made.id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await staff.post(`questionnaires/${made.id}/restore`)).statusCode).toBe(200)
  })

  it('refuses a choice of one, twice the same option, options without a choice, and no question', async () => {
    const staff = await t.as('staff')
    const post = (questions: object[]) => codeOf(staff.post('questionnaires', { title: 'x', perimeterId: demoId('perimeter', 'bretagne'), questions }))
    expect(await post([{ kind: 'choice', wording: 'q', options: ['a'] }])).toBe('422 question-options')
    expect(await post([{ kind: 'choice', wording: 'q', options: ['a', 'a'] }])).toBe('422 question-options')
    expect(await post([{ kind: 'scale', wording: 'q', options: ['a', 'b'] }])).toBe('422 question-options')
    expect(await post([])).toBe('400 invalid-request')
  })
})
