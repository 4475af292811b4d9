import { demoId } from '@convergence/db'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Client, useTestApp } from '../../test/app.ts'

const t = useTestApp()
let dpo: Client
const whole = { perimeterId: demoId('perimeter', 'national'), kind: 'map', name: 'Carte à l’essai', purpose: 'Conduire le dialogue', legalBasis: 'legitimate_interest', balancingTest: 'Rôles publics seulement, chacun est informé.', endsOn: '2031-12-31' }
interface Made { id: string; ownerName: string }
const create = (body: object) => dpo.post('/api/v1/processings', body)
const codeOf = (answer: { json: <T>() => T }) => answer.json<{ code: string }>().code

beforeAll(async () => {
  dpo = await t.as('dpo')
})

describe('P-06: a processing says why, on which basis, who answers and until when', () => {
  it.each(['purpose', 'legalBasis', 'endsOn'])('P-06: is refused without %s', async (field) => {
    expect((await create({ ...whole, [field]: undefined })).statusCode).toBe(400)
  })

  it('P-06: legitimate interest is refused without a balancing test, at creation and by a change', async () => {
    const bare = await create({ ...whole, balancingTest: 'trop court' })
    expect([bare.statusCode, codeOf(bare)]).toEqual([422, 'processing-unbalanced'])
    const made = await create({ ...whole, legalBasis: 'consent', balancingTest: undefined })
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json<Made>().ownerName).not.toBe('')
    const url = `/api/v1/processings/${made.json<Made>().id}`
    const turned = await dpo.patch(url, { legalBasis: 'legitimate_interest' }, { headers: { 'if-match': '"1"' } })
    expect([turned.statusCode, codeOf(turned)]).toEqual([422, 'processing-unbalanced'])
  })

  it('P-06: is refused when it has ended already', async () => {
    const past = await create({ ...whole, endsOn: '2020-01-01' })
    expect([past.statusCode, codeOf(past)]).toEqual([422, 'processing-ended'])
  })

  it('P-06: is kept by the data protection officer alone', async () => {
    expect((await (await t.as('staff')).post('/api/v1/processings', whole)).statusCode).toBe(403)
    expect((await (await t.as('reader')).get('/api/v1/processings')).statusCode).toBe(403)
  })
})
