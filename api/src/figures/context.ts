import type { Db } from '@convergence/db'
import { computeBoard } from '../convergence/board.ts'
import type { BoardItem } from '../convergence/schemas.ts'
import type { Language } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { dayIn } from '../positions/rules.ts'

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

const lastDay = (to: string): string => {
  const today = dayIn(new Date())
  return to < today ? to : today
}

export function figureContext(db: Db, scope: FigureScope, language: Language, organisation: string): FigureContext {
  const made = new Map<string, Promise<unknown>>()
  return {
    ...scope, asOf: lastDay(scope.to), db, language, organisation,
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
  return { ...ctx, ...scope, asOf: lastDay(scope.to), once: (key, make) => ctx.once(`${scope.perimeterId}/${scope.from}/${scope.to}/${key}`, make) }
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

export type Against = 'period' | 'discussion'

/** The board at the end of the period; movement since the eve of the period, or since the discussion before the last. */
export const boardOf = (ctx: FigureContext, against: Against = 'period'): Promise<BoardItem[]> =>
  ctx.once(`board/${against}`, async () => {
    const since = against === 'period' ? { since: dayBefore(ctx.from) } : {}
    return (await computeBoard(ctx.db, { perimeterId: ctx.perimeterId, asOf: ctx.asOf, ...since }, ctx.reach)).items
  })

/** Points on which something was said in the period. */
export const discussedOf = async (ctx: FigureContext, against: Against = 'period'): Promise<BoardItem[]> =>
  (await boardOf(ctx, against)).filter((item) => item.trend.some((step) => step.on >= ctx.from && step.on <= ctx.to))
