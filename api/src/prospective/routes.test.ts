import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const RENOUNCED = 'Renoncement aux soins'
const at = (more = '') => `horizon=plus10&scenario=${encodeURIComponent(RENOUNCED)}${more}`
const impactId = demoId('impact', 'renoncement-soins-ruraux')
const patients = demoId('stakeholder', 'alliance-patients-proches')
const base = { impactId, horizon: 'plus10', scenario: RENOUNCED, capacity: 'internal', scale: 3, scope: 3, irremediability: 3 }
interface View { value: number | null; n: number; few: boolean; low: number | null; high: number | null }
interface Row { id: string; name: string; measures: { key: string; views: Record<string, View>; gapThen: number | null; moveStakeholder: number | null }[]; classes: Record<string, string | null>; changes: string[]; conclusive: boolean }
interface Table { rows: Row[]; total: number; assessed: number; axes: { key: string }[]; highlights: { kind: string; count: number; examples: { name: string }[] }[] }
interface Answer { stakeholders: Table | null; impacts: Table | null; expectations: Table | null }
const read = async (query: string) => (await (await t.as('staff')).get(`prospective?${query}`)).json<Answer>()

describe('the prospective diagnosis', () => {
  it('sets internal beside stakeholders, today beside the horizon, with n, in three tables of one shape', async () => {
    const { stakeholders, impacts, expectations } = await read(at())
    expect([stakeholders?.axes, impacts?.axes, expectations?.axes].map((axes) => axes?.map((axis) => axis.key))).toEqual([['power', 'legitimacy', 'urgency'], ['significance', 'severity'], ['weight']])
    const local = stakeholders?.rows.find((row) => row.id === demoId('stakeholder', 'collectivites'))
    expect(local?.measures[0]?.views).toMatchObject({ internalNow: { n: 8, few: false }, stakeholderNow: { n: 4 }, internalThen: { n: 6 }, stakeholderThen: { n: 4 } })
    expect(local?.conclusive).toBe(true)
    expect(stakeholders?.highlights.find((h) => h.kind === 'class-change')?.count).toBeGreaterThan(0)
    const impact = impacts?.rows.find((row) => row.id === impactId)
    // Four internal voices: the register (5) and three accounts.
    expect(impact?.measures[1]?.views).toMatchObject({ internalNow: { n: 4, low: 4, high: 5 }, stakeholderThen: { value: 5, n: 3 }, jointThen: { n: 1, few: true } })
    expect(expectations?.rows.find((row) => row.id === demoId('area', '6.7.7'))?.measures[0]?.views).toMatchObject({ stakeholderNow: { n: 2, few: true }, stakeholderThen: { n: 3, value: expect.closeTo(14 / 3) as number } })
  })

  it('reads each scenario by itself, and says how many rows there are beyond those shown', async () => {
    const none = await read('horizon=plus10')
    expect([none.stakeholders?.assessed, none.impacts?.assessed, none.expectations?.assessed]).toEqual([0, 0, 0])
    const cut = await read(at('&limit=2&table=impacts'))
    expect([cut.stakeholders, cut.expectations, cut.impacts?.rows.length]).toEqual([null, null, 2])
    expect(cut.impacts?.total).toBeGreaterThan(10)
  })

  it('opens the rows behind each figure: as many voices as the figure counts', async () => {
    const { impacts, stakeholders } = await read(at())
    const staff = await t.as('staff')
    for (const [table, row] of [['impacts', impacts?.rows[0]], ['stakeholders', stakeholders?.rows[0]]] as const) {
      const behind = (await staff.get(`prospective/rows?table=${table}&id=${row?.id ?? ''}&${at()}`)).json<{ items: { capacity: string; horizon: string; measure: string; value: number | null }[]; total: number }>()
      const first = row?.measures[0]
      const count = (capacity: string, now: boolean) => behind.items.filter((s) => s.measure === first?.key && s.capacity === capacity && s.value !== null && (s.horizon === 'now') === now).length
      expect([count('internal', true), count('stakeholder', true), count('internal', false), count('stakeholder', false)]).toEqual(['internalNow', 'stakeholderNow', 'internalThen', 'stakeholderThen'].map((name) => first?.views[name]?.n))
    }
  })

  it('takes the latest statement of a voice, and none that was withdrawn', async () => {
    const staff = await t.as('staff')
    const internal = async () => (await read(at('&table=impacts'))).impacts?.rows.find((row) => row.id === impactId)?.measures[1]?.views.internalThen
    const before = await internal()
    const made = await staff.post('impact-assessments', { ...base, scale: 1, scope: 1, irremediability: 1 })
    expect([made.statusCode, made.json()]).toMatchObject([201, { severity: 1, current: true, recordedBy: demoId('user', 'staff') }])
    expect(await internal()).toMatchObject({ n: before?.n, low: 1 })
    const { id } = made.json<{ id: string }>()
    expect((await staff.post(`impact-assessments/${id}/withdraw`)).statusCode).toBe(200)
    expect((await staff.post(`impact-assessments/${id}/withdraw`)).json()).toMatchObject({ status: 409, code: 'impact-assessment-withdrawn' })
    expect(await internal()).toEqual(before)
    expect((await staff.post(`impact-assessments/${id}/restore`)).json()).toMatchObject({ withdrawnAt: null })
    await staff.post(`impact-assessments/${id}/withdraw`)
  })

  it.each([
    ['a stakeholder’s view without a stakeholder', { ...base, capacity: 'stakeholder' }, 422, 'impact-assessment-voice-missing'],
    ['an internal view with one', { ...base, stakeholderId: patients }, 422, 'impact-assessment-voice-unwanted'],
    ['a likelihood on an actual impact', { ...base, likelihood: 3 }, 422, 'impact-likelihood-unwanted'],
    ['no likelihood on a potential one', { ...base, impactId: demoId('impact', 'fuite-donnees-sante') }, 422, 'impact-likelihood-missing'],
    ['an unknown scenario', { ...base, scenario: 'Nulle part' }, 422, 'scenario-unknown'],
    ['a scenario beyond its horizon', { ...base, scenario: 'Reste à charge zéro étendu' }, 422, 'scenario-unknown'],
    ['a scenario of today', { ...base, horizon: 'now' }, 422, 'scenario-without-horizon'],
    ['a scale of 6', { ...base, scale: 6 }, 400, 'invalid-request'],
    ['tomorrow', { ...base, statedAt: '2999-01-01T00:00:00Z' }, 422, 'impact-assessment-in-future'],
    ['an unknown impact', { ...base, impactId: demoId('none', 'x') }, 422, 'unknown-reference'],
    ['an unknown stakeholder', { ...base, capacity: 'stakeholder', stakeholderId: demoId('none', 'x') }, 422, 'unknown-reference'],
    ['a NUL', { ...base, reason: 'a\u0000' }, 400, 'invalid-request'],
  ])('refuses an assessment with %s', async (_, body, status, code) => expect((await (await t.as('staff')).post('impact-assessments', body)).json()).toMatchObject({ status, code }))

  it.each([['horizon=now', 400], ['horizon=plus10&scenario=Nulle%20part', 422], ['limit=501', 400], ['table=none', 400], ['horizon=plus10&scenario=Reste%20%C3%A0%20charge%20z%C3%A9ro%20%C3%A9tendu', 422]])('refuses to be read with %s', async (query, status) =>
    expect((await (await t.as('reader')).get(`prospective?${query}`)).statusCode).toBe(status))

  it('keeps from a reader who said what, and shows the value and its day', async () => {
    const reader = await t.as('reader')
    for (const query of [`impacts&id=${impactId}`, `stakeholders&id=${demoId('stakeholder', 'associations')}`]) {
      const { items } = (await reader.get(`prospective/rows?table=${query}&${at()}`)).json<{ items: { voice: string | null; recordedBy: string | null; text: string; value: number | null }[] }>()
      expect(items.length).toBeGreaterThan(5)
      expect(items.every((one) => one.voice === null && one.recordedBy === null && one.text === '')).toBe(true)
    }
    const { items } = (await reader.get(`impact-assessments?impactId=${impactId}`)).json<{ items: { stakeholderId: string | null; reason: string; severity: number }[] }>()
    expect(items.every((one) => one.stakeholderId === null && one.reason === '' && one.severity > 0)).toBe(true)
    expect((await reader.get(`impact-assessments?stakeholderId=${patients}`)).json<{ items: unknown[] }>().items).toEqual([])
    expect((await reader.post('impact-assessments', base)).statusCode).toBe(403)
  })

  it('reads what had been said on a day of the past', async () => {
    expect((await read(at('&asOf=2026-09-30'))).impacts?.assessed).toBe(0)
    expect((await read(at('&asOf=2026-11-01'))).impacts?.assessed).toBeGreaterThan(0)
  })
})
