import { describe, expect, it } from 'vitest'
import { type Client, demoId, useTestApp } from '../../test/app.ts'
import { freezeEditionsAnew, readEditionSnapshots } from '../../test/demonstration-editions.ts'
import { openSession, said } from '../../test/sessions.ts'

const t = useTestApp()
const bretagne = demoId('perimeter', 'bretagne')
const e2026 = demoId('edition', 'edition-2026')
const body = { title: 'Essai', periodStart: '2026-01-01', periodEnd: '2026-12-31', perimeterId: bretagne }
interface Row { id: string; version: number; status: string; reference: string; sha256: string | null; internalNote: string | null; previousId: string | null; may: { write: boolean; publish: boolean } }
interface Block { id: string; version: number; kind: string; title: string; text: string }
interface Figure { value: number | null; text: string; rowCount: number | null; withheld: { reason: string } | null; people: number | null }
interface View { content: { audience: string; blocks: { id: string; kind: string; number: string; title: string; body: { type: string; figure?: Figure; paragraphs?: { runs: { type: string; figure?: Figure }[] }[]; rows?: { cells: { text: string; value: number | null; withheld: object | null }[] }[]; entries?: { code: string; places: object[] }[] } }[] }; sha256: string; frozen: boolean; unwritten: number; broken: number }
const code = (answer: { statusCode: number; json(): unknown }) => [answer.statusCode, (answer.json() as { code?: string }).code]
const made = async (client: Client, more: object = {}) => (await client.post('editions', { ...body, ...more })).json<Row>()
const add = async (client: Client, id: string, block: object) => client.post(`editions/${id}/blocks`, block)
const view = async (client: Client, id: string, query = '') => (await client.get(`editions/${id}/content${query}`)).json<View>()
const staff = () => t.as('staff')

describe('an edition', () => {
  it('begins from an outline, with its headings, what to say and figures that compute', async () => {
    const client = await staff()
    for (const { code: outline } of (await client.get('report-outlines')).json<{ items: { code: string }[] }>().items) {
      const row = await made(client, { outline, perimeterId: demoId('perimeter', 'national') })
      const { content, unwritten, broken } = await view(client, row.id)
      expect([outline, content.blocks.length > 10, unwritten > 0, broken]).toEqual([outline, true, true, 0])
    }
  })

  it('begins from another edition, which it is then compared with', async () => {
    const client = await staff()
    const row = await made(client, { copyFrom: e2026, periodStart: '2027-01-01', periodEnd: '2027-12-31' })
    expect(row.previousId).toBe(e2026)
    const [before, after] = [await client.get(`editions/${e2026}/blocks`), await client.get(`editions/${row.id}/blocks`)].map((answer) => answer.json<{ items: Block[] }>().items.map(({ kind, title, text }) => [kind, title, text]))
    expect(after).toEqual(before)
  })

  it.each([
    [{ periodEnd: '2025-12-31' }, 422, 'edition-period'], [{ title: ' ' }, 400, 'invalid-request'], [{ minimumCell: 2 }, 400, 'invalid-request'], [{ outline: 'nothing' }, 422, 'outline-not-found'],
    [{ previousId: demoId('none', 'x') }, 422, 'unknown-reference'], [{ previousId: demoId('edition', 'edition-2027') }, 422, 'edition-previous'], [{ copyFrom: demoId('none', 'x') }, 422, 'unknown-reference'],
  ])('refuses %j with %i %s', async (more, status, problem) => {
    expect(code(await (await staff()).post('editions', { ...body, ...more }))).toEqual([status, problem])
  })

  it('keeps a draft from whoever may only read, and its internal note from a reader of what is published', async () => {
    for (const role of ['reader', 'facilitator'] as const) {
      const client = await t.as(role)
      for (const path of ['', '/content', '/blocks', `/blocks/${demoId('edition-block', 'edition-2026/seances')}/rows`, '/comparison']) expect(code(await client.get(`editions/${e2026}${path}`)), path).toEqual([404, 'edition-not-found'])
      expect((await client.get('editions')).json<{ items: Row[] }>().items.map((row) => [row.status, row.internalNote, row.may.write])).toEqual([['published', null, false]])
    }
  })
})

