import { schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { type Client, demoId, useTestApp } from '../../test/app.ts'
import { checked, committed, form, type Import, organisations, send, sendText, ties } from './testing.ts'

const t = useTestApp()
const national = demoId('perimeter', 'national')
const bretagne = demoId('perimeter', 'bretagne')

const count = async (table: typeof schema.stakeholders | typeof schema.ties) => (await t.db.select({ n: sql<number>`count(*)::int` }).from(table).where(sql`deleted_at is null`))[0]?.n ?? 0

async function importBoth(staff: Client, encode: (text: string) => Buffer) {
  const people = await committed(staff, await send(staff, 'stakeholders', national, encode(await organisations())))
  const links = await committed(staff, await send(staff, 'ties', national, encode(await ties())))
  return { people, links }
}

/** As French Excel saves it: semicolons, CRLF, Windows-1252. */
const asExcel = (bom: boolean) => (text: string): Buffer => {
  const saved = stringify(parse(text), { delimiter: ';', record_delimiter: 'windows', bom })
  return bom ? Buffer.from(saved) : iconv.encode(saved, 'win1252')
}

describe('import of the register of lobbying', () => {
  it('writes 259 organisations and 573 ties, and the same files again change nothing', async () => {
    const staff = await t.as('staff')
    const { people, links } = await importBoth(staff, Buffer.from)
    expect(people.commit).toMatchObject({ created: 259, updated: 0, unchanged: 0 })
    expect(links.commit).toMatchObject({ created: 573, updated: 0, unchanged: 0 })
    const again = await importBoth(staff, Buffer.from)
    expect(again.people.commit).toMatchObject({ created: 0, updated: 0, unchanged: 259 })
    expect(again.links.commit).toMatchObject({ created: 0, updated: 0, unchanged: 573 })
    expect(again.people.twin).toMatchObject({ id: people.id })
  })

  it.each([['Windows-1252', false, 'windows-1252'], ['UTF-8 with a byte order mark', true, 'utf-8-bom']] as const)('reads the same from %s with semicolons and CRLF', async (_, bom, encoding) => {
    const staff = await t.as('staff')
    const people = await send(staff, 'stakeholders', national, asExcel(bom)(await organisations()))
    expect(people).toMatchObject({ encoding, delimiter: ';', rowCount: 259 })
    expect((await checked(staff, people)).check).toMatchObject({ toCreate: 0, toUpdate: 0, unchanged: 259, errorCount: 0 })
    const links = await send(staff, 'ties', national, asExcel(bom)(await ties()))
    expect((await checked(staff, links)).check).toMatchObject({ toCreate: 0, toUpdate: 0, unchanged: 573, errorCount: 0 })
  })

  it('is found by its batch on the register', async () => {
    const staff = await t.as('staff')
    const { items } = (await staff.get('imports?sort=createdAt')).json<{ items: Import[] }>()
    const first = items.find((item) => item.commit?.created === 259)
    expect((await staff.get(`stakeholders/facets?importId=${first?.id}`)).json()).toMatchObject({ total: 259 })
  })

  it('takes the batches back in reverse order, and refuses what is still tied', async () => {
    const staff = await t.as('staff')
    const { items } = (await staff.get('imports?sort=createdAt')).json<{ items: Import[] }>()
    const people = items.find((item) => item.commit?.created === 259)
    const links = items.find((item) => item.commit?.created === 573)
    const before = [await count(schema.stakeholders), await count(schema.ties)]
    expect((await staff.post(`imports/${links?.id}/undo`)).json()).toMatchObject({ state: 'undone', undo: { removed: 573, keptCount: 0 } })
    expect((await staff.post(`imports/${people?.id}/undo`)).json()).toMatchObject({ undo: { removed: 259, keptCount: 0 } })
    expect([await count(schema.stakeholders), await count(schema.ties)]).toEqual([(before[0] ?? 0) - 259, (before[1] ?? 0) - 573])
    expect((await staff.post(`imports/${people?.id}/undo`)).json()).toMatchObject({ status: 409, code: 'import-not-committed' })
  })
})

describe('a bad row', () => {
  const head = 'Identifiant;Nom;Effectif;Depuis;Interne ou externe\r\n'
  const good = 'A1;Première;1 200;31/12/2020;externe\r\n'
  const bad = 'A2;;douze;31/02/2021;ailleurs\r\n'

  it('lets nothing be written, and says line, column, value, code and a sentence in both languages', async () => {
    const staff = await t.as('staff')
    const before = await count(schema.stakeholders)
    const row = await checked(staff, await sendText(staff, 'stakeholders', national, head + good + bad))
    expect(row.check).toMatchObject({ errorCount: 4, toCreate: 1 })
    expect(row.check?.errors).toContainEqual({ line: 3, column: 'Effectif', field: 'headcount', value: 'douze', code: 'not-a-number', message: '« douze » n’est pas un nombre.' })
    expect(row.check?.errors).toContainEqual({ line: 3, column: 'Nom', field: 'name', value: '', code: 'required', message: 'Cette valeur est obligatoire et la cellule est vide.' })
    const english = (await staff.get(`imports/${row.id}`, { headers: { 'accept-language': 'en' } })).json<Import>()
    expect(english.check?.errors.map((error) => error.message)).toContain('“31/02/2021” is not a date: write DD/MM/YYYY, MM/YYYY or YYYY.')
    const refused = await staff.post(`imports/${row.id}/commit`)
    expect(refused.json()).toMatchObject({ status: 422, code: 'import-rows-refused' })
    expect(refused.json<{ errors: { pointer: string; code: string }[] }>().errors).toContainEqual({ pointer: '/rows/3/Effectif', code: 'not-a-number', message: '« douze » n’est pas un nombre.' })
    expect(await count(schema.stakeholders)).toBe(before)
  })

  it('in the middle of the writing rolls all of it back', async () => {
    const staff = await t.as('staff')
    const before = await count(schema.stakeholders)
    const row = await checked(staff, await sendText(staff, 'stakeholders', national, `Nom\r\n${Array.from({ length: 1500 }, (_, i) => `Essai ${i}`).join('\r\n')}`))
    await t.db.execute(sql`alter table stakeholders add constraint essai check (name <> 'Essai 1400') not valid`)
    const answer = await staff.post(`imports/${row.id}/commit`)
    await t.db.execute(sql`alter table stakeholders drop constraint essai`)
    expect(answer.statusCode).toBe(422)
    expect(await count(schema.stakeholders)).toBe(before)
    expect((await staff.get(`imports/${row.id}`)).json()).toMatchObject({ state: 'checked', commit: null })
    expect((await staff.post(`imports/${row.id}/commit`)).json()).toMatchObject({ commit: { created: 1500 } })
    expect((await staff.post(`imports/${row.id}/undo`)).json()).toMatchObject({ undo: { removed: 1500 } })
  })
})

describe('an import', () => {
  it.each(['fr', 'machine'])('of our own export changes nothing: %s', async (csv) => {
    const staff = await t.as('staff')
    const exported = await staff.get(`stakeholders?csv=${csv}`, { headers: { accept: 'text/csv' } })
    const row = await checked(staff, await send(staff, 'stakeholders', national, exported.rawPayload))
    expect(row.check).toMatchObject({ errors: [], toCreate: 0, toUpdate: 0, unchanged: row.rowCount })
  })

  it('finds parents further down in the file and refuses loops', async () => {
    const staff = await t.as('staff')
    const row = await committed(staff, await sendText(staff, 'stakeholders', national, 'id;name;parent\nP1;Antenne;P2\nP2;Siège;\n'))
    const { items } = (await staff.get(`stakeholders?importId=${row.id}&sort=name`)).json<{ items: { id: string; parentId: string | null; version: number }[] }>()
    expect([items[0]?.parentId, items[0]?.version]).toEqual([items[1]?.id, 1])
    const loop = await checked(staff, await sendText(staff, 'stakeholders', national, 'id;name;parent\nP2;Siège;P1\nP3;Seule;P3\n'))
    expect(loop.check?.errors.map((error) => error.code)).toEqual(['parent-loop', 'own-parent'])
    expect((await staff.post(`imports/${row.id}/undo`)).json()).toMatchObject({ undo: { removed: 2 } })
  })

  it('R-12: of 10,000 rows with one bad one writes nothing, and all of them once it is good', { timeout: 180_000 }, async () => {
    const staff = await t.as('staff')
    const text = (last: string) => Buffer.from(`id;name;effectif\n${Array.from({ length: 9999 }, (_, i) => `M${i};Membre ${i};${i}`).join('\n')}\n${last}\n`)
    const before = await count(schema.stakeholders)
    const bad = await checked(staff, await send(staff, 'stakeholders', national, text('M9999;Dernier;beaucoup')))
    expect(bad.check).toMatchObject({ errorCount: 1, errors: [{ line: 10_001, column: 'effectif', value: 'beaucoup', code: 'not-a-number' }] })
    expect((await staff.post(`imports/${bad.id}/commit`)).statusCode).toBe(422)
    expect(await count(schema.stakeholders)).toBe(before)
    const good = await committed(staff, await send(staff, 'stakeholders', national, text('M9999;Dernier;12')))
    expect(good.commit).toMatchObject({ created: 10_000 })
    expect((await checked(staff, await send(staff, 'stakeholders', national, text('M9999;Dernier;12')))).check).toMatchObject({ unchanged: 10_000 })
    expect((await staff.post(`imports/${good.id}/undo`)).json()).toMatchObject({ undo: { removed: 10_000 } })
  })

  it('of the same newcomers twice at once creates them once', async () => {
    const staff = await t.as('staff')
    const [a, b] = await Promise.all([1, 2].map(async () => checked(staff, await sendText(staff, 'stakeholders', national, 'Nom\nCourse une\nCourse deux\n'))))
    const answers = await Promise.all([a, b].map((row) => staff.post(`imports/${row?.id}/commit`)))
    expect(answers.map((answer) => answer.json<Import>().commit?.created).sort()).toEqual([0, 2])
  })

  it('is written only after a dry run of its present mapping', async () => {
    const staff = await t.as('staff')
    const row = await sendText(staff, 'stakeholders', national, 'Nom;Ville\nUne;Rennes\n')
    expect((await staff.post(`imports/${row.id}/commit`)).json()).toMatchObject({ status: 409, code: 'import-not-checked' })
    const seen = await checked(staff, row)
    expect((await staff.patch(`imports/${row.id}`, { mapping: { name: ['Nom'] } })).statusCode).toBe(428)
    for (const inherited of ['toString', 'hasOwnProperty']) expect((await staff.patch(`imports/${row.id}`, { mapping: { [inherited]: ['Nom'] } }, { ifMatch: seen.version })).json()).toMatchObject({ status: 422, code: 'import-mapping-refused' })
    const changed = (await staff.patch(`imports/${row.id}`, { mapping: { name: ['Nom'] } }, { ifMatch: seen.version })).json<Import>()
    expect(changed).toMatchObject({ state: 'uploaded', check: null, unmapped: ['Ville'] })
    expect((await staff.post(`imports/${row.id}/commit`)).json()).toMatchObject({ code: 'import-not-checked' })
  })

  it('keeps what somebody changed since when it is undone, and restores what it changed itself', async () => {
    const staff = await t.as('staff')
    const first = await committed(staff, await sendText(staff, 'stakeholders', national, 'id;name;city\nU1;Un;Rennes\nU2;Deux;Brest\nU3;Trois;Vannes\n'))
    const second = await committed(staff, await sendText(staff, 'stakeholders', national, 'id;name;city\nU1;Un;Nantes\nU2;Deux;Quimper\nU3;Trois;Vannes\n'))
    expect(second.commit).toMatchObject({ created: 0, updated: 2, unchanged: 1 })
    const find = async (q: string) => (await staff.get(`stakeholders?q=${q}&importId=${first.id}`)).json<{ items: { id: string; city: string; version: number }[] }>().items[0]
    const one = await find('Un')
    await staff.patch(`stakeholders/${one?.id}`, { city: 'Angers' }, { ifMatch: one?.version ?? 0 })
    const undone = (await staff.post(`imports/${second.id}/undo`)).json<Import>()
    expect(undone.undo).toMatchObject({ restored: 1, keptCount: 1, kept: [{ name: 'Un', reason: 'changed' }] })
    expect((await find('Deux'))?.city).toBe('Brest')
    expect((await staff.post(`imports/${first.id}/undo`)).json()).toMatchObject({ undo: { removed: 2, keptCount: 1 } })
  })

  it('S-31: leaves formulas, apostrophes and quotes as inert text', async () => {
    const staff = await t.as('staff')
    const row = await committed(staff, await sendText(staff, 'stakeholders', national, `Nom;Ville\n=1+1;"=HYPERLINK(""http://x"")"\n'=2+2;@SUM(A1)\n`))
    const { items } = (await staff.get(`stakeholders?importId=${row.id}`)).json<{ items: { name: string; city: string }[] }>()
    expect(items.map(({ name, city }) => [name, city]).sort()).toEqual([['=1+1', '=HYPERLINK("http://x")'], ['=2+2', '@SUM(A1)']])
  })

  it('creates the categories that the user asks for, or uses another, or leaves them empty', async () => {
    const staff = await t.as('staff')
    const row = await sendText(staff, 'stakeholders', national, 'Nom;Catégorie\nC1;Pouvoirs publics\nC2;Fondations\nC3;Syndicats\nC4;Cercles\n')
    expect(row.choices.map(({ value, action, code }) => [value, action, code])).toContainEqual(['Pouvoirs publics', 'use', 'pouvoirs-publics'])
    const said = { choices: [{ value: 'Fondations', action: 'create' }, { value: 'Syndicats', action: 'use', code: 'representants-personnel' }] }
    const patched = (await staff.patch(`imports/${row.id}`, said, { ifMatch: row.version })).json<Import>()
    const done = await committed(staff, patched)
    expect(done.check).toMatchObject({ newChoices: ['Fondations'], warningCount: 1 })
    const { items } = (await staff.get(`stakeholders?importId=${row.id}&sort=name`)).json<{ items: { name: string; categoryId: string | null; side: string }[] }>()
    expect(items.map((item) => item.categoryId === null)).toEqual([false, false, false, true])
    expect(items[2]).toMatchObject({ categoryId: demoId('category', 'representants-personnel'), side: 'internal' })
  })

  it('asks what an unknown type of tie is, and creates it when told so', async () => {
    const staff = await t.as('staff')
    await committed(staff, await sendText(staff, 'stakeholders', national, 'id;name\nT1;Tie un\nT2;Tie deux\n'))
    const row = await checked(staff, await sendText(staff, 'ties', national, 'from;to;type\nT1;Tie deux;héberge\n'))
    expect(row.check?.errors).toMatchObject([{ line: 2, column: 'type', value: 'héberge', code: 'unknown-tie-type' }])
    const patched = (await staff.patch(`imports/${row.id}`, { choices: [{ value: 'héberge', action: 'create' }] }, { ifMatch: row.version })).json<Import>()
    expect((await committed(staff, patched)).commit).toMatchObject({ created: 1 })
  })

  it('stays within the perimeters of its sender', async () => {
    const relay = await t.as('relay')
    const denied = await relay.post('imports', { target: 'stakeholders', perimeterId: national, content: 'Nom\nX\n' })
    expect(denied.json()).toMatchObject({ status: 403, code: 'perimeter-out-of-reach' })
    const own = await committed(relay, await sendText(relay, 'stakeholders', bretagne, 'Nom\nAntenne de Brest\n'))
    expect(own.commit).toMatchObject({ created: 1 })
    const staff = await t.as('staff')
    const other = await sendText(staff, 'stakeholders', national, 'Nom\nX\n')
    for (const path of [`imports/${other.id}`, `imports/${other.id}/rows`]) expect((await relay.get(path)).statusCode).toBe(404)
    for (const step of ['check', 'commit', 'undo']) expect((await relay.post(`imports/${other.id}/${step}`)).statusCode).toBe(404)
    expect((await (await t.as('reader')).get('imports')).statusCode).toBe(403)
  })

  it('is answered with its rows, page after page', async () => {
    const staff = await t.as('staff')
    const row = await sendText(staff, 'stakeholders', national, `Nom\n${Array.from({ length: 2100 }, (_, i) => `R${i}`).join('\n')}\n`)
    const page = (await staff.get(`imports/${row.id}/rows?limit=100&cursor=1950`)).json<{ items: { line: number; cells: string[] }[]; nextCursor: string }>()
    expect([page.items[0], page.items.at(-1), page.nextCursor]).toEqual([{ line: 1952, cells: ['R1950'] }, { line: 2051, cells: ['R2049'] }, '2050'])
  })

  it.each([
    ['an Excel workbook', Buffer.from([0x50, 0x4b, 3, 4, 0]), 415],
    ['an executable', Buffer.from([0x4d, 0x5a, 0x90, 0]), 415],
    ['a file with NUL', Buffer.from('Nom\nA\0B\n'), 415],
    ['headers alone', Buffer.from('Nom;Ville\n'), 422],
    ['nothing', Buffer.from(''), 422],
    ['an open quote', Buffer.from('Nom\n"A\nB\n'), 422],
    ['too many rows', Buffer.from(`Nom\n${'x\n'.repeat(50_001)}`), 413],
    ['too many bytes', Buffer.alloc(20 * 1024 * 1024 + 1, 'x'), 413],
  ])('refuses %s with a problem', async (_, bytes, status) => {
    const answer = await (await t.as('staff')).post('imports/upload', undefined, form('stakeholders', national, bytes))
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8'])
  })
})

