import { demoId, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { documentOf, operationsOf } from '../../test/gates/document.ts'
import { type Client, useTestApp } from '../../test/app.ts'
import { unread } from './unread.ts'

const t = useTestApp()
let staff: Client
interface Refused { code: string; detail: string; errors: { pointer: string; code: string; message: string }[] }
const person = { kind: 'person', name: 'Anne Kerjean', side: 'external', sphere: 'relates', since: '2026-01-01', perimeterId: demoId('perimeter', 'national') }
const create = (description: string, reason?: string) => staff.post('stakeholders', { ...person, description }, reason === undefined ? {} : { headers: { 'text-reason': encodeURIComponent(reason) } })
const countNamed = async () => (await t.db.select({ id: schema.stakeholders.id }).from(schema.stakeholders).where(eq(schema.stakeholders.name, person.name))).length
const WHY = 'Elle intervient au nom de ce syndicat, à sa demande'

beforeAll(async () => {
  staff = await t.as('staff')
})

describe('P-10: free text is read as it is written', () => {
  it('P-10: health of a person is refused with where it stands, its class and its words, and nothing is written', async () => {
    const answer = await create('Diabétique, à ménager.')
    expect(answer.statusCode, answer.body).toBe(422)
    expect(answer.json<Refused>()).toMatchObject({ code: 'text-forbidden', errors: [{ pointer: '/description', code: 'health' }] })
    expect(answer.json<Refused>().detail).toContain('Diabétique')
    expect((await staff.post('stakeholders', { ...person, description: 'Elle est diabétique.' }, { headers: { 'accept-language': 'en' } })).json<Refused>().errors[0]?.message).toContain('the health of a person')
    expect(await countNamed()).toBe(0)
  })

  it('P-10: a refusal stands whatever reason is given', async () => expect((await create('Elle est diabétique.', WHY)).json<Refused>().code).toBe('text-forbidden'))

  it('P-10: a union is kept with a reason only, which is a row and an entry of the audit', async () => {
    const text = 'Elle est déléguée syndicale à la CFDT.'
    const refused = await create(text)
    expect([refused.statusCode, refused.json<Refused>().code, refused.json<Refused>().errors[0]?.code]).toEqual([422, 'text-reason-needed', 'membership'])
    expect((await create(text, 'court')).statusCode).toBe(400)
    expect((await create(text, 'Elle est diabétique, je le sais')).json<Refused>().code).toBe('text-forbidden')
    const made = await create(text, WHY)
    expect(made.statusCode, made.body).toBe(201)
    const { id } = made.json<{ id: string }>()
    const rows = await t.db.select().from(schema.textReasons).where(eq(schema.textReasons.objectId, id))
    expect(rows).toMatchObject([{ objectType: 'stakeholder', field: '/description', classes: ['membership'], reason: WHY }])
    const audited = await t.db.select().from(schema.auditEntries).where(eq(schema.auditEntries.objectId, id))
    const [entry] = audited.filter((e) => e.action === 'stakeholder.explained')
    expect(entry?.personId).toBe(id)
    expect(JSON.stringify(entry)).not.toContain(WHY)
    // What stands already is not asked about again; a new text is.
    const again = await staff.patch(`stakeholders/${id}`, { description: text, city: 'Rennes' }, { ifMatch: made.json<{ version: number }>().version })
    expect(again.statusCode, again.body).toBe(200)
    expect((await staff.patch(`stakeholders/${id}`, { internalNote: 'Divorcée, à ménager.' }, { ifMatch: 2 })).json<Refused>().code).toBe('text-reason-needed')
  })

  it('P-10: a number is refused without being repeated', async () => {
    const { body } = await create('Sa carte : 4111 1111 1111 1111.')
    expect(body).toContain('text-forbidden')
    expect(body).not.toContain('4111')
  })

  it('P-10: topics pass: health, unions and parties as subjects of a dialogue', async () => expect((await create('Suit la santé financière des mutuelles, le syndicat mixte et les personnes malades.')).statusCode).toBe(201))

  it('P-10: every text of every body is read, or named with its reason', () => {
    const reading = operationsOf(documentOf(t.app)).filter((o) => o.op.parameters?.some((p) => p.name === 'Text-Reason')).map((o) => o.id)
    expect(reading).toEqual(expect.arrayContaining(['createStakeholder', 'updateStakeholder', 'createScore', 'createPosition', 'updateMinutes', 'createNotice', 'answerMinutesCorrection', 'answerLinkedInvitation', 'createTask']))
    const written = new Set(operationsOf(documentOf(t.app)).flatMap((o) => [...JSON.stringify(o.bodySchema ?? {}).matchAll(/"(\w+)":\{/g)].map((m) => m[1] ?? '')))
    const referred = new Set([...JSON.stringify(documentOf(t.app).components.schemas).matchAll(/"(\w+)":\{"/g)].map((m) => m[1] ?? ''))
    expect(Object.keys(unread).filter((name) => !written.has(name) && !referred.has(name))).toEqual([])
  })
})
