import { describe, expect, it } from 'vitest'
import { clientOf, demoId, useTestApp } from '../../test/app.ts'
import { form } from '../files/testing.ts'

const t = useTestApp()
const counterpart = demoId('stakeholder', 'alliance-patients-proches')
interface Event { id: string; evidenceName: string; evidenceType: string | null }

async function done(more: object = {}): Promise<{ id: string; event: string; path: string }> {
  const staff = await t.as('staff')
  const { id } = (await staff.post('commitments', { statement: 'Publier.', owner: 'DRIS', counterpartId: counterpart, perimeterId: demoId('perimeter', 'bretagne') })).json<{ id: string }>()
  const event = (await staff.post(`commitments/${id}/events`, { kind: 'done', ...more })).json<Event>().id
  return { id, event, path: `commitments/${id}/events/${event}/evidence` }
}
const attach = async (path: string, name: string, bytes: string) => (await t.as('facilitator')).post(path, undefined, form(name, bytes))

describe('the file that proves what was said', () => {
  it('is kept once, told by its content, and given back to whoever reads the commitment', async () => {
    const { path } = await done()
    const added = await attach(path, 'rapport.pdf', '%PDF-1.7\nbonjour')
    expect([added.statusCode, added.json<Event>()]).toMatchObject([201, { evidenceName: 'rapport.pdf', evidenceType: 'application/pdf' }])
    const read = await (await t.as('reader')).get(path)
    expect([read.statusCode, read.body, read.headers['content-type']]).toEqual([200, '%PDF-1.7\nbonjour', 'application/pdf'])
    expect(read.headers['content-disposition']).toContain('attachment; filename="rapport.pdf"')
    expect((await attach(path, 'rapport.pdf', '%PDF-1.7\nbonjour')).json<Event>()).toEqual(added.json<Event>())
    expect((await attach(path, 'autre.pdf', '%PDF-1.7\nautre')).json()).toMatchObject({ status: 409, code: 'commitment-evidence-there' })
  })

  it('bears the name that was given to it, with the ending of what it is', async () => {
    const { path } = await done({ evidenceName: 'Comptes 2026' })
    await attach(path, 'x.txt', 'douze')
    expect((await (await t.as('reader')).get(path)).headers['content-disposition']).toContain('"Comptes 2026.txt"')
  })

  it.each([['a page', 'a.txt', '<!doctype html><script>1</script>', 'file-type-refused'], ['nothing', 'a.txt', '', 'file-empty']])('is refused when it is %s', async (_, name, bytes, code) => {
    expect((await attach((await done()).path, name, bytes)).json()).toMatchObject({ status: 422, code })
  })

  it('is not where there is none, and not for who does not reach the commitment or may not write', async () => {
    const { id, event, path } = await done()
    expect((await (await t.as('reader')).get(path)).json()).toMatchObject({ status: 404, code: 'commitment-evidence-not-found' })
    expect((await (await t.as('reader')).post(path, undefined, form('a.txt', 'a'))).statusCode).toBe(403)
    expect((await t.anonymous.get(path)).statusCode).toBe(401)
    await (await t.as('staff')).post(`commitments/${id}/events/${event}/withdraw`)
    expect((await attach(path, 'a.txt', 'a')).json()).toMatchObject({ status: 404, code: 'commitment-event-not-found' })
  })

  it('is never named by an id, which would give the file of another', async () => {
    const { id } = await done()
    expect((await (await t.as('staff')).post(`commitments/${id}/events`, { kind: 'reopened', reason: 'x', evidenceFileId: demoId('none', 'x') })).json()).toMatchObject({ status: 400, code: 'invalid-request' })
  })

  it('is read by the counterpart through its private link while it is the counterpart', async () => {
    const { id, path } = await done()
    const staff = await t.as('staff')
    const { secret } = (await staff.post(`commitments/${id}/verification-links`, {})).json<{ secret: string }>()
    const holder = clientOf(t.app, { authorization: `Link ${secret}` })
    expect((await holder.get('verification/evidence')).json()).toMatchObject({ status: 404, code: 'commitment-evidence-not-found' })
    await attach(path, 'rapport.txt', 'douze')
    expect((await holder.get('verification')).json()).toMatchObject({ said: { evidenceFile: 'rapport.txt' } })
    expect((await holder.get('verification/evidence')).body).toBe('douze')
    const { version } = (await staff.get(`commitments/${id}`)).json<{ version: number }>()
    await staff.patch(`commitments/${id}`, { counterpartId: demoId('stakeholder', 'officines-reunies') }, { ifMatch: version })
    expect((await holder.get('verification/evidence')).json()).toMatchObject({ status: 404, code: 'commitment-not-found' })
  })
})
