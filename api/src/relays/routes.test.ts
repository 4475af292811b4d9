import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { demoId, useTestApp } from '../../test/app.ts'
import { allows, progressState, reportDeeds } from './rules.ts'
import type { Relay } from './schemas.ts'
import type { Maturity, ProgressPage, RelayReport } from './schemas.reports.ts'

const t = useTestApp()
type Report = z.input<typeof RelayReport>
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code
const relay = demoId('relay', 'bretagne')
const practice = (n: number) => demoId('practice', String(n))
const bretagne = demoId('perimeter', 'bretagne')

describe('a relay', () => {
  it('of the founding document carries no person, and the four duties since October 2012', async () => {
    const row = (await (await t.as('staff')).get(`relays/${demoId('relay', 'reseau')}`)).json<z.input<typeof Relay>>()
    expect(row).toMatchObject({ name: 'Réseau d’acteurs relais RSE', since: '2012-10-01', fictional: false, email: '', userName: null, stakeholderName: null })
    expect(row.duties).toHaveLength(4)
  })

  it('shows its address to those who write to it, never to a reader, and in no journal', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('relays', { name: 'Essai', email: 'secret@exemple.org', perimeterId: bretagne, since: '2026-01-01', duties: ['reporting', 'reporting'] })).json<z.input<typeof Relay>>()
    expect(made).toMatchObject({ email: 'secret@exemple.org', duties: ['reporting'] })
    expect((await (await t.as('reader')).get(`relays/${made.id}`)).json<z.input<typeof Relay>>().email).toBeNull()
    expect((await (await t.as('administrator')).get('audit?limit=100')).body).not.toContain('secret@exemple.org')
    expect(codeOf(await staff.patch(`relays/${made.id}`, { endedOn: '2025-01-01' }, { ifMatch: made.version }))).toBe('relay-ends-before-start')
    expect(codeOf(await staff.post('relays', { name: 'Essai', perimeterId: bretagne, since: '2026-01-01', userId: demoId('none', 'x') }))).toBe('unknown-reference')
    expect((await staff.post('relays', { name: 'Essai', perimeterId: bretagne, since: '2026-01-01', duties: ['tea'] })).statusCode).toBe(400)
  })
})

describe('a report', () => {
  it('is begun by the relay itself, says practices anew one by one, is handed in, validated by others, and then stays as it is', async () => {
    const mine = await t.as('relay')
    const staff = await t.as('staff')
    const made = (await mine.post('relay-reports', { relayId: relay, periodStart: '2024-09-01', periodEnd: '2024-12-31' })).json<Report>()
    expect(codeOf(await mine.post(`relay-reports/${made.id}/submit`))).toBe('relay-report-empty')
    const first = (await mine.patch(`relay-reports/${made.id}`, { practices: [{ practiceId: practice(7), maturity: 2, progressAction: 'Relever l’eau.', progressDueOn: '2025-01-31' }] }, { ifMatch: made.version })).json<Report>()
    const second = (await mine.patch(`relay-reports/${made.id}`, { summary: 'Fait.', practices: [{ practiceId: practice(7), maturity: 3 }, { practiceId: practice(1), maturity: 1 }] }, { ifMatch: first.version })).json<Report>()
    expect(second.practices.map((p) => [p.practiceId, p.maturity, p.progressAction])).toEqual([[practice(1), 1, ''], [practice(7), 3, 'Relever l’eau.']])
    expect(second.meanMaturity).toBe(2)
    expect((await mine.post(`relay-reports/${made.id}/submit`)).statusCode).toBe(200)
    expect(codeOf(await mine.post(`relay-reports/${made.id}/validate`))).toBe('role-missing')
    const validated = (await staff.post(`relay-reports/${made.id}/validate`)).json<Report>()
    expect(codeOf(await mine.patch(`relay-reports/${made.id}`, { summary: 'Autre' }, { ifMatch: validated.version }))).toBe('relay-report-refused')
  })

  it.each([
    ['a period that another report touches', { periodStart: '2025-12-31', periodEnd: '2026-01-31' }, 409, 'relay-report-overlaps'],
    ['a period that ends before it begins', { periodStart: '2020-02-01', periodEnd: '2020-01-31' }, 422, 'relay-report-period'],
    ['a period of two years', { periodStart: '2018-01-01', periodEnd: '2019-12-31' }, 422, 'relay-report-period'],
    ['a maturity of five', { periodStart: '2020-01-01', periodEnd: '2020-06-30', practices: [{ practiceId: practice(1), maturity: 5 }] }, 400, 'invalid-request'],
    ['a practice twice', { periodStart: '2020-01-01', periodEnd: '2020-06-30', practices: [{ practiceId: practice(1), maturity: 1 }, { practiceId: practice(1), maturity: 2 }] }, 400, 'invalid-request'],
    ['a practice that is none', { periodStart: '2020-01-01', periodEnd: '2020-06-30', practices: [{ practiceId: demoId('none', 'x'), maturity: 1 }] }, 422, 'unknown-reference'],
    ['the relay of another region', { relayId: demoId('relay', 'grand-est'), periodStart: '2020-01-01', periodEnd: '2020-06-30' }, 422, 'unknown-reference'],
  ])('is refused: %s', async (_name, body, status, code) => {
    const answer = await (await t.as('relay')).post('relay-reports', { relayId: relay, ...body })
    expect([answer.statusCode, codeOf(answer)]).toEqual([status, code])
  })

  it('allows in each status what may follow', () => {
    expect(['draft', 'submitted', 'validated'].map((status) => reportDeeds.filter((deed) => allows(status as 'draft', deed)))).toEqual([['edit', 'submit', 'remove'], ['edit', 'validate', 'reopen'], ['reopen']])
  })
})

