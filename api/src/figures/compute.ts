import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { chartWords, mapWords } from './alternative.ts'
import { figureKinds } from './catalogue.ts'
import type { BlockBody, ComputedBody, FigureQuery, Paragraph } from './content.ts'
import { type FigureContext, narrowed } from './context.ts'
import type { Labels } from './format.ts'
import { type Computed, type FigureKind, figureOf } from './kind.ts'
import { periodText } from './kinds/measures.ts'
import { readParams, textParam } from './params.ts'
import { withoutNames } from './persons.ts'
import type { FigureRow } from './rows.ts'
import { linesOf } from './tokens.ts'

type Missing = Extract<BlockBody, { type: 'missing' }>
type Problem = Missing['code']
const missingWords: Record<Problem, Labels> = {
  'unknown-figure': { fr: 'Cette figure n’existe plus dans cette version.', en: 'This figure does not exist in this version any more.' },
  'bad-parameters': { fr: 'Les paramètres de cette figure ne sont pas complets.', en: 'The parameters of this figure are not complete.' },
  'object-gone': { fr: 'Rien à montrer : ce que désigne cette figure n’existe pas sur la période, ou a été retiré.', en: 'Nothing to show: what this figure names does not exist in the period, or was removed.' },
  'not-chosen': { fr: 'Aucune figure n’est choisie.', en: 'No figure is chosen.' },
}
export const missing = (query: FigureQuery | null, code: Problem, language: FigureContext['language']): Missing => ({ type: 'missing', query, code, text: missingWords[code][language] })

/** What keeps a query from being computed in a block of this kind, or null; without `block`, as part of a sentence. */
export function queryProblem(query: FigureQuery, block?: string): Extract<Problem, 'unknown-figure' | 'bad-parameters'> | null {
  const kind = figureKinds.get(query.figure)
  if (!kind || kind.block !== (block ?? 'figure')) return 'unknown-figure'
  return readParams(kind.params, query.params) === null ? 'bad-parameters' : null
}

const scopeOf = ({ params }: FigureQuery) => {
  const [perimeterId, from, to] = [textParam(params, 'perimeterId'), textParam(params, 'from'), textParam(params, 'to')]
  return { ...(perimeterId ? { perimeterId } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }
}
const contextFor = (ctx: FigureContext, query: FigureQuery): FigureContext => (Object.keys(scopeOf(query)).length > 0 ? narrowed(ctx, scopeOf(query)) : ctx)

/** Says where a figure looks at another perimeter or another period than the edition. */
async function labelled(ctx: FigureContext, query: FigureQuery, label: string): Promise<string> {
  const { perimeterId, from, to } = scopeOf(query)
  const [perimeter] = perimeterId ? await ctx.once(`perimeter/${perimeterId}`, () => ctx.db.select({ name: schema.perimeters.name }).from(schema.perimeters).where(eq(schema.perimeters.id, perimeterId))) : []
  const more = [perimeter?.name, from ?? to ? periodText(from ?? ctx.from, to ?? ctx.to) : undefined].filter(Boolean)
  return more.length > 0 ? `${label} (${more.join(', ')})` : label
}

/** A computed block: its figure, what its kind shows, and what was written under it. */
export async function computeFigure(ctx: FigureContext, query: FigureQuery | null, block: FigureKind['block'], part: string, note: string): Promise<ComputedBody | Missing> {
  if (query === null) return missing(null, 'not-chosen', ctx.language)
  const problem = queryProblem(query, block)
  const kind = figureKinds.get(query.figure)
  if (problem || !kind) return missing(query, problem ?? 'unknown-figure', ctx.language)
  const scope = contextFor(ctx, query)
  const computed = await kind.compute(scope, query.params)
  if (!computed) return missing(query, 'object-gone', ctx.language)
  const head = { ...computed.head, label: await labelled(ctx, query, computed.head.label) }
  return bodyOf(computed.body, { figure: figureOf(kind, head, query, part, ctx.language), note })
}

function bodyOf(body: Computed['body'], head: Pick<ComputedBody, 'figure' | 'note'>): ComputedBody {
  if (body.type === 'chart') return { ...body, ...head, alternative: chartWords(body) }
  return body.type === 'map' ? { ...body, ...head, alternative: mapWords(head.figure.label, body.legend) } : { ...body, ...head }
}

/** Paragraphs of a text with its figures computed, in order: part "0" is the first. */
export async function computeText(ctx: FigureContext, text: string): Promise<Paragraph[]> {
  let part = 0
  const runs = linesOf(text).map(({ style, pieces }) => ({ style, runs: pieces.map((piece) => ('words' in piece ? piece : { ...piece, part: String(part++) })) }))
  return Promise.all(runs.map(async (line) => ({
    style: line.style,
    runs: await Promise.all(line.runs.map(async (piece) => {
      if ('words' in piece) return { type: 'words' as const, words: piece.words }
      const body = await computeFigure(ctx, piece.query, 'figure', piece.part, '')
      return 'figure' in body ? { type: 'figure' as const, figure: body.figure } : { type: 'words' as const, words: '—' }
    })),
  })))
}

/** The rows behind a figure, in their order; without the names of persons. */
export async function rowsOfFigure(ctx: FigureContext, query: FigureQuery, block?: string): Promise<FigureRow[]> {
  const kind = figureKinds.get(query.figure)
  if (!kind || queryProblem(query, block)) return []
  const scope = contextFor(ctx, query)
  return withoutNames(ctx.db, await kind.rows(scope, query.params), ctx.language)
}
