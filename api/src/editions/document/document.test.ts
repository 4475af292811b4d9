import { readFileSync } from 'node:fs'
import { referenceFolder } from '@convergence/db'
import type { EditionSnapshotsFile } from '@convergence/db/seed'
import { strFromU8, unzipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { Figure } from '../../figures/content.ts'
import { outward } from '../compose.ts'
import { type EditionBlockContent, EditionContent } from '../content.ts'
import type { BeforeFigure, EditionMark } from './context.ts'
import { widthsOf } from './outline.blocks.ts'
import { editionDocument, type EditionFormat } from './render.ts'
import { sheetNames } from './sheet-names.ts'

const { editions } = JSON.parse(readFileSync(`${referenceFolder}/demonstration/edition-snapshots.json`, 'utf8')) as EditionSnapshotsFile
const [kept] = editions
if (!kept) throw new Error('the demonstration has a frozen edition')
type Kept = { place: number; block: unknown; edition: object }
const parts = kept.blocks.map((block) => block.content as unknown as Kept).sort((a, b) => a.place - b.place)
const inside = EditionContent.parse({ model: 'edition@1', audience: 'inside', ...parts[0]?.edition, blocks: parts.map((part) => part.block) })
const content = outward(inside)
const published: EditionMark = { status: 'published', sha256: kept.sha256, frozenAt: '2013-01-15T12:00:00.000Z', publishedAt: '2013-02-01T12:00:00.000Z' }
const draft: EditionMark = { status: 'draft', sha256: null, frozenAt: null, publishedAt: null }

const make = (format: EditionFormat, of: EditionContent = content, mark = published, before: BeforeFigure[] = []) => editionDocument({ content: of, mark, before, format, madeAt: new Date('2013-01-15T12:00:00Z') })
const openPdf = async (bytes: Uint8Array) => getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise
const wordsOf = async (bytes: Uint8Array): Promise<string[]> => {
  const pdf = await openPdf(bytes)
  const pages: string[] = []
  for (let page = 1; page <= pdf.numPages; page += 1) pages.push((await (await pdf.getPage(page)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ').replace(/[\s\u00a0\u202f\u2002]+/g, ' '))
  return pages
}
const xmlOf = async (bytes: Uint8Array, name = 'word/document.xml') => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array())
const sheetsOf = async (bytes: Uint8Array) => new Map((await readExcelFile(Buffer.from(bytes))).map((one) => [one.sheet, one.data]))

const figure = (more: Partial<Figure> = {}): Figure => ({ query: { figure: 'measure:sessions_held', params: {} }, part: '0', label: 'Séances tenues', value: 12, text: '12', unit: 'count', unitText: '', numerator: null, denominator: null, n: 12, people: 40, rule: 'Une séance compte le jour où elle commence.', method: 'sessions_held@1', rowCount: 12, withheld: null, ...more })
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const block = (n: number, body: EditionBlockContent['body'], more: Partial<EditionBlockContent> = {}): EditionBlockContent => ({ id: id(n), kind: body.type === 'missing' ? 'figure' : body.type, number: '', title: '', standardCodes: [], body, ...more })
const words = (text: string): EditionBlockContent['body'] => ({ type: 'text', guidance: 'À dire ici', paragraphs: [{ style: 'paragraph', runs: [{ type: 'words', words: text }] }] })
const withBlocks = (blocks: EditionBlockContent[]): EditionContent => EditionContent.parse({ ...content, blocks })

interface Node { role?: string; alt?: string; children?: Node[] }
const nodesIn = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodesIn)]

describe('the PDF of a report', () => {
  it('is tagged and titled, with its bookmarks, a table of contents that leads to each heading, and pages that agree with it', async () => {
    const bytes = await make('pdf')
    const pdf = await openPdf(bytes)
    expect((await pdf.getMetadata()).info).toMatchObject({ Language: 'fr-FR', Title: content.heading.title.replace(' :', '\u00a0:') })
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const roles = new Set<string>()
    for (let page = 1; page <= pdf.numPages; page += 1) for (const node of nodesIn((await (await pdf.getPage(page)).getStructTree()) as Node)) roles.add(node.role ?? '')
    for (const role of ['H1', 'H2', 'H3', 'P', 'Table', 'TR', 'TH', 'TD', 'TOC', 'TOCI', 'Link', 'Figure', 'Caption', 'L', 'LI', 'Note']) expect([...roles]).toContain(role)
    const outline = await pdf.getOutline()
    const headings = content.blocks.filter((one) => one.body.type === 'heading' && one.body.level === 1)
    for (const heading of headings) expect(outline.map((item) => item.title)).toContain(`${heading.number} ${heading.title}`.replace(' :', '\u00a0:'))
    const pages = await wordsOf(bytes)
    const last = headings.at(-1)
    const told = Number(new RegExp(`${last?.title} (\\d+)`).exec(pages[1] ?? '')?.[1])
    expect(pages[told - 1]).toContain(last?.title)
  })

  it('says on its cover what it is, when it was frozen and under which hash, and numbers every page but the cover', async () => {
    const pages = await wordsOf(await make('pdf'))
    expect(pages[0]).toContain(kept.sha256)
    expect(pages[0]).toContain(content.heading.reference)
    expect(pages[0]).toContain('Édition figée le 15 janvier 2013, publiée le 1er février 2013')
    expect(pages[0]).not.toContain('page 1')
    expect(pages[1]).toContain(`page 2 sur ${pages.length}`)
    expect(pages.join(' ')).not.toContain('Projet')
  })

  it('bears the mark of a draft, and of internal use, on every page', async () => {
    const pages = await wordsOf(await make('pdf', inside, draft))
    for (const page of pages) expect(page).toContain('Projet')
    for (const page of pages) expect(page).toContain('Diffusion interne')
  })

  it('embeds its fonts and draws its charts as vectors with their words', async () => {
    const bytes = await make('pdf')
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times)|\/Subtype \/Image/)
    const pdf = await openPdf(bytes)
    const alternatives: string[] = []
    for (let page = 1; page <= pdf.numPages; page += 1) for (const node of nodesIn((await (await pdf.getPage(page)).getStructTree()) as Node)) if (node.role === 'Figure') alternatives.push(node.alt ?? '')
    expect(alternatives.length).toBeGreaterThan(0)
    for (const words_ of alternatives) expect(words_).toMatch(/\d/)
  })
})

