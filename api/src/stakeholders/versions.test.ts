import { demoId, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { destroyKey } from '../audit/seal.ts'
import { fieldsToRestore } from './rules.ts'

const t = useTestApp()
interface Row { id: string; version: number; name: string; city: string; categoryId: string | null; tags: string[] }
interface Entry { id: string; at: string; action: string; after: Record<string, unknown> | null }
const perimeterId = demoId('perimeter', 'bretagne')

async function made(kind: 'person' | 'organisation') {
  const staff = await t.as('staff')
  const created = (await staff.post('stakeholders', { kind, name: 'Premier nom', city: 'Brest', tags: ['a'], perimeterId })).json<Row>()
  const edit = async (patch: object) => (await staff.patch(`stakeholders/${created.id}`, patch, { ifMatch: (await staff.get(`stakeholders/${created.id}`)).json<Row>().version })).json<Row>()
  const history = async () => (await staff.get(`audit/objects/${created.id}`)).json<{ items: Entry[] }>().items
  const restore = (at: string | undefined, version?: number) => staff.post(`stakeholders/${created.id}/restore-version`, { at, ...(version ? { version } : {}) })
  return { created, edit, history, restore }
}

describe('an older version of a stakeholder', () => {
  it.each(['organisation', 'person'] as const)('is written again as a new version, field by field, and the history tells it (%s)', async (kind) => {
    const { created, edit, history, restore } = await made(kind)
    await edit({ city: 'Quimper' })
    const { version } = await edit({ name: 'Second nom', tags: ['b'], city: 'Vannes' })
    const first = (await history()).at(-1)
    const answer = await restore(first?.at, version)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json<Row>()).toMatchObject({ id: created.id, name: 'Premier nom', city: 'Brest', tags: ['a'], version: version + 1 })
    expect((await history()).find((entry) => entry.action === 'stakeholder.updated')).toMatchObject({ after: { name: 'Premier nom', city: 'Brest', tags: ['a'] } })
  })

  it('is refused when the sheet changed meanwhile; where nothing differs, nothing is written', async () => {
    const { created, edit, history, restore } = await made('organisation')
    const { version } = await edit({ city: 'Quimper' })
    const [latest, first] = await history()
    expect((await restore(first?.at, version - 1)).statusCode).toBe(412)
    const same = await restore(latest?.at, version)
    expect([same.statusCode, same.json<Row>().version]).toEqual([200, version])
    expect(await history()).toHaveLength(2)
    expect((await restore('pas une date')).statusCode).toBe(400)
    const reader = await t.as('reader')
    expect((await reader.post(`stakeholders/${created.id}/restore-version`, { at: first?.at })).statusCode).toBe(403)
  })

  it('goes as far back as the history tells when the instant is older', async () => {
    const { edit, restore } = await made('organisation')
    await edit({ city: 'Quimper' })
    expect((await restore('2001-01-01T00:00:00Z')).json<Row>()).toMatchObject({ city: 'Brest', name: 'Premier nom' })
  })

  it('is refused once its history was erased with the key of the person', async () => {
    const { created, edit, history, restore } = await made('person')
    const { version } = await edit({ city: 'Quimper' })
    const first = (await history()).at(-1)
    await destroyKey(t.db, created.id)
    expect((await restore(first?.at, version)).json<{ code: string }>().code).toBe('stakeholder-version-erased')
    expect((await t.db.select().from(schema.stakeholders).where(eq(schema.stakeholders.id, created.id)))[0]?.city).toBe('Quimper')
  })

  it.each([
    ['nothing later', { city: 'A' }, [], {}],
    ['one change', { city: 'B' }, [{ before: { city: 'A' } }], { city: 'A' }],
    ['the oldest of several wins', { city: 'C' }, [{ before: { city: 'B' } }, { before: { city: 'A' } }], { city: 'A' }],
    ['changed and changed back', { city: 'A' }, [{ before: { city: 'B' } }, { before: { city: 'A' } }], {}],
    ['several fields', { city: 'B', name: 'N' }, [{ before: { city: 'A' } }, { before: { name: 'M' } }], { city: 'A', name: 'M' }],
    ['an entry without fields', { city: 'B' }, [{ before: null }, { before: { city: 'A' } }], { city: 'A' }],
  ])('is found by undoing what came later: %s', (_, now, later, expected) => {
    expect(fieldsToRestore(now, later)).toEqual(expected)
  })
})
