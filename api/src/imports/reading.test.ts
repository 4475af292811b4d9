import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readIdentifier, readLine, readList, readNumber, readWord, readYesNo } from './cells.ts'
import { readDate, readDay } from './dates.ts'
import { decodeFile } from './decode.ts'
import { parseSheet } from './parse.ts'
import { proposeMapping } from './propose.ts'
import { safeName } from '../plugins/uploads.ts'

const read = async (bytes: Buffer) => {
  const { text, encoding } = await decodeFile(bytes)
  return { encoding, ...(await parseSheet(text)) }
}
const table = (mark: string, end: string) => ['Prénom', 'Œuvre', 'Côté'].join(mark) + end + ['Zoë', '« L’été »', 'a'].join(mark) + end

describe('a file', () => {
  const encodings = [['utf-8', (text: string) => Buffer.from(text)], ['utf-8-bom', (text: string) => Buffer.from(`\uFEFF${text}`)], ['windows-1252', (text: string) => iconv.encode(text, 'win1252')], ['utf-16le', (text: string) => iconv.encode(`\uFEFF${text}`, 'utf16le')]] as const
  const marks = [';', ',', '\t'] as const
  const ends = [['CRLF', '\r\n'], ['LF', '\n'], ['CR', '\r']] as const
  it.each(encodings.flatMap(([encoding, encode]) => marks.flatMap((mark) => ends.map(([name, end]) => [encoding, JSON.stringify(mark), name, mark, end, encode] as const))))('reads the same from %s with %s and %s', async (encoding, _m, _n, mark, end, encode) => {
    expect(await read(encode(table(mark, end)))).toEqual({ encoding, delimiter: mark, headers: ['Prénom', 'Œuvre', 'Côté'], rows: [['Zoë', '« L’été »', 'a']], lines: [2] })
  })

  it.each([
    ['a UTF-8 mark before Windows-1252', Buffer.concat([Buffer.from('\uFEFFNom\n'), Buffer.from([0xe9, 0x74, 0xe9, 0x0a])])],
    ['half a character at the end of UTF-16', Buffer.concat([iconv.encode('\uFEFFNom\nA\n', 'utf16le'), Buffer.from([0x41])])],
    ['half a surrogate pair in UTF-16', iconv.encode('\uFEFFNom\nA\uD800B\n', 'utf16le')],
  ])('that breaks the encoding it announces is refused rather than repaired: %s', async (_, bytes) => {
    await expect(decodeFile(bytes)).rejects.toMatchObject({ code: 'import-not-csv' })
  })

  it('obeys and drops a sep= line, and counts it', async () => {
    expect(await read(Buffer.from('\uFEFFsep=,\r\nNom,Note\r\nA,"x;y"\r\n'))).toMatchObject({ delimiter: ',', headers: ['Nom', 'Note'], rows: [['A', 'x;y']], lines: [3] })
  })

  it('keeps line breaks, doubled quotes and separators in quotes, and says on which line each row begins', async () => {
    const sheet = await read(Buffer.from('Nom;Note\n"A ""b"";\nc";1\n\n;;\nD;"2"\nE'))
    expect(sheet).toMatchObject({ rows: [['A "b";\nc', '1'], ['D', '2'], ['E', '']], lines: [2, 6, 7] })
  })

  it('takes a quote inside a cell as it stands, and a row longer than its headers whole', async () => {
    expect((await read(Buffer.from('Nom;Ville\nA "b" c;X;trop\nY;Z;;\n'))).rows).toEqual([['A "b" c', 'X', 'trop'], ['Y', 'Z']])
  })

  it('gives each header a name of its own', async () => {
    expect((await read(Buffer.from('Nom;;Nom; Ville\u00A0\nA;B;C;D\n'))).headers).toEqual(['Nom', '#2', 'Nom (2)', 'Ville'])
  })

  it('never holds the event loop for long', async () => {
    const bytes = Buffer.from(`Nom;Ville\n${'Association de la santé et de la prévention;Rennes\n'.repeat(50_000)}`)
    // Counted in processor time of this process: other programs may hold the cores for as long as they like.
    let last = process.cpuUsage()
    let longest = 0
    const turn = setInterval(() => {
      const { user, system } = process.cpuUsage(last)
      longest = Math.max(longest, (user + system) / 1000)
      last = process.cpuUsage()
    }, 1)
    expect((await read(bytes)).rows).toHaveLength(50_000)
    clearInterval(turn)
    expect(longest).toBeGreaterThan(0)
    expect(longest).toBeLessThan(250)
  })
})