describe('the DOCX of a report', () => {
  it('has headings, heads of tables, captions, a filled table of contents, notes at the foot and a chart that Word draws', async () => {
    const files = unzipSync(await make('docx'))
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array())
    for (const style of ['Title', 'Heading1', 'Heading2', 'Caption', 'TOC1']) expect(xml).toContain(`w:val="${style}"`)
    expect(xml).toContain('<w:tblHeader/>')
    expect(xml).toMatch(/PAGEREF _Toc\d+ \\h<\/w:instrText><w:fldChar w:fldCharType="separate"\/><\/w:r><w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:t[^>]*>\d+|PAGEREF[^<]*<\/w:instrText><w:fldChar w:fldCharType="separate"\/><w:t[^>]*>\d+/)
    expect(strFromU8(files['word/footnotes.xml'] ?? new Uint8Array())).toContain('méthode')
    expect(xml).toContain('<w:footnoteReference')
    expect(Object.keys(files)).toContain('word/charts/chart1.xml')
    expect(xml).toMatch(/<wp:docPr[^>]*descr="[^"]*\d/)
    expect(xml).toContain(kept.sha256)
    expect(xml).toContain(content.heading.reference)
    expect(strFromU8(files['word/styles.xml'] ?? new Uint8Array())).toContain('w:val="fr-FR"')
  })

  it('holds a picture as vectors and as points, told by its alternative', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 560" width="960" height="560"><title>x</title><circle cx="100" cy="100" r="20" fill="#4a5fc1"/><text x="100" y="140" font-size="12" text-anchor="middle">Adhérents</text></svg>'
    const map = block(1, { type: 'map', figure: figure(), note: '', svg, width: 960, height: 560, legend: [{ colour: '#4a5fc1', label: 'Interne', count: null }], alternative: 'Une organisation au centre.' })
    const files = unzipSync(await make('docx', withBlocks([map])))
    expect(Object.keys(files).filter((name) => name.startsWith('word/media/')).map((name) => name.split('.').at(-1)).sort()).toEqual(['png', 'svg'])
    expect(strFromU8(files['word/document.xml'] ?? new Uint8Array())).toContain('descr="Une organisation au centre."')
    expect((await wordsOf(await make('pdf', withBlocks([map])))).join(' ')).toContain('Adhérents')
  })
})

