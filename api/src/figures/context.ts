import type { Db } from '@convergence/db'
import { computeBoard } from '../convergence/board.ts'
import type { BoardItem } from '../convergence/schemas.ts'
import type { Language } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { contextOf, type MeasureContext } from '../measures/measure.ts'
import { daysBefore, lastDay } from '../measures/scope.ts'

/** What a report covers, and for whom it is computed. Days, both included. */
export interface FigureScope { reach: Reach; perimeterId: string; from: string; to: string }

/** A scope with what several figures share: the board is computed once for all of them. */
export interface FigureContext extends FigureScope {
  /** The last day that can be known: that of the period, or today while the period runs. */
  asOf: string
  db: Db
  language: Language
  organisation: string
  /** The value of `make`, made once per key for the whole report. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>
}

export function figureContext(db: Db, scope: FigureScope, language: Language, organisation: string): FigureContext {
  const made = new Map<string, Promise<unknown>>()
  return {
    ...scope, asOf: lastDay(scope), db, language, organisation,
    once: <T>(key: string, make: () => Promise<T>): Promise<T> => {
      const known = made.get(key)
      if (known) return known as Promise<T>
      const value = make()
      made.set(key, value)
      return value
    },
  }
}

/** The same context over another perimeter or period; shares what was made, under keys that name the scope. */
export function narrowed(ctx: FigureContext, change: Partial<Pick<FigureScope, 'perimeterId' | 'from' | 'to'>>): FigureContext {
  const scope = { perimeterId: ctx.perimeterId, from: ctx.from, to: ctx.to, ...change }
  return { ...ctx, ...scope, asOf: lastDay({ reach: ctx.reach, ...scope }), once: (key, make) => ctx.once(`${scope.perimeterId}/${scope.from}/${scope.to}/${key}`, make) }
}

export type Against = 'period' | 'discussion'

/** What the measures of this scope share: the same board of points for them and for the blocks beside them. */
export const measureContextOf = (ctx: FigureContext): Promise<MeasureContext> => ctx.once('measures', () => Promise.resolve(contextOf(ctx.db, { reach: ctx.reach, perimeterId: ctx.perimeterId, from: ctx.from, to: ctx.to })))

const boardSince = (ctx: FigureContext, against: Against, only: readonly string[]) =>
  computeBoard(ctx.db, { perimeterId: ctx.perimeterId, asOf: ctx.asOf, ...(against === 'period' ? { since: daysBefore(ctx.from, 1) } : {}) }, ctx.reach, only)

/** Points discussed in the period as they stood at its end; movement since the eve of the period, or since the discussion before the last. */
export const discussedOf = (ctx: FigureContext, against: Against = 'period'): Promise<BoardItem[]> =>
  ctx.once(`board/${against}`, async () => {
    const items = await (await measureContextOf(ctx)).board()
    return against === 'period' || items.length === 0 ? items : (await boardSince(ctx, against, items.map((item) => item.id))).items
  })

/** One point, whether or not it was discussed in the period; undefined when it is gone or out of reach. */
export async function pointOf(ctx: FigureContext, id: string, against: Against): Promise<BoardItem | undefined> {
  const known = (await discussedOf(ctx, against)).find((item) => item.id === id)
  return known ?? ctx.once(`point/${against}/${id}`, async () => (await boardSince(ctx, against, [id])).items[0])
}