describe('the heat map', () => {
  it('takes the latest report of each perimeter that was handed in, drafts left out, beside the one before', async () => {
    const map = (await (await t.as('staff')).get('relay-maturity?asOf=2026-11-27')).json<z.input<typeof Maturity>>()
    expect(map.practices).toHaveLength(14)
    const cell = (code: string, n: number) => map.cells.find((c) => c.perimeterId === demoId('perimeter', code) && c.practiceId === practice(n))
    expect(cell('bretagne', 3)).toMatchObject({ maturity: 4, before: 4, status: 'submitted', reportId: demoId('relay-report', 'bretagne/2026-01-01') })
    expect(cell('bretagne', 5)).toMatchObject({ maturity: 2, before: 1 })
    expect(cell('grand-est', 1)).toMatchObject({ reportId: demoId('relay-report', 'grand-est/2025-07-01'), before: null })
    const back = (await (await t.as('staff')).get('relay-maturity?asOf=2026-01-01')).json<z.input<typeof Maturity>>()
    expect(back.cells.every((c) => c.before === null || c.perimeterId === bretagne)).toBe(true)
    expect((await (await t.as('relay')).get('relay-maturity')).json<z.input<typeof Maturity>>().perimeters.map((p) => p.id)).toEqual([bretagne])
  })
})

describe('progress actions', () => {
  it.each([
    [{ dueOn: '2026-11-26', doneOn: null }, 'late'], [{ dueOn: '2026-11-27', doneOn: null }, 'due'], [{ dueOn: '2026-12-27', doneOn: null }, 'due'], [{ dueOn: '2026-12-28', doneOn: null }, 'open'],
    [{ dueOn: null, doneOn: null }, 'open'], [{ dueOn: '2026-01-01', doneOn: '2026-02-01' }, 'done'],
  ] as const)('%j on 27 November: %s', (row, state) => expect(progressState(row, '2026-11-27', '2026-12-27')).toBe(state))

  it('are listed by the same states as the rule, and said done after the report was validated', async () => {
    const staff = await t.as('staff')
    const of = async (query: string) => (await staff.get(`progress-actions?limit=100${query}`)).json<z.input<typeof ProgressPage>>().items
    const all = await of('')
    for (const state of ['done', 'late', 'due', 'open'] as const) expect((await of(`&state=${state}`)).map((row) => row.id).sort(), state).toEqual(all.filter((row) => row.state === state).map((row) => row.id).sort())
    const late = all.find((row) => row.perimeterName === 'Direction des achats' && row.state === 'late')
    expect((await staff.patch(`progress-actions/${late?.id ?? ''}`, { doneOn: '2026-11-20' }, { ifMatch: late?.version ?? 0 })).json()).toMatchObject({ state: 'done', doneOn: '2026-11-20' })
  })
})
