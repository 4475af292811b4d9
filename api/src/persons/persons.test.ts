import { schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { type Client, demoId, openTestApp, useTestApp } from '../../test/app.ts'
import { dumpOf, plant } from '../../test/plant.ts'
import { checked, sendText } from '../imports/testing.ts'
import { hashOf } from '../minutes/canonical.ts'
import { holdings } from './holdings.ts'
import { replayErasures } from './replay.ts'

const t = useTestApp()
const perimeterId = demoId('perimeter', 'national')
const makePerson = async (client: Client, name: string, more: object = {}) => (await client.post('stakeholders', { kind: 'person', name, perimeterId, ...more })).json<{ id: string; version: number; reference: string }>()

describe('the list of what is held about a person', () => {
  it('P-11: names every column of the database that points to a stakeholder', async () => {
    const { rows } = await t.db.execute<{ table: string; column: string }>(sql`
      select k.table_name as "table", k.column_name as "column" from information_schema.referential_constraints r
      join information_schema.key_column_usage k on k.constraint_name = r.constraint_name join information_schema.constraint_column_usage u on u.constraint_name = r.unique_constraint_name
      where u.table_name = 'stakeholders' union select table_name, column_name from information_schema.columns where table_schema = current_schema() and column_name in ('stakeholder_id', 'person_id', 'holder_id')`)
    const listed = holdings.map(({ table, of }) => ({ table, text: JSON.stringify(of('00000000-0000-0000-0000-000000000000').queryChunks) }))
    // The shell’s own parent is emptied; keys and audit are the seal’s; a proxy names whom another chose.
    const elsewhere = ['stakeholders.parent_id', 'person_keys.stakeholder_id', 'audit_entries.person_id']
    const missing = rows.filter(({ table, column }) => !elsewhere.includes(`${table}.${column}`) && !listed.some((holding) => holding.table === table && holding.text.includes(column)))
    expect(rows.length).toBeGreaterThan(35)
    expect(missing).toEqual([])
  })
})

describe('an access file', () => {
  it('P-11: holds every marker of the person, from every table, and none of anybody else', async () => {
    const mine = await plant(t.db, 'Aurore Delmasse-Trévidic', 'aurore')
    await plant(t.db, 'Bastien Orvoën', 'bastien')
    await t.db.update(schema.stakeholders).set({ internalNote: 'mk-essai, vu avec Mme Delmasse-Trévidic et Bastien Orvoën.' }).where(eq(schema.stakeholders.id, demoId('stakeholder', 'professionnels-sante')))
    const dpo = await t.as('dpo')
    const answer = await dpo.get(`stakeholders/${mine.id}/access-file`)
    expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200)
    const told = answer.body
    expect(mine.markers.length).toBeGreaterThan(40)
    expect(mine.markers.filter((marker) => !told.includes(marker))).toEqual([])
    expect(told).toContain(mine.email)
    expect(told).toContain('mk-essai, vu avec Mme Delmasse-Trévidic et [autre personne].')
    expect(told).not.toMatch(/mk-bastien|bastien@|Bastien Orvoën/)
    const page = await dpo.get(`stakeholders/${mine.id}/access-file?format=html`)
    expect(page.headers['content-type']).toContain('text/html')
    expect(mine.markers.filter((marker) => !page.body.includes(marker))).toEqual([])
    expect(page.body).toMatch(/<html lang="fr">.*Comment lire les scores.*Vos droits/s)
  })

  it('P-11: is refused for an organisation, and to everybody but the officer', async () => {
    expect((await (await t.as('dpo')).get(`stakeholders/${demoId('stakeholder', 'professionnels-sante')}/access-file`)).json()).toMatchObject({ status: 422, code: 'not-a-person' })
    expect((await (await t.as('administrator')).get(`stakeholders/${demoId('stakeholder', 'gaspard-villemure')}/access-file`)).statusCode).toBe(403)
  })
})

