import { schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const bretagne = demoId('perimeter', 'bretagne')
const committee = `bodies/${demoId('body', 'comite-dialogue-bretagne')}`
const stakeholder = (code: string) => demoId('stakeholder', code)
const staff = () => t.as('staff')
interface Standing { seats: number; filled: number; vacant: number; members: number; ending: number; held: number; owed: number; rhythm: string; last: { id: string; quorum: Quorum } | null; next: { id: string } | null }
interface Quorum { percent: number | null; filled: number; required: number | null; present: number; reached: boolean | null }
interface Body { id: string; version: number; standing: Standing; ceasedReason: string }
interface Member { id: string; version: number; name: string; state: string; personName: string | null; collegeLabel: string | null; startOn: string; endOn: string | null; renewed: boolean }
interface Meeting { id: string; quorum: Quorum | null; status: string }

let made = 0
const body = async (more: object = {}): Promise<Body> => (await (await staff()).post('bodies', { name: `Instance ${(made += 1)}`, kind: 'committee', perimeterId: bretagne, since: '2026-01-01', ...more })).json<Body>()
const college = async (id: string, seats: number, label = 'Collège') => (await (await staff()).post(`bodies/${id}/colleges`, { label, seats })).json<{ id: string; version: number; rank: number; filled: number; vacant: number }>()
const join = async (id: string, more: object) => (await staff()).post(`bodies/${id}/members`, { startOn: '2026-01-01', ...more })
const codeOf = (answer: { json<T>(): T; statusCode: number }) => [answer.statusCode, answer.json<{ code: string }>().code]

describe('the bodies of the demonstration', () => {
  it('seat the people that the founding document counts, college by college', async () => {
    const client = await t.as('reader')
    const on = async (code: string, day: string) => (await client.get(`bodies/${demoId('body', code)}?asOf=${day}`)).json<Body>().standing
    expect(await on('comite-orientation', '2012-06-01')).toMatchObject({ seats: 11, filled: 11, vacant: 0, members: 2 })
    expect(await on('forums', '2011-11-15')).toMatchObject({ seats: 90, filled: 90 })
    expect(await on('groupe-travail', '2012-01-10')).toMatchObject({ seats: 19, filled: 19 })
    expect(await on('forums', '2012-01-10')).toMatchObject({ filled: 0, vacant: 0, rhythm: 'ceased' })
  })

  it('tell a vacant seat, a term that ends soon and a rhythm that is not kept', async () => {
    const { standing } = (await (await t.as('reader')).get(committee)).json<Body>()
    expect(standing).toMatchObject({ seats: 12, filled: 11, vacant: 1, ending: 1, rhythm: 'behind' })
    expect(standing.next?.id).toBe(demoId('session', 'seance-suivante'))
  })

  it('had their quorum at two meetings out of three, with the members of that day', async () => {
    const { items } = (await (await t.as('reader')).get(`${committee}/meetings?held=true`)).json<{ items: Meeting[] }>()
    expect(items.map((m) => m.quorum)).toEqual([
      { percent: 50, filled: 11, required: 6, present: 9, reached: true }, { percent: 50, filled: 12, required: 6, present: 5, reached: false }, { percent: 50, filled: 11, required: 6, present: 10, reached: true },
    ])
    const sheet = (await (await t.as('reader')).get(`${committee}/meetings/${demoId('session', 'comite-bretagne-2026-09')}`)).json<{ members: { name: string; attendance: string | null; proxyName: string | null; counted: number }[] }>()
    expect(sheet.members.find((m) => m.name === 'Association Aidants Debout')).toMatchObject({ attendance: 'represented', proxyName: 'Alliance Patients et Proches', counted: 1 })
    expect(sheet.members.reduce((sum, m) => sum + m.counted, 0)).toBe(9)
  })
})

describe('a body', () => {
  it('ceases with a reason only, and has no member any more', async () => {
    const one = await body()
    await join(one.id, { stakeholderId: stakeholder('elus') })
    const client = await staff()
    expect(codeOf(await client.patch(`bodies/${one.id}`, { ceasedOn: '2026-06-30' }, { ifMatch: 1 }))).toEqual([422, 'body-cease-unexplained'])
    expect(codeOf(await client.patch(`bodies/${one.id}`, { ceasedOn: '2025-06-30', ceasedReason: 'x' }, { ifMatch: 1 }))).toEqual([422, 'body-ceases-before-start'])
    expect((await client.patch(`bodies/${one.id}`, { ceasedOn: '2026-06-30', ceasedReason: 'Mission accomplie' }, { ifMatch: 1 })).json<Body>()).toMatchObject({ ceasedReason: 'Mission accomplie', standing: { filled: 0, rhythm: 'ceased' } })
    expect((await client.get(`bodies/${one.id}?asOf=2026-03-01`)).json<Body>().standing.filled).toBe(1)
  })

  it.each([[{ quorumPercent: 0 }], [{ quorumPercent: 101 }], [{ quorumPercent: 33.3 }], [{ meetingsPerYear: 0 }], [{ meetingsPerYear: 53 }], [{ name: ' ' }], [{ standing: {} }]])('refuses %j', async (more) => {
    expect((await (await staff()).post('bodies', { name: 'X', kind: 'committee', perimeterId: bretagne, ...more })).statusCode).toBe(400)
  })

  it('in another perimeter is hidden with all its parts', async () => {
    const relay = await t.as('relay')
    const { id } = await body({ perimeterId: demoId('perimeter', 'national') })
    for (const path of ['', '/colleges', '/members', '/meetings', '/decisions']) expect(codeOf(await relay.get(`bodies/${id}${path}`))).toEqual([404, 'body-not-found'])
  })
})

describe('colleges', () => {
  it('hold no more members than seats on any day, and say by how many', async () => {
    const { id } = await body()
    const { id: collegeId } = await college(id, 2)
    expect((await join(id, { stakeholderId: stakeholder('elus'), collegeId, seats: 2, endOn: '2026-05-31' })).statusCode).toBe(201)
    const full = await join(id, { stakeholderId: stakeholder('collaborateurs'), collegeId })
    expect(codeOf(full)).toEqual([409, 'body-college-full'])
    expect(full.json<{ detail: string }>().detail).toContain('compte 2 sièges ; 3')
    expect((await join(id, { stakeholderId: stakeholder('collaborateurs'), collegeId, startOn: '2026-06-01' })).statusCode).toBe(201)
  })

  it('cannot lose the seats that are filled, a name of their own, or go while somebody sat in them', async () => {
    const { id } = await body()
    const one = await college(id, 3)
    const other = await college(id, 1, 'Autre')
    expect([one.rank, other.rank]).toEqual([1, 2])
    await join(id, { stakeholderId: stakeholder('elus'), collegeId: one.id, seats: 3 })
    const client = await staff()
    expect(codeOf(await client.patch(`bodies/${id}/colleges/${one.id}`, { seats: 2 }, { ifMatch: 1 }))).toEqual([409, 'body-college-seats-taken'])
    expect(codeOf(await client.patch(`bodies/${id}/colleges/${one.id}`, { label: 'Autre' }, { ifMatch: 1 }))).toEqual([409, 'body-college-exists'])
    expect(codeOf(await client.delete(`bodies/${id}/colleges/${one.id}`, { ifMatch: 1 }))).toEqual([409, 'body-college-in-use'])
    expect((await client.delete(`bodies/${id}/colleges/${other.id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect((await client.patch(`bodies/${id}/colleges/${one.id}`, { seats: 4 }, { ifMatch: 1 })).json()).toMatchObject({ seats: 4, filled: 3, vacant: 1 })
    expect((await client.patch(`bodies/${id}/colleges/${one.id}`, { seats: 5 }, { ifMatch: 1 })).statusCode).toBe(412)
  })

  it('give the last seat to one of two writers', async () => {
    const { id } = await body()
    const { id: collegeId } = await college(id, 1)
    const answers = await Promise.all(['elus', 'collaborateurs', 'adherents'].map((code) => join(id, { stakeholderId: stakeholder(code), collegeId })))
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([201, 409, 409])
  })
})

describe('members', () => {
  it.each([
    [{ stakeholderId: demoId('none', 'x') }, 422, 'unknown-reference'],
    [{ stakeholderId: demoId('stakeholder', 'elus'), collegeId: demoId('none', 'x') }, 422, 'unknown-reference'],
    [{ stakeholderId: demoId('stakeholder', 'elus'), mandateId: demoId('mandate', 'm-kervadec-optique') }, 422, 'body-member-mandate'],
    [{ stakeholderId: demoId('stakeholder', 'observatoire-acces-soins'), mandateId: demoId('mandate', 'm-desparre-observatoire') }, 422, 'body-member-mandate'],
    [{ stakeholderId: demoId('stakeholder', 'elus'), endOn: '2025-12-31' }, 422, 'body-member-order'],
    [{ stakeholderId: demoId('stakeholder', 'elus'), startOn: '2025-12-31' }, 422, 'body-member-outside'],
    [{ stakeholderId: demoId('stakeholder', 'elus'), seats: 0 }, 400, 'invalid-request'],
    [{ stakeholderId: demoId('stakeholder', 'elus'), startOn: '2026-02-30' }, 400, 'invalid-request'],
    [{}, 400, 'invalid-request'],
  ])('refuse %j with %i %s', async (more, status, code) => {
    const { id } = await body()
    expect(codeOf(await join(id, more))).toEqual([status, code])
  })

  it('do not sit twice in the same capacity at the same time', async () => {
    const { id } = await body()
    await join(id, { stakeholderId: stakeholder('elus') })
    expect(codeOf(await join(id, { stakeholderId: stakeholder('elus'), startOn: '2026-06-01' }))).toEqual([409, 'body-member-already'])
  })

  it('leave with a reason, are renewed by another term, and stay as they were on a day', async () => {
    const { id } = await body()
    const client = await staff()
    const optique = (await join(id, { stakeholderId: stakeholder('federation-optique-armor'), mandateId: demoId('mandate', 'm-kervadec-optique'), endOn: '2026-06-30' })).json<Member>()
    expect(optique).toMatchObject({ personName: 'Solène Kervadec-Aubrelle', state: 'ended' })
    const next = (await client.post(`bodies/${id}/members/${optique.id}/renew`, { endOn: '2029-06-30' })).json<Member>()
    expect(next).toMatchObject({ startOn: '2026-07-01', endOn: '2029-06-30', state: 'current', personName: 'Solène Kervadec-Aubrelle' })
    expect(codeOf(await client.post(`bodies/${id}/members/${optique.id}/renew`, {}))).toEqual([409, 'body-member-renewed'])
    expect((await client.post(`bodies/${id}/members/${next.id}/end`, { endOn: '2026-09-30' })).statusCode).toBe(400)
    expect(codeOf(await client.post(`bodies/${id}/members/${next.id}/end`, { endOn: '2026-01-30', reason: 'x' }))).toEqual([422, 'body-member-order'])
    expect((await client.post(`bodies/${id}/members/${next.id}/end`, { endOn: '2026-09-30', reason: 'Démission' })).json()).toMatchObject({ endOn: '2026-09-30', endReason: 'Démission', state: 'ended' })
    const on = async (day: string) => (await client.get(`bodies/${id}/members?on=${day}`)).json<{ items: Member[] }>().items.map((m) => m.id)
    expect([await on('2026-03-01'), await on('2026-08-01'), await on('2026-10-01')]).toEqual([[optique.id], [next.id], []])
    expect(codeOf(await client.post(`bodies/${id}/members/${(await join(id, { stakeholderId: stakeholder('elus') })).json<Member>().id}/renew`, {}))).toEqual([409, 'body-member-term-open'])
  })

  it('are read page after page', async () => {
    const client = await staff()
    const first = (await client.get(`${committee}/members?limit=5`)).json<{ items: Member[]; nextCursor: string }>()
    const rest = (await client.get(`${committee}/members?limit=100&cursor=${first.nextCursor}`)).json<{ items: Member[] }>()
    expect(new Set([...first.items, ...rest.items].map((m) => m.id)).size).toBe(12)
  })
})

describe('an approval by a body with a quorum', () => {
  const approvedOn = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())
  const bodyId = demoId('body', 'comite-dialogue-bretagne')
  /** A closed session, of the committee unless said otherwise. */
  async function closed(more: Partial<typeof schema.sessions.$inferInsert> = {}): Promise<string> {
    const [row] = await t.db.insert(schema.sessions).values({ reference: `TEST-${(made += 1)}`, title: 'Réunion', form: 'in_room', status: 'closed', startsAt: new Date('2026-10-20T09:00:00Z'), perimeterId: bretagne, bodyId, ...more }).returning({ id: schema.sessions.id })
    return row?.id ?? ''
  }
  const approve = async (sessionId: string, more: object = {}) => (await staff()).post(`sessions/${sessionId}/minutes/approve`, { bodyId, approvedOn, ...more })

  it('is refused without it, with the figures, in French and in English', async () => {
    const sessionId = await closed()
    await t.db.insert(schema.attendances).values(['alliance-patients-proches', 'unite-mutualiste'].map((code) => ({ sessionId, stakeholderId: stakeholder(code), status: 'present' as const })))
    const refused = await approve(sessionId)
    expect(codeOf(refused)).toEqual([409, 'quorum-not-reached'])
    expect(refused.json<{ detail: string }>().detail).toBe('« Comité de dialogue Bretagne » n’avait pas le quorum le 20/10/2026 : 2 sièges présents ou représentés sur 11 pourvus, il en fallait 6 (50 %).')
    const english = await (await staff()).post(`sessions/${sessionId}/minutes/approve`, { bodyId, approvedOn }, { headers: { 'accept-language': 'en' } })
    expect(english.json<{ detail: string }>().detail).toContain('2 seats present or represented out of 11 filled, 6 were needed (50%)')
  })

  it('is taken at the session itself, or at a later meeting that is named, and remembers which', async () => {
    const sessionId = await closed({ startsAt: new Date('2026-08-20T09:00:00Z') })
    const september = demoId('session', 'comite-bretagne-2026-09')
    expect(codeOf(await approve(sessionId))).toEqual([409, 'quorum-not-reached'])
    const approved = await approve(sessionId, { approvedAtSessionId: september })
    expect([approved.statusCode, approved.json<{ approvedAtSessionId: string }>().approvedAtSessionId]).toEqual([200, september])
    const { items } = (await (await staff()).get(`${committee}/decisions`)).json<{ items: { type: string; objectId: string; sessionId: string }[] }>()
    expect(items).toContainEqual(expect.objectContaining({ type: 'minutes', objectId: sessionId, sessionId: september }))
  })

  it('wants a meeting of that body, that took place', async () => {
    const elsewhere = await closed({ bodyId: null, startsAt: new Date('2026-08-20T09:00:00Z') })
    expect(codeOf(await approve(elsewhere))).toEqual([422, 'quorum-meeting-missing'])
    expect(codeOf(await approve(elsewhere, { approvedAtSessionId: elsewhere }))).toEqual([422, 'quorum-other-body'])
    expect(codeOf(await approve(elsewhere, { approvedAtSessionId: demoId('none', 'x') }))).toEqual([422, 'quorum-other-body'])
    expect(codeOf(await approve(elsewhere, { approvedAtSessionId: demoId('session', 'seance-suivante') }))).toEqual([409, 'quorum-meeting-not-held'])
    expect(codeOf(await approve(elsewhere, { approvedAtSessionId: demoId('session', 'comite-bretagne-2026-09'), approvedOn: '2026-09-21' }))).toEqual([422, 'minutes-approval-day'])
    const later = await closed({ bodyId: null })
    expect(codeOf(await approve(later, { approvedAtSessionId: demoId('session', 'comite-bretagne-2026-09') }))).toEqual([422, 'minutes-approval-day'])
  })

  it('needs no meeting where the body set no quorum', async () => {
    const free = await body()
    expect((await approve(await closed({ bodyId: null }), { bodyId: free.id })).statusCode).toBe(200)
  })
})