describe('the XLSX of a report', () => {
  it('holds every figure with typed values, its query, its method, and what it was before', async () => {
    const one = block(1, { type: 'figure', note: '', figure: figure({ value: 41.5, unit: 'percent', text: '41,5 %', numerator: 83, denominator: 200, query: { figure: 'measure:answers_given_rate', params: { collegeId: 7 } } }) }, { standardCodes: ['GRI 2-29'] })
    const sheets = await sheetsOf(await make('xlsx', withBlocks([one]), published, [{ blockId: id(1), part: '0', value: 30, text: '30 %', change: 11.5, changeText: '+11,5 pts' }]))
    const [head, row] = sheets.get('Chiffres') ?? []
    const at = (name: string) => row?.[head?.indexOf(name) ?? -1]
    expect([at('Valeur'), at('Numérateur'), at('Dénominateur'), at('n'), at('Période précédente'), at('Écart')]).toEqual([41.5, 83, 200, 12, 30, 11.5])
    expect([at('Requête'), at('Méthode'), at('Référentiels')]).toEqual(['measure:answers_given_rate?collegeId=7', 'sessions_held@1', 'GRI 2-29'])
    expect(JSON.stringify(sheets.get('Édition'))).toContain(kept.sha256)
  })

  it('has a sheet for each table and chart of the edition, its numbers numbers and its days days', async () => {
    const sheets = await sheetsOf(await make('xlsx'))
    const tables = content.blocks.filter((one) => one.body.type === 'table' || one.body.type === 'chart')
    expect(sheets.size).toBe(tables.length + 2)
    const cells = [...sheets.values()].slice(2).flat(2)
    expect(cells.filter((cell) => typeof cell === 'number').length).toBeGreaterThan(20)
    expect(cells.some((cell) => cell instanceof Date)).toBe(true)
  })

  it('names its sheets as spreadsheets allow, none twice', () => {
    const names = sheetNames(['Tableau 1 : [a/b]*?', 'TABLEAU 1 a b', '', "'x'", 'y'.repeat(60), 'y'.repeat(60), 'history'])
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
  })
})

describe('what is withheld', () => {
  it('stands in none of the files, and its reason in each', async () => {
    const secret = 987_654
    const small = { ...figure({ label: 'Plaintes', value: secret, text: '987 654', numerator: secret, people: 2, n: secret, rowCount: secret }) }
    const cell = (value: number, people: number) => ({ text: String(value), value, people, withheld: null })
    const table: EditionBlockContent['body'] = { type: 'table', figure: figure({ people: 50 }), note: '', columns: [{ key: 'n', label: 'Plaintes', kind: 'number' }], rows: [{ link: null, cells: [cell(secret, 2)] }, { link: null, cells: [cell(13, 5)] }, { link: null, cells: [cell(70, 30)] }], sums: 'columns', total: null, cut: 0 }
    const out = outward(withBlocks([block(1, { type: 'figure', figure: small, note: '' }), block(2, table), block(3, { type: 'text', guidance: '', paragraphs: [{ style: 'paragraph', runs: [{ type: 'words', words: 'Dont ' }, { type: 'figure', figure: small }] }] })]))
    const pdf = (await wordsOf(await make('pdf', out))).join(' ')
    const docx = Object.values(unzipSync(await make('docx', out))).map((data) => strFromU8(data)).join(' ')
    const sheets = JSON.stringify([...(await sheetsOf(await make('xlsx', out))).entries()])
    for (const text of [pdf, docx, sheets]) {
      expect(text).not.toMatch(/987.?654/)
      expect(text).toMatch(/non publié/i)
    }
  })
})

