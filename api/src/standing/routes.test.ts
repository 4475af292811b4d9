import { schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { said } from '../../test/sessions.ts'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const bretagne = demoId('perimeter', 'bretagne')
const processId = demoId('process', 'concertation-2026')
const stepId = (rank: number) => demoId('process-step', `concertation-2026/${rank}`)
interface Fact { name: string; state: string; counted: number; n: number }
interface Step { step: { id: string; title: string; rank: number }; state: string; by: string; fact: Fact | null; mark: { id: string; note: string } | null }
interface Standing { process: { title: string } | null; steps: Step[]; done: number; applicable: number; nextStepId: string | null }
interface Item { name: string; state: string; facts: Fact[] }
interface Conformity { items: Item[]; recorded: number; partly: number; missing: number }
interface Matrix { steps: { id: string }[]; items: { id: string; title: string; cells: { stepId: string; state: string; by: string }[]; done: number; applicable: number }[]; nextCursor: string | null }
interface Rows { items: { id: string; type: string; objectId: string | null; label: string | null; detail: string | null; counted: boolean }[]; nextCursor: string | null }

const staff = () => t.as('staff')
const get = async <T>(url: string) => (await (await staff()).get(url)).json<T>()
const factsOf = async (id: string): Promise<Record<string, string>> => Object.fromEntries((await get<Conformity>(`activities/${id}/conformity`)).items.flatMap((item) => item.facts.map((f) => [f.name, `${f.state} ${f.counted}/${f.n}`])))
const rows = (id: string, name: string, query = '') => get<Rows>(`activities/${id}/facts/${name}/rows${query}`)

/** An activity of the plan of Brittany with nothing in it but a title and a level. */
async function bare(more: object = {}): Promise<string> {
  const answer = await (await staff()).post('activities', { planId: demoId('plan', 'plan-2026'), title: 'Essai', engagementLevel: 'consult', startsOn: '2026-11-02', endsOn: '2026-12-02', processId, ...more })
  return answer.json<{ id: string }>().id
}

describe('a dialogue of which nothing is recorded', () => {
  it('misses every item of the record list, and every fact stands at nothing', async () => {
    const conformity = await get<Conformity>(`activities/${await bare()}/conformity`)
    expect(conformity.items).toHaveLength(21)
    expect(conformity).toMatchObject({ recorded: 0, partly: 0, missing: 21 })
    expect(conformity.items.flatMap((item) => item.facts).every((fact) => fact.counted === 0 && fact.state === 'missing')).toBe(true)
  })

  it('has its first step to do next', async () => {
    expect(await get<Standing>(`activities/${await bare()}/process`)).toMatchObject({ done: 0, applicable: 13, nextStepId: stepId(1) })
  })

  it('without a process has no step, and says so', async () => {
    expect(await get<Standing>(`activities/${await bare({ processId: null })}/process`)).toEqual({ activityId: expect.any(String), process: null, steps: [], done: 0, applicable: 0, nextStepId: null })
  })
})

describe('facts follow the records, row by row', () => {
  it('of the words, the audience and the risks of the activity', async () => {
    const id = await bare({ objective: 'Savoir.', levelReason: 'Parce que.', methods: ['entretiens'], owner: 'DRIS', budgetPlanned: 0 })
    const lumen = demoId('stakeholder', 'institut-lumen')
    await t.db.insert(schema.activityStakeholders).values([{ activityId: id, stakeholderId: lumen, attribute: 'influence' }, { activityId: id, stakeholderId: demoId('stakeholder', 'aidants-debout') }])
    await t.db.insert(schema.activityRisks).values([{ activityId: id, risk: 'Lassitude', likelihood: 2, severity: 2 }, { activityId: id, risk: 'Absents', likelihood: 2, severity: 2, treatment: 'Appeler' }])
    expect(await factsOf(id)).toMatchObject({ purpose_written: 'done 1/1', scope_written: 'missing 0/1', owner_named: 'done 1/1', level_reasoned: 'done 1/1', methods_chosen: 'done 1/1', resources_planned: 'done 1/1', audience_chosen: 'done 2/2', attributes_given: 'partly 1/2', risks_treated: 'partly 1/2' })
    expect((await rows(id, 'attributes_given', '?counted=true')).items).toMatchObject([{ type: 'stakeholder', objectId: lumen, label: expect.stringContaining('Institut Lumen') }])
    expect((await rows(id, 'risks_treated', '?counted=false')).items.map((r) => r.label)).toEqual(['Lassitude'])
  })

  it('of its sessions, from the invitation to the answers', async () => {
    const client = await staff()
    const id = await bare()
    const holders = ['institut-lumen', 'aidants-debout', 'officines-reunies'].map((code) => demoId('stakeholder', code))
    const session = (await client.post('sessions', { title: 'Essai', form: 'in_room', startsAt: '2026-11-10T09:00:00Z', perimeterId: bretagne })).json<{ id: string }>()
    const point = (await client.post('points', { title: 'Essai', statement: 'Un texte.', perimeterId: bretagne })).json<{ id: string; currentVersion: { id: string } }>()
    await client.post(`sessions/${session.id}/agenda-items`, { title: 'Essai', aim: 'consult', durationMinutes: 20, pointId: point.id })
    await t.db.insert(schema.activitySessions).values({ activityId: id, sessionId: session.id })
    await t.db.insert(schema.invitations).values(holders.map((stakeholderId, i) => ({ sessionId: session.id, stakeholderId, sentAt: i < 2 ? new Date('2026-10-20T09:00:00Z') : null })))
    // A session to come, not yet held: its point is not yet discussed.
    expect(await factsOf(id)).toMatchObject({ invitations_sent: 'partly 2/3', attendance_recorded: 'missing 0/0', outcomes_decided: 'missing 0/0' })

    await client.post(`sessions/${session.id}/attendances/batch`, { stakeholderIds: holders, status: 'present' })
    await client.patch(`sessions/${session.id}`, { status: 'open' }, { ifMatch: 1 })
    const made = { sessionId: session.id, pointId: point.id, versionId: point.currentVersion.id, sessionVersion: 2 }
    for (const holder of ['institut-lumen', 'aidants-debout']) expect((await client.post('positions', said(made, holder))).statusCode).toBe(201)
    expect(await factsOf(id)).toMatchObject({ attendance_recorded: 'done 1/1', positions_recorded: 'done 2/2', minutes_circulated: 'missing 0/1', outcomes_decided: 'missing 0/1', answers_given: 'missing 0/0' })

    const outcome = (await client.post('outcomes', { pointId: point.id, sessionId: session.id, kind: 'retained', statement: 'Retenu.', decidedBy: 'DRIS', decidedOn: '2026-11-12' })).json<{ id: string }>()
    await t.db.insert(schema.answers).values({ outcomeId: outcome.id, stakeholderId: holders[0] ?? '', perimeterId: bretagne, text: 'Oui.', channel: 'mail' })
    await client.post('commitments', { statement: 'Essayer.', owner: 'DRIS', pointId: point.id, dueOn: '2027-01-10' })
    await client.post('commitments', { statement: 'Voir.', owner: 'DRIS', sessionId: session.id, perimeterId: bretagne })
    expect(await factsOf(id)).toMatchObject({ outcomes_decided: 'done 1/1', answers_given: 'partly 1/2', commitments_made: 'done 2/2', commitments_dated: 'partly 1/2', commitments_followed: 'missing 0/2' })
    expect((await rows(id, 'answers_given')).items.map((r) => [r.label, r.counted]).sort()).toEqual([[expect.stringContaining('Aidants'), false], [expect.stringContaining('Institut Lumen'), true]])
  })

  it('of what closes it: an evaluation that was answered, and a published report that covers its period', async () => {
    const id = await bare()
    const [questionnaire] = await t.db.insert(schema.questionnaires).values({ title: 'Essai', perimeterId: bretagne }).returning()
    const [evaluation] = await t.db.insert(schema.evaluations).values({ reference: '2099-00010', questionnaireId: questionnaire?.id ?? '', activityId: id, perimeterId: bretagne }).returning()
    const edition = { title: 'Rapport', periodStart: '2026-01-01', periodEnd: '2026-12-31', perimeterId: demoId('perimeter', 'national'), sha256: 'x', frozenAt: new Date() }
    await t.db.insert(schema.editions).values([{ ...edition, reference: '2099-00011', status: 'frozen' }, { ...edition, reference: '2099-00012', status: 'published', periodStart: '2024-01-01', periodEnd: '2024-12-31' }])
    expect(await factsOf(id)).toMatchObject({ evaluation_done: 'missing 0/1', report_published: 'missing 0/0' })
    await t.db.insert(schema.evaluationResponses).values({ id: crypto.randomUUID(), evaluationId: evaluation?.id ?? '', answeredOn: '2026-11-20' })
    await t.db.insert(schema.editions).values({ ...edition, reference: '2099-00013', status: 'published' })
    expect(await factsOf(id)).toMatchObject({ evaluation_done: 'done 1/1', report_published: 'done 1/1' })
    await t.db.update(schema.editions).set({ deletedAt: new Date() }).where(eq(schema.editions.reference, '2099-00013'))
  })

  it('keeps to itself the names that a reader’s rights do not cover, and still counts them', async () => {
    const id = await bare()
    await t.db.insert(schema.activityStakeholders).values([{ activityId: id, stakeholderId: demoId('stakeholder', 'commune-kerlannec') }, { activityId: id, stakeholderId: demoId('stakeholder', 'adherents') }])
    const seen = (await (await t.as('relay')).get(`activities/${id}/facts/audience_chosen/rows?sort=label`)).json<Rows>().items
    expect(seen.map((r) => [r.label, r.objectId === null])).toEqual([[null, true], ['Commune de Kerlannec', false]])
  })

  it('gives its rows page by page, each once', async () => {
    const id = demoId('activity', 'acces-soins')
    const all = (await rows(id, 'positions_recorded', '?limit=100')).items.map((r) => r.id)
    const paged: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Rows = await rows(id, 'positions_recorded', `?limit=37${cursor ? `&cursor=${cursor}` : ''}`)
      paged.push(...page.items.map((r) => r.id))
      cursor = page.nextCursor
    }
    expect(new Set(paged).size).toBe(paged.length)
    expect(paged.slice(0, 100)).toEqual(all)
    const { facts } = (await get<Conformity>(`activities/${id}/conformity`)).items.find((item) => item.name === 'inputs') as Item
    expect(paged).toHaveLength(facts[0]?.n ?? -1)
  })

  it('gives rows without a day too, those that miss first when asked', async () => {
    const id = await bare()
    const codes = ['institut-lumen', 'aidants-debout', 'officines-reunies']
    await t.db.insert(schema.activityStakeholders).values(codes.map((code, i) => ({ activityId: id, stakeholderId: demoId('stakeholder', code), attribute: i === 1 ? 'influence' as const : null })))
    for (const sort of ['at', 'counted', '-counted', 'label']) {
      const seen: boolean[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: Rows = await rows(id, 'attributes_given', `?limit=1&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`)
        seen.push(...page.items.map((r) => r.counted))
        cursor = page.nextCursor
      }
      expect(seen).toHaveLength(3)
      if (sort === 'counted') expect(seen).toEqual([false, false, true])
    }
  })

  it('has no fact of another name', async () => {
    expect((await (await staff()).get(`activities/${await bare()}/facts/all_is_well/rows`)).json()).toMatchObject({ status: 404, code: 'fact-not-found' })
  })
})

