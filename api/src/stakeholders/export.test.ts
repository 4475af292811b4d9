import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { formatOf } from './accept.ts'
import { harmless } from './export.ts'

const t = useTestApp()
const csv = { headers: { accept: 'text/csv' } }
const made = { kind: 'organisation', name: '=HYPERLINK("http://x")', perimeterId: demoId('perimeter', 'bretagne'), tags: ['é;à'], description: '-5\n+33 2 98', city: 'Île-d’Arz', headcount: 12, externalId: '-4,5' }

describe('export of the register as CSV', () => {
  it.each([['=1+1', "'=1+1"], ['+33 2', "'+33 2"], ['@x', "'@x"], ['-cmd', "'-cmd"], ['\tx', "'\tx"], ['\rx', "'\rx"], ['-4', '-4'], ['-4,5', '-4,5'], ['-4.5', '-4.5'], ['a=b', 'a=b'], ['', '']])('%j is written %j', (given, written) => expect(harmless(given)).toBe(written))

  it.each([[undefined, 'json'], ['*/*', 'json'], ['text/csv', 'csv'], ['text/*', 'csv'], ['application/json, text/csv;q=0.9', 'json'], ['application/json;q=0.1, text/csv', 'csv'], ['*/*, text/csv;q=0', 'json']])('Accept: %s is answered in %s', (accept, format) => expect(formatOf(accept)).toBe(format))

  it('S-31: opens in French Excel: byte order mark, semicolons, accents, French words and dates, no formula', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('stakeholders', { ...made, since: '2026-01-15' })).json<{ id: string }>()
    const answer = await staff.post('stakeholders/search', { q: 'hyperlink', csv: 'fr' }, csv)
    expect(answer.headers['content-type']).toContain('text/csv; charset=utf-8')
    expect(answer.body.startsWith('\ufeffRéférence;Nom;Nature;Catégorie')).toBe(true)
    const [row] = parse(answer.body, { bom: true, columns: true, delimiter: ';', record_delimiter: '\r\n' }) as Record<string, string>[]
    expect(row).toMatchObject({ Nom: "'=HYPERLINK(\"http://x\")", Nature: 'organisation', Ville: 'Île-d’Arz', Étiquettes: 'é;à', Description: "'-5\n+33 2 98", 'Connue depuis': '15/01/2026', 'Personnes représentées': '12', 'Identifiant externe': '-4,5', Contractuelle: 'Non' })
    await staff.delete(`stakeholders/${id}`, { ifMatch: 1 })
  })

  it('holds every row that matches, once, in machine words without a mark, and never the internal note', async () => {
    const staff = await t.as('staff')
    const answer = await staff.get('stakeholders?side=external&sort=-headcount&limit=1', csv)
    const rows = parse(answer.body, { columns: true }) as Record<string, string>[]
    const { total } = (await staff.get('stakeholders/facets?side=external')).json<{ total: number }>()
    expect(new Set(rows.map((r) => r.reference)).size).toBe(total)
    expect(Object.keys(rows[0] ?? {})).not.toContain('internalNote')
    expect(answer.body.charCodeAt(0)).not.toBe(0xfeff)
  })

  it('keeps a relay within the perimeter and refuses other formats (406)', async () => {
    const rows = parse((await (await t.as('relay')).get('stakeholders', csv)).body, { columns: true }) as Record<string, string>[]
    expect(new Set(rows.map((r) => r.perimeter))).toEqual(new Set(['bretagne']))
    expect((await (await t.as('staff')).get('stakeholders', { headers: { accept: 'text/html' } })).json()).toMatchObject({ status: 406, code: 'not-acceptable' })
  })
})