describe('an edition', () => {
  const hostile = `Début \u0000\u0008\u000b\ufffe\ud800 fin <w:p> & "guillemets" ${'x'.repeat(10_000)} ${'mot '.repeat(2500)}`
  it('of hostile words is made all the same: characters that XML has not are gone, no formula is computed', async () => {
    const edition = withBlocks([
      block(1, { type: 'heading', level: 1 }, { kind: 'heading', number: '1', title: hostile.slice(0, 200) }), block(2, words(hostile)), block(3, words('=cmd|\'/c calc\'!A1')),
      block(4, { type: 'table', figure: figure({ label: '=1+1' }), note: '@SUM(1)', columns: [{ key: 'a', label: '=HYPERLINK("x")', kind: 'text' }], rows: [{ link: null, cells: [{ text: '=cmd|\'/c calc\'!A1', value: null, people: null, withheld: null }] }], sums: 'columns', total: null, cut: 3 }),
    ])
    const xml = await xmlOf(await make('docx', edition))
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\ufffe]|[\ud800-\udbff](?![\udc00-\udfff])/)
    expect(xml).toContain('&lt;w:p&gt; &amp; ')
    expect((await wordsOf(await make('pdf', edition))).join(' ').match(/mot/g)?.length).toBe(2500)
    const files = unzipSync(await make('xlsx', edition))
    const sheets = Object.entries(files).filter(([name]) => name.startsWith('xl/worksheets/')).map(([, data]) => strFromU8(data)).join('')
    expect(sheets).not.toContain('<f')
    expect(JSON.stringify([...(await sheetsOf(await make('xlsx', edition))).values()])).toContain("=cmd|'/c calc'!A1")
  })

  it.each([0, 200])('of %i blocks is made in every form', async (n) => {
    const edition = withBlocks(Array.from({ length: n }, (_, i) => (i % 4 === 0 ? block(i, { type: 'heading', level: 2 }, { kind: 'heading', number: `1.${i}`, title: `Titre ${i}` }) : i % 4 === 1 ? block(i, { type: 'figure', figure: figure(), note: '' }) : block(i, words(`Paragraphe ${i}.`)))))
    const pages = await wordsOf(await make('pdf', edition))
    expect(pages.length).toBeGreaterThan(1)
    if (n > 0) expect(pages.join(' ')).toContain('Paragraphe 198.')
    expect((await xmlOf(await make('docx', edition))).match(/Paragraphe /g)?.length ?? 0).toBe(edition.blocks.filter((one) => one.body.type === 'text').length)
    expect((await sheetsOf(await make('xlsx', edition))).size).toBe(2)
  })

  it('never prints what is to be written', async () => {
    const text = (await wordsOf(await make('pdf', withBlocks([block(1, words('Écrit.'))]), draft))).join(' ')
    expect(text).toContain('Écrit.')
    expect(text).not.toContain('À dire ici')
  })

  it('of English reads in English, its spaces too', async () => {
    const english = withBlocks([block(1, words('Was it heard? Yes: 12.')), block(2, { type: 'figure', figure: figure({ numerator: 3, denominator: 4 }), note: '' })])
    const text = (await wordsOf(await make('pdf', { ...english, heading: { ...english.heading, language: 'en' } }))).join(' ')
    for (const said of ['Contents', 'About this report', '3 of 4', 'Was it heard? Yes: 12.', 'frozen on 15 January 2013']) expect(text).toContain(said)
    expect(text).not.toContain('Sommaire')
  })

  it('keeps French spaces before : ; ? ! and inside « »', async () => {
    const xml = await xmlOf(await make('docx', withBlocks([block(1, words('Entendu ? Oui : « tout » ; enfin !'))])))
    expect(xml).toContain('Entendu\u202f? Oui\u00a0: «\u00a0tout\u00a0»\u202f; enfin\u202f!')
  })
})

describe('widths of columns', () => {
  it('hold the longest word of each, and fill the line', () => {
    const widths = widthsOf([['Rang', '1'], ['Organisation', 'Représentants du personnel et partenaires sociaux'], ['Avancement', '100 %']])
    expect(Math.round(widths.reduce((sum, one) => sum + one, 0))).toBe(481)
    expect(widths[2]).toBeGreaterThan('Avancement'.length * 4.8)
    expect(widths[1]).toBeGreaterThan(widths[0] ?? 0)
  })
})
