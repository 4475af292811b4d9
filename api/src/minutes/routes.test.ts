import { schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { demoId, useTestApp } from '../../test/app.ts'
import { openSession, said } from '../../test/sessions.ts'
import { hashOf } from './canonical.ts'
import { MinutesContent } from './content.ts'
import type { Minutes } from './schemas.ts'

const t = useTestApp()
type View = z.output<typeof Minutes>
const codeOf = (answer: { json(): unknown }) => (answer.json() as { code: string }).code
const today = () => new Date().toISOString().slice(0, 10)

/** A closed session with three positions on one point. */
async function closedSession() {
  const staff = await t.as('staff')
  const made = await openSession(staff)
  for (const [holder, value] of [['officines-reunies', 2], ['aidants-debout', 1], ['institut-lumen', -2]] as const) await staff.post('positions', said(made, holder, { value, reason: `Motif de ${holder}` }))
  await staff.patch(`sessions/${made.sessionId}`, { status: 'closed' }, { ifMatch: made.sessionVersion })
  return { ...made, path: `sessions/${made.sessionId}/minutes` }
}
const read = async (path: string) => (await (await t.as('staff')).get(path)).json<View>()

describe('the approval of minutes', () => {
  it('is not given in the name of a body out of reach, which is answered as an absent one', async () => {
    const staff = await t.as('staff')
    const [bretagne, national] = [demoId('perimeter', 'bretagne'), demoId('perimeter', 'national')]
    const { id: bodyId } = (await staff.post('bodies', { name: 'Comité lointain', kind: 'committee', perimeterId: national, since: '2020-01-01' })).json<{ id: string }>()
    const made = await closedSession()
    const limit = (perimeterId: string) => t.db.update(schema.grants).set({ perimeterId }).where(eq(schema.grants.userId, demoId('user', 'staff')))
    await t.db.update(schema.sessions).set({ perimeterId: bretagne }).where(eq(schema.sessions.id, made.sessionId))
    await limit(bretagne)
    const refused = await staff.post(`${made.path}/approve`, { bodyId, approvedOn: today() })
    await limit(national)
    expect([refused.statusCode, codeOf(refused)]).toEqual([422, 'unknown-reference'])
    expect((await staff.post(`${made.path}/approve`, { bodyId, approvedOn: today() })).statusCode).toBe(200)
  })
})

describe('minutes', () => {
  it('tell of each point the wording, where its holders stand and the status that the board says', async () => {
    const staff = await t.as('staff')
    const { content } = await read(`sessions/${demoId('session', 'seance-2026-10')}/minutes`)
    const board = (await staff.get('convergence?asOf=2026-10-13&limit=100')).json<{ items: { id: string; status: string; n: number; rapprochement: { figure: { value?: number }; n: number } }[] }>()
    expect(content.points).toHaveLength(12)
    for (const point of content.points) {
      const item = board.items.find((entry) => entry.id === point.id)
      expect(point.wording.statement).not.toBe('')
      if (point.contested === 0 && item?.n === point.n) expect([point.title, point.status]).toEqual([point.title, item.status])
      if (point.contested === 0 && point.movement) expect([point.movement.n, point.movement.figure]).toEqual([item?.rapprochement.n, Math.round((item?.rapprochement.figure.value ?? 0) * 1e4) / 1e4])
    }
    expect(content.points.some((point) => point.movement?.direction === 'closer')).toBe(true)
  })

  it('hold nothing that is internal: a canary in every internal field never comes out', async () => {
    const made = await closedSession()
    const canary = 'CANARI-INTERNE'
    await t.db.update(schema.sessions).set({ internalNote: `${canary}-1` }).where(eq(schema.sessions.id, made.sessionId))
    await t.db.update(schema.points).set({ internalNote: `${canary}-2` }).where(eq(schema.points.id, made.pointId))
    await t.db.update(schema.stakeholders).set({ internalNote: `${canary}-3` })
    await t.db.update(schema.mandates).set({ email: `${canary}-4@example.invalid` })
    await t.db.update(schema.invitations).set({ answerNote: `${canary}-5`, email: `${canary}-6@example.invalid` })
    await t.db.insert(schema.commitments).values({ reference: 'CANARI-1', statement: 'Publier le bilan', owner: 'DRIS', perimeterId: demoId('perimeter', 'bretagne'), sessionId: made.sessionId, madeOn: today(), internalNote: `${canary}-7` })
    await (await t.as('staff')).patch(made.path, { internalNote: `${canary}-8`, introduction: 'Accueil.' }, { ifMatch: 0 })
    const { content, internalNote } = await read(made.path)
    expect(internalNote).toBe(`${canary}-8`)
    expect(content.commitments.map((row) => row.statement)).toEqual(['Publier le bilan'])
    expect(JSON.stringify(content)).not.toContain(canary)
  })

  it('are frozen under a hash that anybody can compute again, and a changed content is found out', async () => {
    const made = await closedSession()
    const staff = await t.as('staff')
    await staff.post(`${made.path}/approve`, { approvedBy: 'Comité', approvedOn: today() })
    const version = (await staff.get(`${made.path}/versions/1`)).json<{ sha256: string; content: MinutesContent }>()
    expect(MinutesContent.parse(version.content)).toEqual(version.content)
    expect(hashOf(version.content)).toBe(version.sha256)
    expect((await staff.get(`${made.path}/versions/1/verification`)).json()).toMatchObject({ intact: true })
    await t.db.update(schema.minutesVersions).set({ content: sql`jsonb_set(${schema.minutesVersions.content}, '{conclusion}', '"autre"')` }).where(eq(schema.minutesVersions.sha256, version.sha256))
    expect((await staff.get(`${made.path}/versions/1/verification`)).json()).toMatchObject({ intact: false })
  })

  it('refuse every change once approved, and say so: minutes-locked', async () => {
    const made = await closedSession()
    const staff = await t.as('staff')
    const before = await read(made.path)
    const approved = await staff.post(`${made.path}/approve`, { approvedBy: 'Comité', approvedOn: today(), currentSha256: before.currentSha256 })
    expect(approved.json<View>()).toMatchObject({ status: 'approved', shown: 1, approvedBy: 'Comité', content: { approval: { by: 'Comité' } } })
    const { version } = approved.json<View>()
    for (const answer of [await staff.patch(made.path, { introduction: 'Autre' }, { ifMatch: version }), await staff.post(`${made.path}/approve`, { approvedBy: 'X', approvedOn: today() }), await staff.post(`${made.path}/reopen`)])
      expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'minutes-locked'])
    await t.db.update(schema.positions).set({ reason: 'Réécrit' }).where(eq(schema.positions.sessionId, made.sessionId))
    expect((await read(made.path)).content).toEqual(approved.json<View>().content)
  })

  it('are a preview while the session is not closed: 409 with the reason on every step', async () => {
    const staff = await t.as('staff')
    const made = await openSession(staff)
    const path = `sessions/${made.sessionId}/minutes`
    expect(await read(path)).toMatchObject({ preview: true, status: 'draft', version: 0 })
    for (const answer of [await staff.post(`${path}/approve`, { approvedBy: 'Comité', approvedOn: today() }), await staff.post(`${path}/publish`)]) expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'minutes-session-not-closed'])
  })

  it('are read by readers once published, and not before: 404', async () => {
    const made = await closedSession()
    const [staff, reader, facilitator] = [await t.as('staff'), await t.as('reader'), await t.as('facilitator')]
    expect((await reader.get(made.path)).statusCode).toBe(404)
    expect((await facilitator.post(`${made.path}/approve`, { approvedBy: 'Comité', approvedOn: today() })).statusCode).toBe(403)
    await staff.post(`${made.path}/approve`, { approvedBy: 'Comité', approvedOn: today() })
    expect((await reader.get(made.path)).statusCode).toBe(404)
    await staff.post(`${made.path}/publish`)
    expect((await reader.get(made.path)).json()).toMatchObject({ status: 'published', internalNote: null, may: { write: false, approve: false } })
    await staff.post(`${made.path}/unpublish`)
    expect((await reader.get(made.path)).statusCode).toBe(404)
    expect(codeOf(await staff.post(`${made.path}/unpublish`))).toBe('minutes-transition-refused')
  })

  it('are written under the version that was read: 428 without it, 412 with an older one', async () => {
    const made = await closedSession()
    const staff = await t.as('staff')
    const { content } = await read(made.path)
    const results = [{ itemId: content.agenda[0]?.id, result: 'Reporté' }]
    expect((await staff.patch(made.path, { introduction: 'A' })).statusCode).toBe(428)
    expect((await staff.patch(made.path, { introduction: 'A', results }, { ifMatch: 0 })).json<View>().content.agenda[0]?.result).toBe('Reporté')
    expect((await staff.patch(made.path, { introduction: 'B' }, { ifMatch: 0 })).statusCode).toBe(412)
    expect((await staff.patch(made.path, { results: [{ itemId: demoId('agenda-item', 'seance-2026-03/1'), result: 'x' }] }, { ifMatch: 1 })).statusCode).toBe(422)
  })

  it('are not approved when they changed since they were read, without who approves, or before the session', async () => {
    const made = await closedSession()
    const staff = await t.as('staff')
    const seen = (await read(made.path)).currentSha256
    await staff.patch(made.path, { introduction: 'Ajout' }, { ifMatch: 0 })
    expect(codeOf(await staff.post(`${made.path}/approve`, { approvedBy: 'C', approvedOn: today(), currentSha256: seen }))).toBe('minutes-changed-since')
    expect(codeOf(await staff.post(`${made.path}/approve`, { approvedOn: today() }))).toBe('minutes-approval-incomplete')
    expect(codeOf(await staff.post(`${made.path}/approve`, { approvedBy: 'C', approvedOn: '2020-01-01' }))).toBe('minutes-approval-day')
  })

  it('wait for each correction to be answered, and a refusal for its reason', async () => {
    const staff = await t.as('staff')
    const path = `sessions/${demoId('session', 'seance-2026-06')}/minutes`
    expect(codeOf(await staff.post(`${path}/approve`, { approvedBy: 'C', approvedOn: today() }))).toBe('minutes-corrections-pending')
    const answer = (code: string, body: object) => staff.post(`${path}/corrections/${demoId('minutes-correction', `seance-2026-06/${code}`)}/answer`, body)
    expect(codeOf(await answer('1', { status: 'refused' }))).toBe('minutes-refusal-unexplained')
    expect((await answer('1', { status: 'refused', answer: 'Déjà cité' })).json()).toMatchObject({ status: 'refused' })
    expect((await read(path)).status).toBe('circulated')
    await answer('2', { status: 'accepted' })
    expect((await read(path)).status).toBe('corrected')
    expect(codeOf(await answer('2', { status: 'accepted' }))).toBe('minutes-correction-answered')
  })

  it('show what changed from one version to the next, piece by piece', async () => {
    const { items } = (await (await t.as('staff')).get(`sessions/${demoId('session', 'seance-2026-03')}/minutes/differences?from=1&to=2`)).json<{ items: { section: string; of: string[]; field: string }[] }>()
    expect(items.map(({ section, field }) => `${section}.${field}`).sort()).toEqual(['agenda.result', 'approval.by', 'approval.on', 'introduction.'])
  })
})

