import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const processId = demoId('process', 'concertation-2026')
const stepId = (rank: number) => demoId('process-step', `concertation-2026/${rank}`)
interface Mark { id: string; state: string; note: string; withdrawnAt: string | null; recordedByName: string | null; evidenceName: string; evidenceType: string | null }
interface Step { step: { rank: number }; state: string; by: string; mark: Mark | null }

const staff = () => t.as('staff')
async function bare(): Promise<string> {
  const answer = await (await staff()).post('activities', { planId: demoId('plan', 'plan-2026'), title: 'Essai', objective: 'Savoir.', engagementLevel: 'consult', startsOn: '2026-11-02', endsOn: '2026-12-02', processId })
  return answer.json<{ id: string }>().id
}
const mark = async (id: string, body: object) => (await staff()).post(`activities/${id}/step-marks`, body)
const step = async (id: string, rank: number) => (await (await staff()).get(`activities/${id}/process`)).json<{ steps: Step[] }>().steps[rank - 1]
const withdraw = async (id: string, markId: string) => (await staff()).post(`activities/${id}/step-marks/${markId}/withdraw`)
const form = (name: string, content: string) => ({ payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n--x--\r\n`, headers: { 'content-type': 'multipart/form-data; boundary=x' } })

describe('marks on the steps of a dialogue', () => {
  it('count by their date, not by the order in which they were written down; withdrawn, the one before counts again', async () => {
    const id = await bare()
    expect(await step(id, 8)).toMatchObject({ state: 'missing', by: 'none' })
    const second = (await mark(id, { stepId: stepId(8), state: 'not_applicable', note: 'En ligne.', statedAt: '2026-11-20T09:00:00Z' })).json<Mark>()
    await mark(id, { stepId: stepId(8), state: 'done', note: 'Visitée.', statedAt: '2026-11-10T09:00:00Z' })
    expect(await step(id, 8)).toMatchObject({ state: 'not_applicable', by: 'mark', mark: { note: 'En ligne.', recordedByName: 'Nadège Le Guen' } })
    expect((await withdraw(id, second.id)).json()).toMatchObject({ withdrawnAt: expect.any(String) })
    expect(await step(id, 8)).toMatchObject({ state: 'done', by: 'mark', mark: { note: 'Visitée.' } })
    expect((await withdraw(id, second.id)).json()).toMatchObject({ status: 409, code: 'step-mark-withdrawn' })
    const { items } = (await (await staff()).get(`activities/${id}/step-marks?stepId=${stepId(8)}`)).json<{ items: Mark[] }>()
    expect(items.map((m) => [m.state, m.withdrawnAt !== null])).toEqual([['not_applicable', true], ['done', false]])
  })

  it('reopen what the records show; withdrawn, the records speak again', async () => {
    const id = await bare()
    expect(await step(id, 1)).toMatchObject({ state: 'done', by: 'fact' })
    const { id: markId } = (await mark(id, { stepId: stepId(1), state: 'reopened', note: 'À récrire.' })).json<Mark>()
    expect(await step(id, 1)).toMatchObject({ state: 'reopened', by: 'mark' })
    await withdraw(id, markId)
    expect(await step(id, 1)).toMatchObject({ state: 'done', by: 'fact', mark: null })
  })

  it.each([
    ['a step of another process', { stepId: demoId('process-step', 'concertation-2012/1'), state: 'done' }, 422, 'step-mark-foreign-step'],
    ['a step that is not there', { stepId: demoId('none', 'x'), state: 'done' }, 422, 'step-mark-foreign-step'],
    ['no reason for what does not apply', { stepId: stepId(8), state: 'not_applicable', note: '  ' }, 422, 'step-mark-reason-missing'],
    ['no reason for what is reopened', { stepId: stepId(8), state: 'reopened' }, 422, 'step-mark-reason-missing'],
    ['a day in the future', { stepId: stepId(8), state: 'done', statedAt: '2999-01-01T00:00:00Z' }, 422, 'step-mark-in-future'],
    ['an address that is none', { stepId: stepId(8), state: 'done', evidenceUrl: 'javascript:alert(1)' }, 400, 'invalid-request'],
    ['an unknown state', { stepId: stepId(8), state: 'almost' }, 400, 'invalid-request'],
  ])('are refused with %s', async (_, body, status, code) => {
    const answer = await mark(await bare(), body)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  })

  it('are refused on a dialogue out of reach as if it were absent, and without a process', async () => {
    const national = demoId('activity', 'isr')
    expect((await (await t.as('relay')).get(`activities/${national}/step-marks`)).json()).toMatchObject({ status: 404, code: 'activity-not-found' })
    expect((await mark(demoId('activity', 'information'), { stepId: stepId(1), state: 'done' })).json()).toMatchObject({ code: 'step-mark-foreign-step' })
    expect((await mark(demoId('none', 'x'), { stepId: stepId(1), state: 'done' })).json()).toMatchObject({ status: 404, code: 'activity-not-found' })
  })

  it('of another dialogue are neither withdrawn nor read from this one', async () => {
    const [one, other] = [await bare(), await bare()]
    const { id: markId } = (await mark(one, { stepId: stepId(8), state: 'done' })).json<Mark>()
    expect((await withdraw(other, markId)).json()).toMatchObject({ status: 404, code: 'step-mark-not-found' })
  })

  it('take one file as evidence, once, and give it back byte for byte', async () => {
    const id = await bare()
    const client = await staff()
    const { id: markId } = (await mark(id, { stepId: stepId(8), state: 'done' })).json<Mark>()
    const path = `activities/${id}/step-marks/${markId}/evidence`
    expect((await client.get(path)).json()).toMatchObject({ status: 404, code: 'step-mark-evidence-not-found' })
    expect((await client.post(path, undefined, form('visite.txt', 'rampe mesurée'))).json()).toMatchObject({ evidenceName: 'visite.txt', evidenceType: 'text/plain' })
    expect((await client.post(path, undefined, form('visite.txt', 'rampe mesurée'))).statusCode).toBe(201)
    expect((await client.post(path, undefined, form('autre.txt', 'autre'))).json()).toMatchObject({ status: 409, code: 'step-mark-evidence-there' })
    const file = await client.get(path)
    expect([file.body, file.headers['content-disposition']]).toEqual(['rampe mesurée', expect.stringContaining('visite.txt')])
    await withdraw(id, markId)
    expect((await client.post(path, undefined, form('autre.txt', 'autre'))).json()).toMatchObject({ status: 409, code: 'step-mark-withdrawn' })
  })
})
