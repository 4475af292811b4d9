import type { AreaCoverage } from './store.ts'

/** The bars of a tile. */
export const measures = ['stakeholders', 'impacts', 'expectations', 'points', 'commitments'] as const
export type Measure = (typeof measures)[number]

/** The greatest figure of each measure over the areas, so that a length means the same on every tile; at least 1. */
export const maxima = (areas: readonly AreaCoverage[]): Record<Measure, number> =>
  Object.fromEntries(measures.map((measure) => [measure, Math.max(1, ...areas.map((area) => area[measure]))])) as Record<Measure, number>

/** Length of a bar in percent, zero-based: nothing is drawn for 0, and something is seen for 1. */
export const barLength = (value: number, max: number): number => (value <= 0 ? 0 : Math.max(6, Math.round((value / max) * 100)))

/** A figure that fits over its bar: 25, 1,2 k, 24 k. */
export const shortFigure = (value: number, locale: string): string =>
  value < 1000 ? String(value) : new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'fr-FR', { notation: 'compact', maximumSignificantDigits: 2 }).format(value)

/** Covered over all, between 0 and 1; 0 when there is nothing to cover. */
export const shareOf = (rate: { areas: number; covered: number }): number => (rate.areas === 0 ? 0 : rate.covered / rate.areas)
