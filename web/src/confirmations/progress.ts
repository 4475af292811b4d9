import type { Holder } from './asked.ts'

/** Where a holder stands: not asked; asked and not done; asked by a link that works no more; or with an answer for every position. */
export type Stage = 'toAsk' | 'waiting' | 'lapsed' | 'answered'

export function stageOf({ unconfirmed, link }: Pick<Holder, 'unconfirmed' | 'link'>): Stage {
  if (unconfirmed === 0) return 'answered'
  if (!link) return 'toAsk'
  return link.state === 'working' ? 'waiting' : 'lapsed'
}

export interface Progress {
  holders: number
  asked: number
  answered: number
  positions: number
  confirmed: number
  corrected: number
  contested: number
  unconfirmed: number
}

/** The figures of a session: holders asked (by a link, or who answered all the same), holders done, positions by answer. */
export function progressOf(holders: readonly Holder[]): Progress {
  const sum = (key: 'positions' | 'confirmed' | 'corrected' | 'contested' | 'unconfirmed'): number => holders.reduce((total, holder) => total + holder[key], 0)
  const stages = holders.map(stageOf)
  return {
    holders: holders.length, asked: stages.filter((stage) => stage !== 'toAsk').length, answered: stages.filter((stage) => stage === 'answered').length,
    positions: sum('positions'), confirmed: sum('confirmed'), corrected: sum('corrected'), contested: sum('contested'), unconfirmed: sum('unconfirmed'),
  }
}

const order: readonly Stage[] = ['lapsed', 'waiting', 'toAsk', 'answered']

/** Who contested first, since somebody owes them a word; then those without an answer; each group as it came, by name. */
export const inOrder = (holders: readonly Holder[]): Holder[] =>
  holders.toSorted((a, b) => Number(b.contested > 0) - Number(a.contested > 0) || order.indexOf(stageOf(a)) - order.indexOf(stageOf(b)))

/** Whom one asks with one hand: never asked, or by a link that has ended; and whom one reminds. */
export const toAsk = (holders: readonly Holder[]): Holder[] => holders.filter((holder) => ['toAsk', 'lapsed'].includes(stageOf(holder)))
export const toRemind = (holders: readonly Holder[]): Holder[] => holders.filter((holder) => stageOf(holder) === 'waiting')