describe('an erasure', () => {
  it('P-14: leaves no string of the person in a dump of the whole database, the same figures, and a receipt', async () => {
    const person = await plant(t.db, 'Corentin Balzac-Morvan', 'corentin')
    const [staff, dpo] = [await t.as('staff'), await t.as('dpo')]
    // By the roads of every day too: an audit that knows the name, answers kept for a repeated request, words in what others wrote.
    await staff.patch(`stakeholders/${person.id}`, { description: 'mk-corentin-api' }, { ifMatch: (await staff.get(`stakeholders/${person.id}`)).json<{ version: number }>().version })
    const other = await makePerson(staff, 'Cercle Essai', { kind: 'organisation' })
    await t.db.update(schema.stakeholders).set({ description: 'Présidé par Corentin Balzac-Morvan, et M. BALZAC-MORVAN le dit.', tags: ['corentin balzac-morvan'] }).where(eq(schema.stakeholders.id, other.id))
    await staff.post('mandates', { personId: person.id, organisationId: other.id, role: 'mk-corentin-keyed' }, { headers: { 'idempotency-key': 'corentin-1' } })
    await t.db.insert(schema.importChunks).values({ importId: (await t.db.select({ id: schema.imports.id }).from(schema.imports).limit(1))[0]?.id ?? (await anImport()), rank: 999, lines: [1], rows: [['Corentin Balzac-Morvan', 'mk-corentin-cell']] })
    const frozen = await freezeNaming('Corentin Balzac-Morvan')
    const figures = ['convergence', 'quality']
    const before = await Promise.all(figures.map(async (path) => (await staff.get(path)).json<unknown>()))
    const counts = await anonymousCounts(person.id)

    const answer = await dpo.post(`stakeholders/${person.id}/erasure`, {})
    expect(answer.statusCode, answer.body.slice(0, 600)).toBe(200)
    expect(answer.json<{ counts: Record<string, number> }>().counts).toMatchObject({ mandates: 2, scores: 1, positions: 1 })
    expect(answer.body).not.toMatch(/corentin|balzac/i)
    const dump = await dumpOf(t)
    // The numbers of records, what was promised in public, and who of the organisation follows it: not the person’s.
    const kept = /mk-corentin-(?:\w+-reference|commitments-statement|watch_items-owner)/g
    expect([...dump.replace(kept, '').matchAll(/.{60}(?:mk-corentin|mk-payload-corentin|mk-before-corentin|corentin@|Corentin Balzac|Balzac-Morvan).{60}/gi)].map((match) => match[0])).toEqual([])
    expect(await anonymousCounts(person.id)).toEqual(counts)
    const after = await Promise.all(figures.map(async (path) => (await staff.get(path)).json<unknown>()))
    expect(numbersOf(before).length).toBeGreaterThan(50)
    expect(numbersOf(after)).toEqual(numbersOf(before))
    // What was frozen verifies as it now reads, and both hashes stand in the audit.
    const [version] = await t.db.select().from(schema.minutesVersions).where(eq(schema.minutesVersions.id, frozen.id))
    expect(version?.sha256).toBe(hashOf(version?.content))
    expect(JSON.stringify(version?.content)).toContain('[personne effacée]')
    const [masked] = await t.db.select().from(schema.auditEntries).where(eq(schema.auditEntries.action, 'minutes.masked'))
    expect([masked?.before, masked?.after]).toEqual([{ sha256: frozen.sha256 }, { sha256: version?.sha256 }])
    expect((await dpo.get(`stakeholders/${person.id}`)).statusCode).toBe(404)
    expect((await dpo.post(`stakeholders/${person.id}/erasure`, {})).statusCode).toBe(404)
    expect((await (await t.as('administrator')).post(`stakeholders/${person.id}/restore`)).statusCode).toBe(404)
  })

  it('P-14: waits for a legal hold, and changes nothing then', async () => {
    const person = await plant(t.db, 'Denez Kerguelvan', 'denez')
    const [user] = await t.db.select({ id: schema.users.id }).from(schema.users).limit(1)
    await t.db.insert(schema.legalHolds).values({ stakeholderId: person.id, perimeterId, reason: 'Contentieux', createdBy: user?.id ?? '' })
    expect((await (await t.as('dpo')).post(`stakeholders/${person.id}/erasure`, {})).json()).toMatchObject({ status: 409, code: 'person-on-hold' })
    expect((await (await t.as('dpo')).get(`stakeholders/${person.id}`)).json()).toMatchObject({ name: person.name })
  })

  it('P-15: is done again after a backup is restored, before the first request', async () => {
    const id = demoId('stakeholder', 'firmin-desparre')
    expect((await (await t.as('dpo')).post(`stakeholders/${id}/erasure`, {})).statusCode).toBe(200)
    // The template of this run is the backup: a database made from it still knows him.
    const restored = await openTestApp()
    try {
      expect((await restored.db.select().from(schema.stakeholders).where(eq(schema.stakeholders.id, id)))[0]?.name).toBe('Firmin Desparre')
      expect(await replayErasures(restored.db, { secret: t.app.config.secret, erasureFolder: t.app.config.erasureFolder })).toBe(1)
      expect(await dumpOf(restored)).not.toMatch(/Firmin Desparre|firmin.desparre@/i)
      expect(await replayErasures(restored.db, { secret: t.app.config.secret, erasureFolder: t.app.config.erasureFolder })).toBe(0)
    } finally {
      await restored.close()
    }
  })
})

