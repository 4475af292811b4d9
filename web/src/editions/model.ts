import type { Edition } from './types.ts'

export const statusTone = { draft: 'plain', frozen: 'accent', published: 'success', withdrawn: 'warning' } as const satisfies Record<Edition['status'], string>

/** The years of a period, as a card bears them: "2026", "2011–2012". */
export const yearsOf = ({ periodStart, periodEnd }: Pick<Edition, 'periodStart' | 'periodEnd'>): string => (periodStart.slice(0, 4) === periodEnd.slice(0, 4) ? periodEnd.slice(0, 4) : `${periodStart.slice(0, 4)}–${periodEnd.slice(0, 4)}`)
