import { beforeAll, describe, expect, it } from 'vitest'
import { type Client, useTestApp } from '../../test/app.ts'
import { textOf } from '../document/blocks.ts'
import { dpiaOutline } from './outline.ts'
import type { DpiaFacts } from './facts.ts'

const t = useTestApp()
let dpo: Client
interface Told { edition: number; gaps: string[]; counts: Record<string, number> }
const read = async () => (await dpo.get('privacy/dpia')).json<Told>()
const matching = (version: number) => ({ headers: { 'if-match': `"${version}"` } })

beforeAll(async () => {
  dpo = await t.as('dpo')
})

describe('P-25: the impact assessment', () => {
  it('P-25: is dated, has an edition that grows with the configuration, and names what is missing until it is said', async () => {
    const before = await read()
    expect(before.gaps).toEqual(expect.arrayContaining(['controller', 'processors', 'untold', 'second-factor']))
    expect(before.counts.untold).toBeGreaterThan(0)
    const settings = (await dpo.get('privacy/settings')).json<{ version: number }>()
    const said = await dpo.patch('privacy/settings', { controller: 'La mutuelle', dpo: 'Délégation', processors: [{ name: 'Hébergeur', purpose: 'Hébergement', country: 'France' }] }, matching(settings.version))
    expect(said.statusCode, said.body).toBe(200)
    const after = await read()
    expect(after.edition).toBe(before.edition + 1)
    expect(after.gaps).not.toEqual(expect.arrayContaining(['controller']))
    expect(after.gaps).not.toContain('processors')
  })

  it('P-25: is a French document that fills in what is known and leaves severity and likelihood to people', async () => {
    const facts = { ...(await dpo.get('privacy/dpia')).json<DpiaFacts>() }
    const { blocks, subtitle } = dpiaOutline({ ...facts, generatedAt: new Date(facts.generatedAt) })
    expect(subtitle).toMatch(/^Édition \d+, tirée de la configuration le .+ 20\d\d$/)
    const text = blocks.map((block) => JSON.stringify(block)).join('\n')
    expect(text).toContain('Hébergeur (Hébergement, France)')
    const judged = blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : [])).filter((row) => row.label !== 'Impact').map((row) => [row.label, textOf(row.runs)])
    expect(judged).toEqual(Array.from({ length: 3 }, () => [['Gravité', 'À compléter'], ['Vraisemblance', 'À compléter']]).flat())
    for (const [format, magic] of [['pdf', '%PDF'], ['docx', 'PK']] as const) {
      const answer = await dpo.get(`privacy/dpia/document?format=${format}`)
      expect([answer.statusCode, answer.rawPayload.subarray(0, magic.length).toString('latin1')]).toEqual([200, magic])
    }
    expect((await (await t.as('reader')).get('privacy/dpia')).statusCode).toBe(403)
  })
})
