import { demoId, schema } from '@convergence/db'
import { desc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { destroyKey, openSeal, sealFor } from './seal.ts'

const t = useTestApp()
const { auditEntries } = schema
interface Entry { id: string; action: string; personId: string | null; erased: boolean; before: Record<string, unknown> | null; after: Record<string, unknown> | null }
const history = async (id: string) => (await (await t.as('staff')).get(`audit/objects/${id}`)).json<{ items: Entry[] }>().items
const rowsOf = (objectId: string) => t.db.select().from(auditEntries).where(eq(auditEntries.objectId, objectId)).orderBy(desc(auditEntries.id))

async function personMade(name: string): Promise<string> {
  const answer = await (await t.as('staff')).post('stakeholders', { kind: 'person', name, side: 'external', sphere: 'relates', perimeterId: demoId('perimeter', 'bretagne'), since: '2026-01-01' })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string }>().id
}

describe('the seal', () => {
  it('P-14: the audit of a person is stored sealed, and read while the key stands', async () => {
    const id = await personMade('Zéphyrine Quellec')
    const [row] = await rowsOf(id)
    expect(row).toMatchObject({ personId: id, before: null, after: null })
    expect(JSON.stringify(await t.db.select().from(auditEntries))).not.toContain('Quellec')
    expect((await history(id))[0]).toMatchObject({ action: 'stakeholder.created', erased: false, after: { name: 'Zéphyrine Quellec' } })
    expect((await history(id))[0]).not.toHaveProperty('sealed')
  })

  it('P-14: once the key is deleted the entry stays and what it told is gone, even where the person is written of again', async () => {
    const id = await personMade('Ysoline Bouger')
    expect(await destroyKey(t.db, id)).toBe(true)
    expect(await destroyKey(t.db, id)).toBe(false)
    expect((await history(id))[0]).toMatchObject({ action: 'stakeholder.created', erased: true, before: null, after: null })
    await t.db.transaction((tx) => sealFor(tx, id, { after: { name: 'X' } }))
    expect((await history(id))[0]).toMatchObject({ erased: true, after: null })
  })

  it('P-14: a mandate of a person is sealed under the key of that person; the row of an organisation is not', async () => {
    const staff = await t.as('staff')
    const person = await personMade('Aliénor Kerbrat')
    const union = demoId('stakeholder', 'adherents')
    const mandate = await staff.post('mandates', { personId: person, organisationId: union, role: 'Porte-parole', email: 'alienor@exemple.fr', startOn: '2026' })
    expect(mandate.statusCode, mandate.body).toBe(201)
    expect((await rowsOf(mandate.json<{ id: string }>().id))[0]).toMatchObject({ personId: person, after: null })
    const { version } = (await staff.get(`stakeholders/${union}`)).json<{ version: number }>()
    await staff.patch(`stakeholders/${union}`, { city: 'Brest' }, { ifMatch: version })
    expect((await rowsOf(union))[0]).toMatchObject({ personId: null, sealed: null, after: { city: 'Brest' } })
  })

  it('what tells of two people needs both keys, and nobody can move a seal to other people', async () => {
    const [a, b] = [await personMade('Ada Un'), await personMade('Bob Deux')]
    const sealed = await t.db.transaction((tx) => sealFor(tx, [a, b], { before: null, after: { note: 'Se voient souvent' } }))
    const entry = { before: null, after: null, sealed }
    expect(await openSeal(t.db, entry)).toEqual({ before: null, after: { note: 'Se voient souvent' }, erased: false })
    expect(await openSeal(t.db, { ...entry, sealed: sealed.replace(a, b) })).toMatchObject({ erased: true })
    await destroyKey(t.db, b)
    expect(await openSeal(t.db, entry)).toEqual({ before: null, after: null, erased: true })
  })
})
