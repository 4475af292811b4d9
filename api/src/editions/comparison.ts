import type { Db } from '@convergence/db'
import type { z } from 'zod'
import { computeFigure } from '../figures/compute.ts'
import type { Figure, FigureQuery } from '../figures/content.ts'
import { figureKinds } from '../figures/catalogue.ts'
import type { FigureContext } from '../figures/context.ts'
import { numberText } from '../figures/format.ts'
import { yearsBefore } from '../figures/kinds/measures.ts'
import { hashOf } from '../minutes/canonical.ts'
import type { Reach } from '../plugins/access.ts'
import { contextOfEdition } from './compose.ts'
import { allFigures, said } from './figures-of.ts'
import { type EditionRow, findEdition } from './queries.ts'
import { isLocked } from './rules.ts'
import type { EditionComparison } from './schemas.ts'
import { contentOf } from './view.ts'

type Item = z.output<typeof EditionComparison>['items'][number]

/** The same figure: same name, same parameters. */
export const keyOf = (query: FigureQuery): string => hashOf(query)
/** A figure that names its own dates does not move with the edition. */
export const moves = ({ params }: FigureQuery): boolean => !('from' in params) && !('to' in params)

/** The change from one value to the next, as printed: points for a percentage. Pure. */
export function changeOf(before: number | null, after: number | null, unit: Figure['unit'], language: 'fr' | 'en'): { change: number | null; changeText: string } {
  if (before === null || after === null) return { change: null, changeText: '' }
  const change = after - before
  const size = numberText(Math.abs(change), language, unit === 'score' ? 2 : 1)
  const points = unit === 'percent' ? (language === 'fr' ? '\u00a0pt' : '\u00a0pts') : ''
  return { change, changeText: Math.abs(change) < 1e-9 ? '=' : `${change > 0 ? '+' : '−'}${size}${points}` }
}

/** Each figure beside the same one of the edition before: as printed there, or computed over its period when it was not. */
export async function comparisonOf(db: Db, edition: EditionRow, reach: Reach, organisation: string): Promise<z.output<typeof EditionComparison>> {
  const previous = edition.previousId ? await findEdition(db, edition.previousId, reach) : null
  const scope = previous ?? { ...edition, periodStart: yearsBefore(edition.periodStart, 1), periodEnd: yearsBefore(edition.periodEnd, 1) }
  const ctx = contextOfEdition(db, { ...scope, language: edition.language }, reach, organisation)
  const printed = previous && isLocked(previous.status) ? new Map(allFigures(await contentOf(db, previous, reach, organisation)).map((at) => [keyOf(at.figure.query), at.figure])) : new Map<string, Figure>()
  const figures = allFigures(await contentOf(db, edition, reach, organisation)).filter((at) => moves(at.figure.query))
  const items = await Promise.all(figures.map(async ({ blockId, part, title, figure }): Promise<Item> => {
    const known = printed.get(keyOf(figure.query))
    const before = known ?? (await computed(ctx, figure.query))
    return { blockId, part, title, label: figure.label, unit: figure.unit, before: before ? said(before) : null, after: said(figure), ...changeOf(before?.value ?? null, figure.value, figure.unit, edition.language), source: known ? 'edition' : 'computed' }
  }))
  return {
    previous: previous ? { id: previous.id, reference: previous.reference, title: previous.title, frozen: isLocked(previous.status) } : null,
    periodStart: scope.periodStart, periodEnd: scope.periodEnd, items, nextCursor: null,
  }
}

async function computed(ctx: FigureContext, query: FigureQuery): Promise<Figure | null> {
  const kind = figureKinds.get(query.figure)
  const body = kind ? await computeFigure(ctx, query, kind.block, '0', '') : null
  return body && 'figure' in body ? body.figure : null
}