describe('the matrix of a process', () => {
  it('puts the dialogues side by side, each cell as the page of the dialogue says it', async () => {
    const matrix = await get<Matrix>(`processes/${processId}/standing?limit=100&sort=title`)
    const cells = matrix.items.find((dialogue) => dialogue.id === demoId('activity', 'acces-soins'))?.cells
    const own = await get<Standing>(`activities/${demoId('activity', 'acces-soins')}/process`)
    expect(cells).toEqual(own.steps.map(({ step, state, by }) => ({ stepId: step.id, state, by })))
    expect(matrix.steps.map((step) => step.id)).toEqual(own.steps.map(({ step }) => step.id))
    expect(new Set(cells?.map((cell) => cell.state)).size).toBeGreaterThan(2)
  })

  it('pages, and narrows to a state', async () => {
    const first = await get<Matrix>(`processes/${processId}/standing?limit=2`)
    expect([first.items.length, first.nextCursor !== null]).toEqual([2, true])
    expect((await get<Matrix>(`processes/${processId}/standing?status=cancelled`)).items.map((d) => d.title)).toEqual(['Réunion de méthode'])
  })

  it('of a plan on the record list agrees with each dialogue’s own', async () => {
    const matrix = await get<{ list: object[]; items: { id: string; cells: { name: string; state: string }[]; recorded: number }[] }>(`plans/${demoId('plan', 'plan-2012')}/conformity`)
    expect(matrix.items).toHaveLength(6)
    for (const dialogue of matrix.items) expect(dialogue.cells).toEqual((await get<Conformity>(`activities/${dialogue.id}/conformity`)).items.map(({ name, state }) => ({ name, state })))
  })
})

describe('the demonstration', () => {
  it('says of the founding year only what the records show: no step is ticked by a person', async () => {
    const marks = await t.db.select().from(schema.stepMarks).innerJoin(schema.activities, and(eq(schema.activities.id, schema.stepMarks.activityId), eq(schema.activities.planId, demoId('plan', 'plan-2012'))))
    expect(marks).toEqual([])
    const standing = await get<Standing>(`activities/${demoId('activity', 'diagnostic-rse')}/process`)
    expect(standing.steps.map((s) => s.state)).toContain('done')
    expect(standing.steps.every((s) => s.by !== 'mark')).toBe(true)
  })
})
