import { readFileSync } from 'node:fs'
import { referenceFolder } from '@convergence/db'
import type { MinutesVersionsFile } from '@convergence/db/seed'
import { strFromU8, unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { MinutesContent } from '../content.ts'
import { formatsOf, frenchSpaces } from '../../document/format.ts'
import { minutesDocument } from './render.ts'

const { versions } = JSON.parse(readFileSync(`${referenceFolder}/demonstration/minutes-versions.json`, 'utf8')) as MinutesVersionsFile
const frozen = versions.find((version) => version.session === 'seance-2026-06')
const content = MinutesContent.parse(frozen?.content)
const mark = { status: 'circulated' as const, preview: false, number: 1, sha256: frozen?.sha256 ?? null }
const make = (format: 'pdf' | 'docx', language: 'fr' | 'en' = 'fr', of = content) => minutesDocument({ content: of, mark, language, format, madeAt: new Date('2026-06-16T10:00:00Z') })
const openPdf = async (bytes: Uint8Array) => getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise

interface Node { role?: string; alt?: string; children?: Node[] }
const rolesIn = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(rolesIn)]

describe('the PDF', () => {
  it('is tagged: its language, its title, headings, tables with their heads, figures with their alternative', async () => {
    const pdf = await openPdf(await make('pdf'))
    const { info } = await pdf.getMetadata()
    expect(info).toMatchObject({ Language: 'fr-FR', Title: 'Procès-verbal\u00a0: Deuxième séance\u00a0: chercher des conditions' })
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const nodes: Node[] = []
    for (let page = 1; page <= pdf.numPages; page += 1) nodes.push(...rolesIn((await (await pdf.getPage(page)).getStructTree()) as Node))
    const roles = new Set(nodes.map((node) => node.role))
    for (const role of ['H1', 'H2', 'H3', 'H4', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'LBody', 'BlockQuote', 'Figure']) expect([...roles]).toContain(role)
    const figures = nodes.filter((node) => node.role === 'Figure')
    expect(figures.length).toBe(12)
    for (const figure of figures) expect(figure.alt).toMatch(/^Répartition des positions\u00a0: \d+ /)
  })

  it('says in words what the content holds: every wording, every holder, the page numbers, in French typography', async () => {
    const pdf = await openPdf(await make('pdf'))
    let text = ''
    for (let page = 1; page <= pdf.numPages; page += 1) text += ` ${(await (await pdf.getPage(page)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ')}`
    const plain = text.replace(/\s+/g, ' ')
    for (const point of content.points) expect(plain).toContain(point.wording.statement.slice(0, 40).replace(/\s+/g, ' '))
    for (const row of content.attendance.rows) expect(plain).toContain(row.name.split(/[\s-]/)[0])
    expect(plain).toContain(`page 1 sur ${pdf.numPages}`)
    expect(plain).toContain(frozen?.sha256)
    expect(plain).toContain('« Maintenir')
  })

  it('embeds its fonts', async () => {
    const raw = Buffer.from(await make('pdf')).toString('latin1')
    expect(raw.match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(2)
    expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times)/)
  })
})

describe('the DOCX', () => {
  it('has real headings, table heads, language, title and its fonts inside', async () => {
    const files = unzipSync(await make('docx'))
    const read = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    const xml = read('word/document.xml')
    for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3']) expect(xml).toContain(`w:val="${style}"`)
    expect(xml.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThanOrEqual(14)
    expect(xml).toContain('«\u00a0Maintenir')
    expect(read('word/styles.xml')).toContain('w:val="fr-FR"')
    expect(read('docProps/core.xml')).toContain('Procès-verbal')
    expect(read('word/fontTable.xml')).toMatch(/embedRegular.*embedBold/s)
    expect(Object.keys(files).filter((name) => name.endsWith('.odttf'))).toHaveLength(3)
    expect(Object.entries(files).filter(([name]) => name.startsWith('word/footer')).map(([, data]) => strFromU8(data)).join('')).toMatch(/PAGE.*NUMPAGES/s)
  })

  it('says the same in English for who reads English', async () => {
    const files = unzipSync(await make('docx', 'en'))
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array())
    expect(xml).toContain('Points of disagreement')
    expect(xml).not.toContain('Points de désaccord')
  })
})

describe('a reason of several pages', () => {
  it('goes on over pages and loses no word', async () => {
    const long = Array.from({ length: 1500 }, (_, i) => `mot${i}`).join(' ')
    const points = content.points.slice(0, 1).map((point) => ({ ...point, positions: { by: 'holder' as const, rows: point.positions.by === 'holder' ? point.positions.rows.slice(0, 3).map((row) => ({ ...row, reason: long })) : [] } }))
    const pdf = await openPdf(await make('pdf', 'fr', { ...content, points }))
    let text = ''
    for (let page = 1; page <= pdf.numPages; page += 1) text += (await (await pdf.getPage(page)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ')
    for (const i of [0, 700, 1499]) expect(text.match(new RegExp(`mot${i}(?!\\d)`, 'g'))).toHaveLength(3)
  })
})

describe('formats', () => {
  const f = formatsOf('fr', 'Europe/Paris')
  it.each([['Motif : oui ; non ?', 'Motif\u00a0: oui\u202f; non\u202f?'], ['« mot »', '«\u00a0mot\u00a0»'], ['à 10:30', 'à 10:30']])('%s', (plain, french) => expect(frenchSpaces(plain)).toBe(french))
  it('write 1 234,5 with a no-break space, a true minus, and days as 31/12/2026', () => expect([f.number(1234.5), f.number(-0.25), f.day('2026-12-31'), f.time('2026-03-17T08:05:00Z')]).toEqual(['1\u202f234,5', '−0,25', '31/12/2026', '9\u00a0h\u00a005']))
})