describe('blocks', () => {
  it('stand in the order given, at the place asked for, and go on doing so when there is no room between two ranks', async () => {
    const client = await staff()
    const { id } = await made(client)
    const first = (await add(client, id, { kind: 'heading', title: 'A', level: 1 })).json<Block>()
    for (let i = 0; i < 8; i += 1) await add(client, id, { kind: 'heading', title: `après A ${i}`, level: 2, after: first.id })
    await add(client, id, { kind: 'text', text: 'au début', after: null })
    const list = async () => (await client.get(`editions/${id}/blocks`)).json<{ items: Block[] }>().items
    const titles = (await list()).map((block) => block.title || block.text)
    expect(titles).toEqual(['au début', 'A', ...Array.from({ length: 8 }, (_, i) => `après A ${7 - i}`)])
    const reversed = (await list()).map((block) => block.id).reverse()
    expect((await client.put(`editions/${id}/order`, { blockIds: reversed })).statusCode).toBe(200)
    expect((await list()).map((block) => block.id)).toEqual(reversed)
    for (const blockIds of [reversed.slice(1), [...reversed, first.id], [...reversed.slice(1), demoId('none', 'x')]]) expect(code(await client.put(`editions/${id}/order`, { blockIds }))).toEqual([422, 'edition-order-incomplete'])
    expect((await view(client, id)).content.blocks.map((block) => block.number)).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '2', ''])
  })

  it.each([
    [{ kind: 'figure', query: { figure: 'measure:nothing', params: {} } }, 422, 'figure-unknown'],
    [{ kind: 'chart', query: { figure: 'sessions-held', params: {} } }, 422, 'figure-unknown'],
    [{ kind: 'text', text: 'Soit {{points-status}}.' }, 422, 'figure-unknown'],
    [{ kind: 'text', text: 'Soit {{measure:nothing}}.' }, 422, 'figure-unknown'],
    [{ kind: 'point', query: { figure: 'point', params: {} } }, 422, 'figure-parameters'],
    [{ kind: 'point', query: { figure: 'point', params: { pointId: 'p11' } } }, 422, 'figure-parameters'],
    [{ kind: 'table', query: { figure: 'sessions-held', params: { colour: 'red' } } }, 422, 'figure-parameters'],
    [{ kind: 'table', query: { figure: 'sessions-held', params: { from: '2026-12-31', to: '2026-01-01' } } }, 422, 'figure-parameters'],
    [{ kind: 'table', query: { figure: 'ranking-top', params: { top: 5000 } } }, 422, 'figure-parameters'],
    [{ kind: 'heading', level: 4 }, 400, 'invalid-request'], [{ kind: 'poem' }, 400, 'invalid-request'], [{ kind: 'text', after: demoId('none', 'x') }, 422, 'unknown-reference'],
  ])('refuses %j with %i %s', async (block, status, problem) => {
    const client = await staff()
    const { id } = await made(client)
    expect(code(await add(client, id, block))).toEqual([status, problem])
  })

  it('say that what they name is gone, and keep the edition from being frozen until it is settled', async () => {
    const client = await staff()
    const { id } = await made(client)
    const block = (await add(client, id, { kind: 'point', query: { figure: 'point', params: { pointId: demoId('none', 'x') } } })).json<Block>()
    expect((await view(client, id)).content.blocks[0]?.body.type).toBe('missing')
    expect(code(await client.post(`editions/${id}/freeze`, {}))).toEqual([422, 'edition-incomplete'])
    await client.delete(`editions/${id}/blocks/${block.id}`, { ifMatch: 1 })
    expect(code(await client.post(`editions/${id}/freeze`, {}))).toEqual([422, 'edition-empty'])
  })
})