describe('a cell', () => {
  it.each([['4 500 000', 4_500_000], ['4\u202F500\u00A0000', 4_500_000], ['12,0', 12], ['−5', -5], ['+3', 3]])('reads the number %s', (cell, value) => {
    expect(readNumber(cell, -10, 1e9, true)).toEqual({ value })
  })

  it.each([['1.234,5', 'not-a-number'], ['4,500', 'not-whole'], ['12 abc', 'not-a-number'], ['2000000000', 'out-of-range'], ['1e5', 'not-a-number']])('refuses the number %s rather than guess', (cell, code) => {
    expect(readNumber(cell, 0, 1e9, true)).toMatchObject({ code })
  })

  it.each([['31/12/2026', '2026-12-31'], ['1-2-2026', '2026-02-01'], ['12/2026', '2026-12'], ['2026', '2026'], ['2026-12-31T10:00:00Z', '2026-12-31'], ['46387', '2026-12-31'], ['29/02/2024', '2024-02-29']])('reads the date %s', (cell, value) => {
    expect(readDate(cell)).toEqual({ value })
  })

  it.each(['12/31/2026', '31/02/2021', '29/02/2023', '00/2026', '31/12/26', 'hier', '2026-13'])('refuses the date %s', (cell) => {
    expect(readDate(cell)).toEqual({ code: 'not-a-date' })
  })

  it('counts a year from its first day where a day is wanted', () => {
    expect([readDay('2019'), readDay('03/2019')]).toEqual([{ value: '2019-01-01' }, { value: '2019-03-01' }])
  })

  it('reads yes and no as spreadsheets write them', () => {
    expect(['Oui', 'VRAI', 'x', '1', 'yes'].map(readYesNo)).toEqual(Array(5).fill({ value: true }))
    expect(['non', 'FAUX', '0', 'No'].map(readYesNo)).toEqual(Array(4).fill({ value: false }))
    expect(readYesNo('peut-être')).toEqual({ code: 'not-yes-or-no' })
  })

  it('names what a spreadsheet broke', () => {
    expect(readIdentifier('7,88058E+08', 120)).toEqual({ code: 'excel-scientific' })
    expect(readLine('#REF!', 120)).toEqual({ code: 'excel-error' })
    expect(readLine('a\u202Eb', 120)).toEqual({ code: 'hidden-character' })
    expect(readLine(' a\u00A0\u00A0b ', 120)).toEqual({ value: 'a b' })
  })

  it('splits lists on bars, and knows words in both languages without accents', () => {
    expect(readList('Local | National||Local', 60, 50)).toEqual({ value: ['Local', 'National'] })
    expect(readWord('EXTERNE', { internal: ['interne'], external: ['externe'] })).toEqual({ value: 'external' })
  })
})

describe('the proposed mapping', () => {
  it.each([
    ['stakeholders', ['id', 'name', 'category', 'sectors', 'levels', 'city', 'declared'], { externalId: ['id'], name: ['name'], category: ['category'], tags: ['sectors', 'levels'], city: ['city'] }],
    ['stakeholders', ['Label', 'Type', 'Tags', 'Description', 'ID'], { name: ['Label'], category: ['Type'], tags: ['Tags'], description: ['Description'], externalId: ['ID'] }],
    ['stakeholders', ['N° SIREN', 'RAISON SOCIALE', 'Commune', 'Effectif total'], { externalId: ['N° SIREN'], name: ['RAISON SOCIALE'], city: ['Commune'], headcount: ['Effectif total'] }],
    ['ties', ['from', 'to', 'type', 'count'], { from: ['from'], to: ['to'], type: ['type'], count: ['count'] }],
    ['ties', ['Source', 'Target', 'Type', 'Weight'], { from: ['Source'], to: ['Target'], type: ['Type'], count: ['Weight'] }],
    ['ties', ['De', 'À', 'Lien', 'Depuis', 'Source'], { from: ['De'], to: ['À'], type: ['Lien'], startOn: ['Depuis'], source: ['Source'] }],
  ] as const)('of %s from %s', (target, headers, mapping) => {
    expect(proposeMapping(target, headers).mapping).toEqual(mapping)
  })
})

describe('a file name', () => {
  it.each([['../../etc/passwd', 'passwd'], ['C:\\dossier\\a.csv', 'a.csv'], ['a\r\nb.csv', 'ab.csv'], ['\u202Evsc.a', 'vsc.a'], ['', 'import.csv']])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe)
  })
})
