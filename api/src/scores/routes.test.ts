import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const open = demoId('round', 'cotation-plus3')
const spring = demoId('round', 'cotation-spring')
const stakeholder = (code: string) => demoId('stakeholder', code)
const criterion = (code: string) => demoId('criterion', code)
const rater = (code: string) => demoId('rater', `cotation-plus3/${code}`)
const one = { stakeholderId: stakeholder('adherents'), criterionId: criterion('power') }
interface Given { id: string; value: number | null; state: string; voiceId: string; capacity: string; horizon: string; voiceName: string; withdrawnAt: string | null }
interface Named { id: string; value: number | null; capacity: string; voiceId: string | null; voiceName: string | null; authorId: string | null; recordedBy: string | null; recordedByName: string | null; reason: string }
interface Page { items: Given[] }

describe('scores', () => {
  it('are one’s own outside a round, and the later one counts', async () => {
    const staff = await t.as('staff')
    const body = { ...one, stakeholderId: stakeholder('federation-optique-armor') }
    const first = await staff.post('scores', { ...body, value: 2 })
    expect([first.statusCode, first.json()]).toMatchObject([201, { value: 2, state: 'scored', capacity: 'internal', horizon: 'now', voiceId: demoId('user', 'staff') }])
    await staff.post('scores', { ...body, value: null, reason: 'Je ne sais plus.' })
    const current = (await staff.get(`scores?current=true&stakeholderId=${body.stakeholderId}&criterionId=${body.criterionId}`)).json<Page>().items
    expect(current).toMatchObject([{ value: null, state: 'unknown' }])
    expect((await staff.get(`scores?stakeholderId=${body.stakeholderId}&criterionId=${body.criterionId}`)).json<Page>().items).toHaveLength(2)
  })

  it('are withdrawn and restored by their author, and by nobody who has no say', async () => {
    const [staff, relay] = [await t.as('staff'), await t.as('relay')]
    const { id } = (await staff.post('scores', { ...one, value: 3 })).json<Given>()
    expect((await staff.post(`scores/${id}/withdraw`)).json<Given>().withdrawnAt).not.toBeNull()
    expect((await staff.post(`scores/${id}/withdraw`)).json()).toMatchObject({ status: 409, code: 'score-already-withdrawn' })
    expect((await staff.post(`scores/${id}/restore`)).json<Given>().withdrawnAt).toBeNull()
    expect((await relay.post(`scores/${id}/withdraw`)).json()).toMatchObject({ status: 404, code: 'score-not-found' })
  })

  it('of a named rater without account are the same voice from round to round', async () => {
    const staff = await t.as('staff')
    const given = (await staff.post('scores/batch', { scores: [{ ...one, roundId: open, raterId: rater('direction-2'), value: 5 }] })).json<Page>().items[0]
    expect(given).toMatchObject({ voiceId: demoId('rater', 'direction-2'), horizon: 'plus3', capacity: 'internal', voiceName: 'Direction des offres' })
  })

  it.each([['administrator', true], ['staff', true], ['facilitator', true], ['integrator', true], ['reader', false], ['relay', false]] as const)('tell a %s who gave them: %s; in which capacity always', async (role, named) => {
    const staff = await t.as('staff')
    const bretagne = demoId('perimeter', 'bretagne')
    const { id } = (await staff.post('stakeholders', { kind: 'organisation', name: `Coté devant ${role}`, perimeterId: bretagne })).json<{ id: string }>()
    const made = (await staff.post('scores', { stakeholderId: id, criterionId: criterion('power'), value: 3, reason: 'Vu au comité' })).json<Given>()
    const client = await t.as(role)
    const one = (await client.get(`scores/${made.id}`)).json<Named>()
    expect((await client.get(`scores?stakeholderId=${id}`)).json<{ items: Named[] }>().items).toEqual([one])
    expect(one).toMatchObject({ value: 3, capacity: 'internal' })
    const who = [one.voiceId, one.voiceName, one.authorId, one.recordedBy, one.recordedByName]
    expect([...who.map((part) => part !== null), one.reason !== '']).toEqual([named, named, named, named, named, named])
    const byVoice = (await client.get(`scores?stakeholderId=${id}&voiceId=${demoId('user', 'staff')}`)).json<Page>().items
    expect(byVoice).toHaveLength(named ? 1 : 0)
  })

  it('keep their name for the relay who gave them', async () => {
    const [staff, relay] = [await t.as('staff'), await t.as('relay')]
    const { id } = (await staff.post('stakeholders', { kind: 'organisation', name: 'Coté par le relais', perimeterId: demoId('perimeter', 'bretagne') })).json<{ id: string }>()
    const made = (await relay.post('scores', { stakeholderId: id, criterionId: criterion('power'), value: 2, reason: 'Vu sur place' })).json<Named>()
    expect((await relay.get(`scores?stakeholderId=${id}&voiceId=${made.voiceId}`)).json<{ items: Named[] }>().items).toMatchObject([{ id: made.id, voiceName: expect.any(String) as string, reason: 'Vu sur place' }])
  })

  it('of an open round stay unseen by a rater who has not finished, and by every list that does not name the round', async () => {
    const facilitator = await t.as('facilitator')
    const reader = await t.as('reader')
    await facilitator.post('scores', { ...one, roundId: open, value: 5, reason: 'Secret' })
    const finished = (await facilitator.get(`rounds/${open}`)).json<{ mine: { finishedAt: string | null } }>().mine.finishedAt
    expect((await facilitator.get(`scores?roundId=${open}`)).statusCode).toBe(finished ? 200 : 409)
    const listed = (await reader.get(`scores?stakeholderId=${one.stakeholderId}&horizon=plus3&scenario=${encodeURIComponent('Reste à charge zéro étendu')}`)).json<Page>().items
    expect(listed).toEqual([])
    expect((await reader.get(`scores/${demoId('score', 'cotation-plus3/dris-1/power/adherents')}`)).statusCode).toBe(404)
    const journal = (await (await t.as('administrator')).get('audit?objectType=score')).body
    expect(journal).not.toContain('Secret')
  })

  it('outside a round follow their stakeholder into another perimeter', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('stakeholders', { kind: 'organisation', name: 'Qui déménage', perimeterId: demoId('perimeter', 'national') })).json<{ id: string }>()
    const score = (await staff.post('scores', { ...one, stakeholderId: id, value: 3 })).json<Given>()
    await staff.patch(`stakeholders/${id}`, { perimeterId: demoId('perimeter', 'bretagne') }, { ifMatch: 1 })
    expect((await (await t.as('relay')).get(`scores/${score.id}`)).json()).toMatchObject({ perimeterId: demoId('perimeter', 'bretagne') })
  })

  it('of a closed round are seen by every reader', async () => {
    const { items } = (await (await t.as('reader')).get(`scores?roundId=${spring}&limit=5`)).json<Page>()
    expect(items).toHaveLength(5)
  })

  it.each([
    ['a value above the scale', { ...one, value: 9 }, 422, 'score-out-of-scale'],
    ['a value below the scale', { ...one, value: 0 }, 422, 'score-out-of-scale'],
    ['a closed round', { ...one, roundId: spring, value: 3 }, 409, 'score-round-closed'],
    ['a criterion that the round does not ask', { ...one, roundId: open, criterionId: criterion('attitude'), value: 3 }, 422, 'score-criterion-not-in-round'],
    ['a stakeholder that the round does not score', { ...one, roundId: open, stakeholderId: stakeholder('federation-optique-armor'), value: 3 }, 422, 'score-stakeholder-not-in-round'],
    ['a rater of another round', { ...one, roundId: open, raterId: demoId('rater', 'cotation-spring/direction-1'), value: 3 }, 422, 'score-rater-not-in-round'],
    ['the place of a rater with an account', { ...one, roundId: open, raterId: rater('dris-3'), value: 3 }, 403, 'score-of-another'],
    ['a horizon that the round sets', { ...one, roundId: open, horizon: 'plus10', value: 3 }, 422, 'score-set-by-round'],
    ['the capacity of a stakeholder outside a round', { ...one, capacity: 'stakeholder', value: 3 }, 422, 'score-needs-round'],
    ['a date in the future', { ...one, value: 3, statedAt: '2999-01-01T00:00:00Z' }, 422, 'score-in-the-future'],
    ['an unknown stakeholder', { ...one, stakeholderId: demoId('none', 'x'), value: 3 }, 422, 'unknown-reference'],
    ['an unknown round', { ...one, roundId: demoId('none', 'x'), value: 3 }, 422, 'unknown-reference'],
    ['a value that is no whole number', { ...one, value: 2.5 }, 400, 'invalid-request'],
    ['no value at all', { ...one }, 400, 'invalid-request'],
  ])('refuse %s with a code and a sentence', async (_, payload, status, code) => {
    const answer = await (await t.as('staff')).post('scores', payload)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  })

  it('refuse somebody who is not among the raters', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('rounds', { title: 'Sans le relais', perimeterId: demoId('perimeter', 'bretagne'), criterionIds: [one.criterionId], stakeholderIds: [one.stakeholderId], raters: [{ capacity: 'internal', name: 'Une direction' }] })).json<{ id: string }>()
    await staff.post(`rounds/${made.id}/open`)
    expect((await staff.post('scores', { ...one, roundId: made.id, value: 3 })).json()).toMatchObject({ status: 403, code: 'score-not-a-rater' })
  })

  it('are given all or none in a batch, with the line that is refused', async () => {
    const staff = await t.as('staff')
    const count = async () => (await (await t.as('reader')).get(`scores?raterId=${rater('direction-3')}&roundId=${open}`)).json<Page>().items.length
    const before = await count()
    const base = { ...one, roundId: open, raterId: rater('direction-3') }
    const wrong = await staff.post('scores/batch', { scores: [{ ...base, value: 3 }, { ...base, criterionId: criterion('interest'), value: 11 }] })
    expect(wrong.json()).toMatchObject({ status: 422, code: 'score-out-of-scale', errors: [{ pointer: '/scores/1/value', code: 'score-out-of-scale' }] })
    const double = await staff.post('scores/batch', { scores: [{ ...base, value: 3 }, { ...base, value: 4 }] })
    expect(double.json()).toMatchObject({ status: 422, code: 'score-duplicate' })
    expect(await count()).toBe(before)
  })
})