describe('a restriction', () => {
  it('P-16: takes a person out of lists, search, map, exports and sheets for all but the officer, and lifting brings back exactly what was', async () => {
    const [staff, dpo] = [await t.as('staff'), await t.as('dpo')]
    const person = await plant(t.db, 'Enora Plougastel-Vray', 'enora')
    const row = async () => (await t.db.select().from(schema.stakeholders).where(eq(schema.stakeholders.id, person.id)))[0]
    const before = await row()
    expect(await seenBy(staff, person.name, person.id)).toEqual({ sheet: 200, list: 1, search: true, csv: true, scores: true })
    expect((await dpo.post(`stakeholders/${person.id}/restriction`, { reason: 'Exactitude contestée' })).json()).toMatchObject({ standing: 'restricted' })
    expect(await seenBy(staff, person.name, person.id)).toEqual({ sheet: 404, list: 0, search: false, csv: false, scores: false })
    expect((await staff.post(`stakeholders/${person.id}/restore`)).statusCode).toBe(404)
    expect((await dpo.get(`stakeholders/${person.id}`)).json()).toMatchObject({ name: person.name })
    expect((await dpo.post('persons/search', { q: 'plougastel', standing: ['restricted'] })).json()).toMatchObject({ items: [{ id: person.id, standing: 'restricted' }] })
    expect((await dpo.post(`stakeholders/${person.id}/restriction`, { reason: 'Encore' })).json()).toMatchObject({ code: 'restricted-already' })
    expect((await dpo.delete(`stakeholders/${person.id}/restriction`)).json()).toMatchObject({ standing: 'shown', restrictedAt: null })
    const { version: _v, updatedAt: _u, ...after } = { ...(await row()) }
    expect({ ...before, ...after }).toEqual({ ...before })
    expect(await seenBy(staff, person.name, person.id)).toEqual({ sheet: 200, list: 1, search: true, csv: true, scores: true })
    expect((await dpo.delete(`stakeholders/${person.id}/restriction`)).json()).toMatchObject({ code: 'not-restricted' })
  })
})

describe('an objection', () => {
  it('P-18: stops at once, and neither a form, another spelling, an address nor an import brings the person back', async () => {
    const [staff, dpo] = [await t.as('staff'), await t.as('dpo')]
    const person = await plant(t.db, 'Fañch Le Berrigaud', 'fanch')
    expect((await dpo.post(`stakeholders/${person.id}/objection`, { reason: 'Courrier reçu' })).json()).toMatchObject({ standing: 'restricted', suppressed: 2 })
    for (const name of ['Fañch Le Berrigaud', 'LE BERRIGAUD Fanch', 'le berrigaud, fañch']) {
      const refused = await staff.post('stakeholders', { kind: 'person', name, perimeterId })
      expect(refused.json()).toMatchObject({ status: 409, code: 'objection-on-file' })
      expect(refused.body).not.toMatch(/berrigaud/i)
    }
    const other = await makePerson(staff, 'Gwenaëlle Rostrenan')
    expect((await staff.patch(`stakeholders/${other.id}`, { name: 'Fañch Le Berrigaud' }, { ifMatch: 1 })).json()).toMatchObject({ code: 'objection-on-file' })
    expect((await staff.post('mandates', { personId: other.id, organisationId: demoId('stakeholder', 'professionnels-sante'), role: 'Membre', email: person.email.toUpperCase() })).json()).toMatchObject({ code: 'objection-on-file' })
    const checks = await checked(staff, await sendText(staff, 'stakeholders', perimeterId, 'nom;nature\nOrganisation Neuve;organisation\nFañch LE BERRIGAUD;personne\n'))
    const report = JSON.parse(JSON.stringify(checks).replace(/"rows":.*?\]\]/, '"rows":[]')) as { check: { errors: unknown[] } }
    expect(report.check.errors).toMatchObject([{ line: 3, code: 'objection-on-file', value: '' }])
    expect(JSON.stringify(report.check.errors)).not.toMatch(/berrigaud/i)
    expect((await dpo.post(`stakeholders/${person.id}/erasure`, {})).statusCode).toBe(200)
    expect((await staff.post('stakeholders', { kind: 'person', name: 'Fañch Le Berrigaud', perimeterId })).json()).toMatchObject({ code: 'objection-on-file' })
  })
})

