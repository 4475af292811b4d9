import { beforeAll, describe, expect, it } from 'vitest'
import { type Client, useTestApp } from '../../test/app.ts'

const t = useTestApp()
let dpo: Client
interface Register { settings: { controller: string; version: number }; retention: { category: string; months: number; version: number }[]; missing: string[] }
const register = async () => (await dpo.get('/api/v1/privacy/register')).json<Register>()
const matching = (version: number) => ({ headers: { 'if-match': `"${version}"` } })
const termOf = (r: Register, category: string) => r.retention.find((rule) => rule.category === category)

beforeAll(async () => {
  dpo = await t.as('dpo')
})

describe('P-24: the register follows from the configuration', () => {
  it('P-24: changing a retention rule changes the register', async () => {
    const before = termOf(await register(), 'minutes')
    const term = (before?.months ?? 0) + 6
    const url = '/api/v1/retention-rules/minutes'
    const body = { months: term, justification: 'Les suites données se lisent sur un cycle entier.' }
    const changed = await dpo.patch(url, body, matching(before?.version ?? 0))
    expect(changed.statusCode, changed.body).toBe(200)
    expect(termOf(await register(), 'minutes')?.months).toBe(term)
    expect((await dpo.patch(url, body, matching(before?.version ?? 0))).statusCode).toBe(412)
  })

  it('P-24: a retention rule is refused without a justification, and to who is not the data protection officer', async () => {
    const url = '/api/v1/retention-rules/scores'
    const refused = await dpo.patch(url, { months: 12, justification: 'Bref' }, matching(0))
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'retention-unjustified'])
    const staff = await t.as('staff')
    expect((await staff.patch(url, { months: 12, justification: 'Une justification assez longue.' }, matching(0))).statusCode).toBe(403)
  })
})

describe('P-23: who answers for the data', () => {
  it('P-23: controller and processors stand in the register once said, and are named as missing before', async () => {
    const before = await register()
    expect(before.missing).toContain('controller')
    const said = await dpo.patch('/api/v1/privacy/settings', { controller: 'La mutuelle', processors: [{ name: 'Hébergeur', purpose: 'Hébergement', country: 'France' }] }, matching(before.settings.version))
    expect(said.statusCode, said.body).toBe(200)
    const after = await register()
    expect([after.settings.controller, after.missing.includes('controller')]).toEqual(['La mutuelle', false])
    expect((await dpo.patch('/api/v1/privacy/settings', { dpo: 'x' }, matching(before.settings.version))).statusCode).toBe(412)
  })
})