describe('figures', () => {
  it('say what the measures say, within a sentence too, and open as many rows as they count', async () => {
    const client = await staff()
    const measure = (await client.get(`measures/sessions_held?from=2026-01-01&to=2026-12-31&perimeterId=${bretagne}`)).json<{ value: number }>()
    const { id } = await made(client)
    const text = (await add(client, id, { kind: 'text', text: 'Il y a eu {{measure:attendance_rate}} puis {{measure:sessions_held}} séances.' })).json<Block>()
    const { content } = await view(client, id)
    const figure = content.blocks[0]?.body.paragraphs?.[0]?.runs.filter((run) => run.type === 'figure')[1]?.figure
    expect(figure?.value).toBe(measure.value)
    const rows = (await client.get(`editions/${id}/blocks/${text.id}/rows?part=1&limit=2`)).json<{ items: object[]; total: number; nextCursor: string | null }>()
    expect([rows.items.length, rows.total]).toEqual([2, measure.value])
    const next = (await client.get(`editions/${id}/blocks/${text.id}/rows?part=1&limit=2&cursor=${encodeURIComponent(rows.nextCursor ?? '')}`)).json<{ items: object[] }>()
    expect(next.items).not.toEqual(rows.items)
    expect(code(await client.get(`editions/${id}/blocks/${text.id}/rows?part=0&cursor=${encodeURIComponent(rows.nextCursor ?? '')}`))).toEqual([400, 'invalid-cursor'])
  })

  it('of the whole demonstration: every row behind every block opens, and none names a person', async () => {
    const client = await staff()
    const blocks = (await client.get(`editions/${e2026}/blocks`)).json<{ items: Block[] }>().items
    const persons = (await client.get('stakeholders?kind=person&limit=100')).json<{ items: { name: string }[] }>().items.map((person) => person.name)
    expect(persons.length).toBeGreaterThan(3)
    const text = (await client.get(`editions/${e2026}/content`)).body
    for (const name of persons) expect(text).not.toContain(name)
    for (const block of blocks) {
      const answer = await client.get(`editions/${e2026}/blocks/${block.id}/rows?limit=200`)
      expect(answer.statusCode, block.title).toBe(200)
      for (const name of persons) expect(answer.body).not.toContain(name)
    }
  })

  it('are compared with the edition before: printed there, or computed over its period', async () => {
    const client = await staff()
    const items = (await client.get(`editions/${e2026}/comparison`)).json<{ items: { label: string; source: string; before: { value: number } | null; after: { value: number }; change: number | null }[] }>().items
    const points = items.find((item) => item.label === 'Points discutés')
    expect(points).toMatchObject({ source: 'edition', change: (points?.after.value ?? 0) - (points?.before?.value ?? 0) })
    expect(items.some((item) => item.source === 'computed' && item.before !== null)).toBe(true)
  })

  it('withhold what is too small when they leave, and what it could be had from', async () => {
    const client = await staff()
    const row = await made(client, { minimumCell: 12, perimeterId: demoId('perimeter', 'national') })
    await add(client, row.id, { kind: 'text', text: '{{measure:organisations_met}} organisations' })
    await add(client, row.id, { kind: 'table', query: { figure: 'sessions-held', params: {} } })
    const [inside, outside] = [await view(client, row.id), await view(client, row.id, '?audience=outside')]
    const organisations = (one: View) => one.content.blocks[1]?.body.rows?.map((line) => line.cells[5]?.value ?? null) ?? []
    expect(organisations(inside).filter((n) => n !== null && n > 0 && n < 12).length).toBeGreaterThan(1)
    expect(organisations(outside).every((n) => n === null || n >= 12)).toBe(true)
    expect(outside.content.blocks[0]?.body.paragraphs?.[0]?.runs[0]?.figure).toMatchObject({ value: inside.content.blocks[0]?.body.paragraphs?.[0]?.runs[0]?.figure?.value })
    await client.patch(`editions/${row.id}`, { minimumCell: 100 }, { ifMatch: 1 })
    expect((await view(client, row.id, '?audience=outside')).content.blocks[0]?.body.paragraphs?.[0]?.runs[0]?.figure).toMatchObject({ value: null, people: null, rowCount: null, withheld: { reason: 'few', minimum: 100, text: expect.stringContaining('100') as string } })
  })
})