describe('portability', () => {
  it('P-17: gives what the person said, as JSON and as CSV, and nothing that others wrote of them', async () => {
    const person = await plant(t.db, 'Herveline Cosquéric', 'herveline')
    await t.db.update(schema.positions).set({ manner: 'written', withdrawnAt: null }).where(eq(schema.positions.holderId, person.id))
    const dpo = await t.as('dpo')
    const file = (await dpo.get(`stakeholders/${person.id}/portability`)).body
    const csv = await dpo.get(`stakeholders/${person.id}/portability?format=csv`)
    for (const text of [file, csv.body]) {
      expect(text).toContain('mk-herveline-positions-reason')
      expect(text).toContain('mk-herveline-minutes_corrections-text')
      expect(text).not.toMatch(/mk-herveline-(scores|expectations|ties|stakeholders-internal_note)/)
    }
    expect(csv.headers['content-type']).toContain('text/csv')
  })
})

describe('readings', () => {
  it('P-13: a rectification is told to whoever took the person out, the old value stays in the audit alone', async () => {
    const [staff, dpo] = [await t.as('staff'), await t.as('dpo')]
    const made = await makePerson(staff, 'Erwan Kersauzon-Nom-Faux')
    await staff.get('stakeholders?q=kersauzon', { headers: { accept: 'text/csv' } })
    const recipients = async () => (await dpo.get(`stakeholders/${made.id}/recipients`)).json<{ items: { actor: string; outdated: boolean }[] }>().items
    expect(await recipients()).toMatchObject([{ actor: `user:${demoId('user', 'staff')}`, outdated: false }])
    expect((await staff.patch(`stakeholders/${made.id}`, { tags: ['presse'] }, { ifMatch: made.version })).statusCode).toBe(200)
    expect((await recipients())[0]?.outdated).toBe(false)
    expect((await staff.patch(`stakeholders/${made.id}`, { name: 'Erwan Kersauzon' }, { ifMatch: made.version + 1 })).statusCode).toBe(200)
    expect(await recipients()).toMatchObject([{ actor: `user:${demoId('user', 'staff')}`, outdated: true }])
    expect(await t.db.select({ type: schema.events.type }).from(schema.events).where(and(eq(schema.events.objectId, made.id), eq(schema.events.objectType, 'person')))).toEqual([{ type: 'person.rectified' }])
    const { rows } = await t.db.execute(sql`select 1 from stakeholders where to_jsonb(stakeholders)::text like '%Nom-Faux%'`)
    expect(rows).toEqual([])
    expect((await staff.get(`stakeholders/${made.id}/recipients`)).statusCode).toBe(403)
  })

  it('P-26: opening a sheet, an export and an access file each leave a row that nobody can change', async () => {
    const [reader, staff, dpo] = [await t.as('reader'), await t.as('staff'), await t.as('dpo')]
    const person = await makePerson(staff, 'Ildut Marzin')
    await reader.get(`stakeholders/${person.id}`)
    await reader.get(`stakeholders/${person.id}/sheet`)
    await staff.get('stakeholders?q=ildut', { headers: { accept: 'text/csv' } })
    await dpo.get(`stakeholders/${person.id}/access-file`)
    const { items } = (await dpo.get(`stakeholders/${person.id}/readings`)).json<{ items: { kind: string; actorName: string; personName: string }[] }>()
    expect(items.map((item) => item.kind)).toEqual(['access_file', 'export', 'sheet', 'sheet'])
    expect(items.every((item) => item.actorName && item.personName === 'Ildut Marzin')).toBe(true)
    await expect(t.db.execute(sql`update readings set actor = 'x'`)).rejects.toThrow()
    await expect(t.db.execute(sql`delete from readings`)).rejects.toThrow()
  })

  it('P-27: what an account read between two instants is exactly that', async () => {
    const [relay, dpo] = [await t.as('relay'), await t.as('dpo')]
    const me = (await relay.get('auth/me')).json<{ user: { id: string } }>().user
    const mine = async (from: Date, to: Date) => (await dpo.get(`readings?actor=user:${me.id}&from=${from.toISOString()}&to=${to.toISOString()}`)).json<{ items: { stakeholderId: string }[] }>().items.map((item) => item.stakeholderId)
    const visible = (await relay.post('stakeholders/search', { kind: ['person'], limit: 3 })).json<{ items: { id: string }[] }>().items.map((item) => item.id)
    const start = new Date()
    for (const id of visible) await relay.get(`stakeholders/${id}`)
    const end = new Date(Date.now() + 1000)
    expect(visible.length).toBeGreaterThan(0)
    expect((await mine(start, end)).sort()).toEqual([...visible].sort())
    expect(await mine(new Date(start.getTime() - 60_000), new Date(start.getTime() - 1000))).toEqual([])
  })
})