describe('circulation', () => {
  it('freezes a version and writes to whoever has an address, with a link that reads, downloads and asks for a correction', async () => {
    const made = await closedSession()
    const staff = await t.as('staff')
    await t.db.insert(schema.invitations).values({ sessionId: made.sessionId, stakeholderId: demoId('stakeholder', 'aidants-debout'), email: 'aidants@example.invalid' })
    const sent = (await staff.post(`${made.path}/circulate`, { message: 'Merci de relire.' })).json<{ minutes: View; sent: number; unreachable: string[] }>()
    expect(sent).toMatchObject({ sent: 1, minutes: { status: 'circulated', shown: 1 } })
    expect(sent.unreachable.length).toBeGreaterThan(0)
    const [mail] = await t.db.select().from(schema.mails).where(eq(schema.mails.toAddress, 'aidants@example.invalid'))
    expect(mail).toMatchObject({ kind: 'minutes', linkPath: '/proces-verbal', objectType: 'minutes' })
    const link = { headers: { authorization: `Link ${mail?.secret}` } }
    expect((await t.anonymous.get('linked-minutes', link)).json()).toMatchObject({ number: 1, open: true, holder: 'Association Aidants Debout', content: { points: [{ n: 3 }] } })
    const pdf = await t.anonymous.get('linked-minutes/document?format=pdf', link)
    expect([pdf.statusCode, pdf.headers['content-type'], pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
    expect((await t.anonymous.post('linked-minutes/corrections', { text: 'Nous étions deux.' }, link)).json()).toMatchObject({ status: 'asked', versionNumber: 1, stakeholderName: 'Association Aidants Debout' })
    expect((await t.anonymous.get('linked-minutes', { headers: { authorization: 'Link wrong' } })).statusCode).toBe(401)
    // Removed from the register, the holder reads and asks for nothing any more.
    const holder = demoId('stakeholder', 'aidants-debout')
    const version = async () => (await staff.get(`stakeholders/${holder}`)).json<{ version: number }>().version
    await staff.delete(`stakeholders/${holder}`, { ifMatch: await version() })
    for (const path of ['linked-minutes', 'linked-minutes/document?format=pdf']) expect((await t.anonymous.get(path, link)).statusCode).toBe(404)
    expect((await t.anonymous.post('linked-minutes/corrections', { text: 'Encore.' }, link)).statusCode).toBe(404)
    await staff.post(`stakeholders/${holder}/restore`)
    expect(codeOf(await staff.post(`${made.path}/circulate`, {}))).toBe('minutes-unchanged')
    expect((await staff.patch(made.path, { introduction: 'x' }, { ifMatch: sent.minutes.version })).json()).toMatchObject({ code: 'minutes-circulated' })
    expect((await staff.get(`${made.path}/readers`)).json()).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'Association Aidants Debout', reachable: true, openedAt: expect.any(String) })]) })
  })

  it('sends what the holder contested since as contested, and shows that the records have moved on', async () => {
    const made = await closedSession()
    const staff = await t.as('staff')
    await staff.post(`${made.path}/circulate`, {})
    await t.db.update(schema.positions).set({ confirmation: 'contested', confirmedAt: new Date() }).where(eq(schema.positions.reason, 'Motif de institut-lumen'))
    const view = await read(made.path)
    expect([view.drifted, view.content.points[0]?.contested]).toEqual([true, 0])
    const again = (await staff.post(`${made.path}/circulate`, {})).json<{ minutes: View }>().minutes
    const [point] = again.content.points
    expect([again.shown, point?.contested, point?.n, point?.asked]).toEqual([2, 1, 2, 3])
    expect(JSON.stringify(again.content)).not.toContain('Motif de institut-lumen')
  })

  it('is asked by college without a holder beside a position', async () => {
    const made = await closedSession()
    const staff = await t.as('staff')
    const { content } = (await staff.patch(made.path, { detail: 'by_college' }, { ifMatch: 0 })).json<View>()
    const told = JSON.stringify(content.points)
    for (const name of ['Aidants Debout', 'Institut Lumen', 'Officines']) expect(told).not.toContain(name)
  })
})
