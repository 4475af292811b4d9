import type { Db } from '@convergence/db'
import type { BlockBody } from '../figures/content.ts'
import { computeFigure, computeText, missing, rowsOfFigure } from '../figures/compute.ts'
import { type FigureContext, figureContext } from '../figures/context.ts'
import { outwardBody } from '../figures/outward.ts'
import { textParam } from '../figures/params.ts'
import type { FigureRow } from '../figures/rows.ts'
import { queriesIn } from '../figures/tokens.ts'
import type { Reach } from '../plugins/access.ts'
import { settingsOf } from './blocks.ts'
import type { EditionBlockContent, EditionContent } from './content.ts'
import { loadOutlines, type Standard } from './outlines.ts'
import { type BlockRow, type EditionRow, listBlocks } from './queries.ts'
import { isComputed, numbersOf } from './rules.ts'

export type Heading = EditionContent['heading']
type Approval = Heading['approval']

export const approvalOf = (edition: EditionRow): Approval =>
  edition.approvedOn ? { by: edition.approvedByName ?? '', meeting: edition.approvedAtTitle ?? '', on: edition.approvedOn } : null

export const headingOf = (edition: EditionRow, organisation: string, approval: Approval = approvalOf(edition)): Heading => ({
  organisation, reference: edition.reference, title: edition.title, subtitle: edition.subtitle, periodStart: edition.periodStart, periodEnd: edition.periodEnd,
  language: edition.language, perimeter: edition.perimeterName, signatory: edition.signatory, approval,
})

/** What the figures of an edition look at: its perimeter within the reader's reach, over its period. */
export const contextOfEdition = (db: Db, edition: Pick<EditionRow, 'perimeterId' | 'periodStart' | 'periodEnd' | 'language'>, reach: Reach, organisation: string): FigureContext =>
  figureContext(db, { reach, perimeterId: edition.perimeterId, from: edition.periodStart, to: edition.periodEnd }, edition.language, organisation)

/** An edition as the records give it now. */
export async function composeEdition(ctx: FigureContext, edition: EditionRow, approval?: Approval): Promise<EditionContent> {
  const rows = await listBlocks(ctx.db, edition.id)
  const numbers = numbersOf(rows.map((row) => ({ kind: row.kind, level: settingsOf(row.query).level })), edition.language)
  const bodies = await Promise.all(rows.map((row) => bodyOf(ctx, row)))
  const { standards } = await loadOutlines()
  const blocks = rows.map((row, i): EditionBlockContent => ({ id: row.id, kind: row.kind, number: numbers[i] ?? '', title: row.title, standardCodes: row.standardCodes, body: bodies[i] ?? missing(null, 'not-chosen', ctx.language) }))
  return {
    model: 'edition@1', audience: 'inside', fictional: edition.fictional, heading: headingOf(edition, ctx.organisation, approval), minimumCell: edition.minimumCell,
    blocks: blocks.map((block) => (block.kind === 'index' ? { ...block, body: indexOf(blocks, rows.find((row) => row.id === block.id), standards, edition.language) } : block)),
  }
}

async function bodyOf(ctx: FigureContext, row: BlockRow): Promise<BlockBody> {
  const { query, level, guidance } = settingsOf(row.query)
  if (isComputed(row.kind)) return computeFigure(ctx, query, row.kind, '0', row.text)
  if (row.kind === 'heading') return { type: 'heading', level: Math.min(Math.max(level, 1), 3) }
  if (row.kind === 'index') return { type: 'index', entries: [], note: row.text }
  return { type: 'text', paragraphs: await computeText(ctx, row.text), guidance }
}

/** Codes of a framework, or of all, with where they are answered: the section that a block stands in, and the block. */
function indexOf(blocks: readonly EditionBlockContent[], row: BlockRow | undefined, standards: readonly Standard[], language: 'fr' | 'en'): BlockBody {
  const framework = textParam(settingsOf(row?.query ?? null).query?.params ?? {}, 'framework')
  const used = blocks.flatMap((one) => one.standardCodes)
  const known = standards.filter((standard) => (framework ? standard.framework === framework : used.includes(standard.code)))
  const others = framework ? [] : [...new Set(used)].filter((code) => !standards.some((standard) => standard.code === code)).map((code) => ({ code, framework: '', label: { fr: code, en: code } }))
  return {
    type: 'index', note: row?.text ?? '',
    entries: [...known, ...others].map((standard) => ({ framework: standard.framework, code: standard.code, label: standard.label[language], places: placesOf(standard.code, blocks) })),
  }
}

function placesOf(code: string, blocks: readonly EditionBlockContent[]) {
  let section: EditionBlockContent | undefined
  const places = new Map<string, { blockId: string; number: string; title: string }>()
  for (const block of blocks) {
    if (block.kind === 'heading') section = block
    const at = block.kind === 'heading' ? block : (section ?? block)
    if (block.standardCodes.includes(code)) places.set(at.id, { blockId: at.id, number: at.number, title: at.title })
  }
  return [...places.values()]
}

/** The rows behind every figure of a block, each with the part that it belongs to. */
export async function rowsOfBlock(ctx: FigureContext, row: BlockRow): Promise<(FigureRow & { part: string })[]> {
  if (row.kind === 'text') return (await Promise.all(queriesIn(row.text).map(async (query, i) => (await rowsOfFigure(ctx, query)).map((one) => ({ ...one, part: String(i) }))))).flat()
  const { query } = settingsOf(row.query)
  return query && isComputed(row.kind) ? (await rowsOfFigure(ctx, query, row.kind)).map((one) => ({ ...one, part: '0' })) : []
}

/** The perimeters, other than that of the edition, at which the figures of a block look. Pure. */
export function perimetersOfBlock(row: BlockRow): string[] {
  const { query } = settingsOf(row.query)
  const queries = row.kind === 'text' ? queriesIn(row.text) : query ? [query] : []
  return queries.flatMap(({ params }) => textParam(params, 'perimeterId') ?? [])
}

/** An edition as it leaves the organisation. Pure. */
export function outward(content: EditionContent): EditionContent {
  const rule = { minimum: content.minimumCell, language: content.heading.language }
  return { ...content, audience: 'outside', blocks: content.blocks.map((block) => ({ ...block, body: outwardBody(block.body, rule) })) }
}