describe('a frozen edition', () => {
  it('stays as it was when the records change, says that they changed, and is locked', async () => {
    const client = await staff()
    const { id } = await made(client)
    const block = (await add(client, id, { kind: 'figure', query: { figure: 'measure:points_discussed', params: {} } })).json<Block>()
    await add(client, id, { kind: 'table', query: { figure: 'sessions-held', params: {} } })
    const draft = await view(client, id)
    expect(code(await client.get(`editions/${id}/drift`))).toEqual([409, 'edition-not-frozen'])
    expect(code(await client.post(`editions/${id}/freeze`, { sha256: '0'.repeat(64) }))).toEqual([409, 'edition-changed-since'])
    const frozen = (await client.post(`editions/${id}/freeze`, { sha256: draft.sha256 })).json<Row>()
    expect(frozen).toMatchObject({ status: 'frozen', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    expect((await client.get(`editions/${id}/drift`)).json()).toMatchObject({ items: [] })

    const session = await openSession(client)
    await client.post('positions', said(session))
    const after = await view(client, id)
    expect([after.sha256, after.frozen]).toEqual([draft.sha256, true])
    const was = draft.content.blocks[0]?.body.figure?.value ?? 0
    const drift = (await client.get(`editions/${id}/drift`)).json<{ items: { blockId: string; figures: { frozen: { value: number }; now: { value: number } }[]; rows: { added: number; removed: number } }[] }>().items
    expect(drift.find((item) => item.blockId === block.id)).toMatchObject({ figures: [{ frozen: { value: was }, now: { value: was + 1 } }], rows: { added: 1, removed: 0 } })
    expect((await client.get(`editions/${id}/blocks/${block.id}/rows`)).json()).toMatchObject({ total: was })
    expect((await client.get(`editions/${id}/verification`)).json()).toMatchObject({ intact: true, sha256: frozen.sha256 })

    const locked = [409, 'edition-locked']
    expect(code(await add(client, id, { kind: 'text', text: 'Trop tard' }))).toEqual(locked)
    expect(code(await client.patch(`editions/${id}/blocks/${block.id}`, { title: 'Autre' }, { ifMatch: 1 }))).toEqual(locked)
    expect(code(await client.delete(`editions/${id}/blocks/${block.id}`, { ifMatch: 1 }))).toEqual(locked)
    expect(code(await client.put(`editions/${id}/order`, { blockIds: [block.id] }))).toEqual(locked)
    expect(code(await client.patch(`editions/${id}`, { title: 'Autre' }, { ifMatch: frozen.version }))).toEqual(locked)
    expect(code(await client.delete(`editions/${id}`, { ifMatch: frozen.version }))).toEqual(locked)
    expect(code(await client.post(`editions/${id}/freeze`, {}))).toEqual(locked)
    expect((await client.patch(`editions/${id}`, { internalNote: 'Vu' }, { ifMatch: frozen.version })).statusCode).toBe(200)
  })

  it('is read without an account once published, no more once withdrawn, and never as a draft', async () => {
    const client = await staff()
    const row = await made(client, { internalNote: 'Ne pas diffuser' })
    await add(client, row.id, { kind: 'table', query: { figure: 'sessions-held', params: {} } })
    const path = `public/editions/${row.reference}`
    expect(code(await t.anonymous.get(path))).toEqual([404, 'edition-not-found'])
    expect(code(await client.post(`editions/${row.id}/publish`))).toEqual([409, 'edition-transition-refused'])
    await client.post(`editions/${row.id}/freeze`, {})
    expect(code(await t.anonymous.get(path))).toEqual([404, 'edition-not-found'])
    await client.post(`editions/${row.id}/publish`)
    const open = await t.anonymous.get(path)
    expect(open.json<View>().content.audience).toBe('outside')
    expect(open.body).not.toContain('Ne pas diffuser')
    expect(open.body).not.toContain('"link":{')
    expect((await (await t.as('reader')).get(`editions/${row.id}/content`)).statusCode).toBe(200)
    await client.post(`editions/${row.id}/withdraw`)
    expect(code(await t.anonymous.get(path))).toEqual([404, 'edition-not-found'])
    expect((await client.get(`editions/${row.id}`)).json()).toMatchObject({ status: 'withdrawn' })
  })

  it('names the meeting at which a body approved it, and is refused to a body without its quorum', async () => {
    const client = await staff()
    const { id } = await made(client)
    await add(client, id, { kind: 'text', text: 'Un texte.' })
    const bodyId = demoId('body', 'comite-dialogue-bretagne')
    const meetings = (await client.get(`sessions?bodyId=${bodyId}&limit=50`)).json<{ items: { id: string; startsAt: string; title: string }[] }>().items
    expect(code(await client.post(`editions/${id}/freeze`, { bodyId }))).toEqual([422, 'edition-approval-incomplete'])
    expect(code(await client.post(`editions/${id}/freeze`, { bodyId, approvedOn: '2026-11-01' }))).toEqual([422, 'quorum-meeting-missing'])
    const answers = await Promise.all(meetings.map(async (meeting) => code(await client.post(`editions/${id}/freeze`, { bodyId, sessionId: meeting.id, approvedOn: '2099-01-01' }))))
    expect(answers).toContainEqual([409, 'quorum-not-reached'])
    expect(answers).toContainEqual([422, 'edition-approval-day'])
    const good = meetings[answers.findIndex(([status]) => status === 422)]
    const row = (await client.post(`editions/${id}/freeze`, { bodyId, sessionId: good?.id, approvedOn: good?.startsAt.slice(0, 10) })).json()
    expect(row).toMatchObject({ status: 'frozen', approvedByBodyId: bodyId, approvedAtTitle: good?.title })
  })

  it('of the demonstration is what its records give', async () => {
    const kept = await readEditionSnapshots()
    expect((await freezeEditionsAnew(t.db)).editions.map((edition) => [edition.code, edition.sha256])).toEqual(kept.editions.map((edition) => [edition.code, edition.sha256]))
    expect((await (await staff()).get(`editions/${demoId('edition', 'edition-2012')}/verification`)).json()).toMatchObject({ intact: true })
  })
})
