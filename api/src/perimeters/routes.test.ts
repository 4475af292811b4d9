import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const national = demoId('perimeter', 'national')
const bretagne = demoId('perimeter', 'bretagne')
interface Body { id: string; code: string; name: string; parentId: string | null; version: number }
let serial = 0
const make = async (parentId = national) => (await (await t.as('administrator')).post('perimeters', { code: `essai-${(serial += 1)}`, name: 'Essai', kind: 'region', parentId })).json<Body>()

describe('perimeters', () => {
  it('are known to everybody signed in, the root first', async () => {
    const { items } = (await (await t.as('reader')).get('perimeters')).json<{ items: Body[] }>()
    expect(items[0]).toMatchObject({ id: national, parentId: null })
    expect((await t.anonymous.get('perimeters')).statusCode).toBe(401)
  })

  it('are added, renamed, moved and deleted by an administrator', async () => {
    const admin = await t.as('administrator')
    const made = await make()
    expect((await admin.get(`perimeters/${made.id}`)).headers.etag).toBe('"1"')
    expect((await admin.patch(`perimeters/${made.id}`, { name: 'Autre', parentId: bretagne }, { ifMatch: 1 })).json()).toMatchObject({ name: 'Autre', parentId: bretagne, version: 2 })
    expect((await admin.delete(`perimeters/${made.id}`, { ifMatch: 1 })).statusCode).toBe(412)
    expect((await admin.delete(`perimeters/${made.id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await admin.get(`perimeters/${made.id}`)).statusCode).toBe(404)
  })

  it('refuse a code taken, an unknown parent, a loop, a move of the root, and to go while something refers to them', async () => {
    const admin = await t.as('administrator')
    const [parent] = [await make()]
    const child = await make(parent.id)
    expect((await admin.post('perimeters', { code: parent.code, name: 'X', kind: 'region', parentId: national })).json()).toMatchObject({ status: 409, code: 'perimeter-code-taken' })
    expect((await admin.post('perimeters', { code: 'x', name: 'X', kind: 'region', parentId: demoId('perimeter', 'nulle-part') })).statusCode).toBe(422)
    expect((await admin.patch(`perimeters/${parent.id}`, { parentId: child.id }, { ifMatch: 1 })).json()).toMatchObject({ status: 422, code: 'perimeter-loop' })
    expect((await admin.patch(`perimeters/${parent.id}`, { parentId: parent.id }, { ifMatch: 1 })).json()).toMatchObject({ code: 'perimeter-loop' })
    const root = (await admin.get(`perimeters/${national}`)).json<Body>()
    expect((await admin.patch(`perimeters/${national}`, { parentId: bretagne }, { ifMatch: root.version })).json()).toMatchObject({ status: 409, code: 'perimeter-root-fixed' })
    expect((await admin.delete(`perimeters/${national}`, { ifMatch: root.version })).json()).toMatchObject({ code: 'perimeter-root-fixed' })
    for (const id of [parent.id, bretagne]) expect((await admin.delete(`perimeters/${id}`, { ifMatch: (await admin.get(`perimeters/${id}`)).json<Body>().version })).json()).toMatchObject({ status: 409, code: 'perimeter-in-use' })
    expect((await admin.get(`perimeters/${bretagne}`)).statusCode).toBe(200)
  })

  it('refuse unknown fields and are no business of other roles', async () => {
    const draft = { code: 'normandie', name: 'Normandie', kind: 'region', parentId: national }
    for (const bad of [{ code: 'Pas Bon' }, { kind: 'national' }, { parentId: null }, { x: 1 }, { name: '' }]) expect((await (await t.as('administrator')).post('perimeters', { ...draft, ...bad })).statusCode).toBe(400)
    for (const role of ['staff', 'facilitator', 'relay', 'reader', 'integrator'] as const) expect((await (await t.as(role)).post('perimeters', draft)).statusCode).toBe(403)
  })

  it('give a reach that covers what is below them, at once', async () => {
    const below = await make(bretagne)
    const relay = await t.as('relay')
    const answer = await relay.post('stakeholders', { name: 'Comité du port', kind: 'group', side: 'external', sphere: 'participates', perimeterId: below.id })
    expect(answer.statusCode, answer.body).toBe(201)
  })
})