describe('the register of requests', () => {
  it('P-12: is due a month after it came, late the day after, three months once extended', async () => {
    const dpo = await t.as('dpo')
    const made = (await dpo.post('person-requests', { perimeterId, kind: 'access', requester: 'Jaouen Tremel' })).json<{ id: string; dueOn: string; receivedOn: string; overdue: boolean }>()
    expect(made.overdue).toBe(false)
    const late = async () => (await dpo.get('person-requests?overdue=true')).json<{ items: { id: string }[] }>().items.some((item) => item.id === made.id)
    try {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${made.dueOn}T12:00:00Z`) })
      expect(await late()).toBe(false)
      const extended = await dpo.patch(`person-requests/${made.id}`, { extensionReason: 'De nombreuses pièces à réunir' }, { ifMatch: 1 })
      expect(extended.json<{ dueOn: string }>().dueOn > made.dueOn).toBe(true)
      vi.setSystemTime(new Date(`${made.dueOn}T12:00:00Z`).getTime() + 86_400_000)
      expect(await late()).toBe(false)
      vi.setSystemTime(new Date(`${extended.json<{ dueOn: string }>().dueOn}T12:00:00Z`).getTime() + 86_400_000)
      expect(await late()).toBe(true)
    } finally {
      vi.useRealTimers()
    }
    expect((await dpo.patch(`person-requests/${made.id}`, { state: 'answered', reply: 'Voici.' }, { ifMatch: 2 })).json()).toMatchObject({ code: 'request-identity-owed' })
    expect((await dpo.patch(`person-requests/${made.id}`, { state: 'answered', identityCheck: 'Pièce vue', reply: 'Voici.' }, { ifMatch: 2 })).json()).toMatchObject({ state: 'answered', overdue: false })
  })
})

async function seenBy(client: Client, name: string, id: string) {
  const q = name.split(' ')[0] ?? ''
  const list = (await client.post('stakeholders/search', { q })).json<{ items: unknown[] }>().items.length
  const search = (await client.post('search', { q })).body.includes(id)
  const csv = (await client.get(`stakeholders?q=${encodeURIComponent(q)}`, { headers: { accept: 'text/csv' } })).body.includes(name)
  const scores = (await client.get(`scores?stakeholderId=${id}`)).body.includes(id)
  return { sheet: (await client.get(`stakeholders/${id}`)).statusCode, list, search, csv, scores }
}

/** Every number of an answer with where it stands, and no word. */
const numbersOf = (value: unknown, at = ''): string[] =>
  typeof value === 'number' ? [`${at}=${value}`] : value && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${at}.${key}`)) : []

/** What figures count of somebody, without saying who. */
async function anonymousCounts(id: string) {
  const { rows } = await t.db.execute(sql`select (select count(*) from scores where stakeholder_id = ${id})::int as scores, (select sum(value) from scores where stakeholder_id = ${id})::int as total, (select count(*) from positions where holder_id = ${id})::int as positions,
    (select count(*) from attendances where stakeholder_id = ${id})::int as present, (select count(*) from invitations where stakeholder_id = ${id})::int as invited, (select count(*) from expectations where stakeholder_id = ${id})::int as expected, (select count(*) from evaluation_recipients where stakeholder_id = ${id})::int as asked`)
  return rows[0]
}

async function anImport(): Promise<string> {
  const [row] = await t.db.insert(schema.imports).values({ target: 'stakeholders', fileName: 'essai.csv', digest: 'x', encoding: 'utf-8', delimiter: ';', headers: ['nom'], rows: [['Corentin Balzac-Morvan', 'mk-corentin-first']], rowCount: 1, mapping: {}, defaults: {}, perimeterId }).returning({ id: schema.imports.id })
  return row?.id ?? ''
}

/** Puts the name into frozen minutes, under a right hash. */
async function freezeNaming(name: string) {
  const [version] = await t.db.select().from(schema.minutesVersions).limit(1)
  if (!version) throw new Error('the demonstration has frozen minutes')
  const content = { ...version.content, essai: [{ holder: name, reason: 'mk-corentin-frozen' }] }
  const sha256 = hashOf(content)
  await t.db.update(schema.minutesVersions).set({ content, sha256 }).where(eq(schema.minutesVersions.id, version.id))
  return { id: version.id, sha256 }
}
