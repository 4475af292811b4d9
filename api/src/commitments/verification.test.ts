import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { clientOf, demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const counterpart = demoId('stakeholder', 'alliance-patients-proches')
interface Link { secret: string | null; path: string; mailed: boolean }
interface Shown { state: string; mayVerify: boolean; mayContest: boolean; verdict: { kind: string; reason: string } | null; said: { text: string } | null }

async function done(): Promise<string> {
  const staff = await t.as('staff')
  const { id } = (await staff.post('commitments', { statement: 'Publier.', owner: 'DRIS', counterpartId: counterpart, perimeterId: demoId('perimeter', 'bretagne'), internalNote: 'note à ne pas montrer' })).json<{ id: string }>()
  await staff.post(`commitments/${id}/events`, { kind: 'done', reason: 'Publié.', evidenceUrl: 'https://exemple.fr/a', evidenceName: 'Le rapport' })
  return id
}
const linkTo = async (id: string, body: object = {}) => (await t.as('staff')).post(`commitments/${id}/verification-links`, body)
const holding = (secret: string | null) => clientOf(t.app, { authorization: `Link ${secret}` })

describe('verification by private link', () => {
  it('shows what was promised and what is said of it, takes the verdict once, and lets it be changed', async () => {
    const id = await done()
    const link = (await linkTo(id)).json<Link>()
    expect([link.path, link.mailed]).toEqual(['/verification', false])
    const holder = holding(link.secret)
    const seen = await holder.get('verification')
    expect(seen.json()).toMatchObject({ statement: 'Publier.', owner: 'DRIS', said: { text: 'Publié.', evidenceName: 'Le rapport' }, mayVerify: true, mayContest: true, verdict: null })
    expect(seen.body).not.toContain('note à ne pas montrer')
    expect((await holder.post('verification', { kept: false })).json()).toMatchObject({ status: 422, code: 'commitment-reason-missing' })
    expect((await holder.post('verification', { kept: false, reason: 'Il manque deux pages.' })).json<Shown>()).toMatchObject({ state: 'contested', verdict: { kind: 'contested', reason: 'Il manque deux pages.' }, mayVerify: true, mayContest: false })
    expect((await holder.post('verification', { kept: true })).json<Shown>()).toMatchObject({ state: 'verified' })
    const sheet = (await (await t.as('staff')).get(`commitments/${id}/sheet`)).json<{ events: { kind: string; stakeholderName: string | null; recordedByName: string | null }[] }>()
    expect(sheet.events[0]).toMatchObject({ kind: 'verified', stakeholderName: 'Alliance Patients et Proches', recordedByName: null })
  })

  it('lets one link work at a time, and none for another commitment or a former counterpart', async () => {
    const id = await done()
    const [old, link] = [(await linkTo(id)).json<Link>(), (await linkTo(id)).json<Link>()]
    expect((await holding(old.secret).get('verification')).json()).toMatchObject({ status: 401, code: 'link-refused' })
    expect((await holding('x'.repeat(40)).get('verification')).statusCode).toBe(401)
    const row = (await (await t.as('staff')).get(`commitments/${id}`)).json<{ version: number }>()
    await (await t.as('staff')).patch(`commitments/${id}`, { counterpartId: demoId('stakeholder', 'officines-reunies') }, { ifMatch: row.version })
    expect((await holding(link.secret).post('verification', { kept: true })).json()).toMatchObject({ status: 404, code: 'commitment-not-found' })
  })

  it('is asked once it is said to be done, of a counterpart that is named, at an address that is known', async () => {
    const staff = await t.as('staff')
    const open = (await staff.post('commitments', { statement: 'À faire.', owner: 'DRIS', counterpartId: counterpart, perimeterId: demoId('perimeter', 'bretagne') })).json<{ id: string }>()
    expect((await linkTo(open.id)).json()).toMatchObject({ status: 409, code: 'commitment-not-done' })
    const alone = (await staff.post('commitments', { statement: 'Seul.', owner: 'DRIS', perimeterId: demoId('perimeter', 'bretagne') })).json<{ id: string }>()
    expect((await linkTo(alone.id)).json()).toMatchObject({ code: 'commitment-counterpart-missing' })
    const id = await done()
    await t.db.update(schema.mandates).set({ email: '' }).where(eq(schema.mandates.organisationId, counterpart))
    expect((await linkTo(id, { send: true })).json()).toMatchObject({ status: 422, code: 'commitment-counterpart-no-address' })
    const [mandate] = await t.db.select().from(schema.mandates).where(eq(schema.mandates.organisationId, counterpart))
    await t.db.update(schema.mandates).set({ email: 'alliance@exemple.fr', startOn: null, endOn: null }).where(eq(schema.mandates.id, mandate?.id ?? ''))
    expect((await linkTo(id, { send: true })).json<Link>()).toMatchObject({ secret: null, mailed: true })
    const [mail] = await t.db.select().from(schema.mails).where(eq(schema.mails.objectId, id))
    expect(mail).toMatchObject({ kind: 'verification', toAddress: 'alliance@exemple.fr', linkPath: '/verification' })
    expect(mail?.text).not.toContain(mail?.secret ?? '—')
  })

  it('is read by nobody who is the counterpart no more, or was removed', async () => {
    const id = await done()
    const link = (await linkTo(id)).json<Link>()
    const staff = await t.as('staff')
    const turnTo = async (counterpartId: string) => staff.patch(`commitments/${id}`, { counterpartId }, { ifMatch: (await staff.get(`commitments/${id}`)).json<{ version: number }>().version })
    await turnTo(demoId('stakeholder', 'officines-reunies'))
    expect((await holding(link.secret).get('verification')).json()).toMatchObject({ status: 404, code: 'commitment-not-found' })
    await turnTo(counterpart)
    expect((await holding(link.secret).get('verification')).statusCode).toBe(200)
    await staff.delete(`stakeholders/${counterpart}`, { ifMatch: (await staff.get(`stakeholders/${counterpart}`)).json<{ version: number }>().version })
    expect((await holding(link.secret).get('verification')).statusCode).toBe(404)
    expect((await holding(link.secret).post('verification', { kept: true })).statusCode).toBe(404)
    await staff.post(`stakeholders/${counterpart}/restore`)
  })
})
