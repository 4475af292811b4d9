import type { AudienceQuery } from './store.ts'

/** The grids and their classes, as the analyses name them. */
export const gridClasses = {
  salience: ['definitive', 'dominant', 'dangerous', 'dependent', 'dormant', 'discretionary', 'demanding', 'non-stakeholder'],
  grid: ['key-players', 'keep-satisfied', 'keep-informed', 'minimal-effort'],
  savage: ['supportive', 'mixed-blessing', 'non-supportive', 'marginal'],
  cube: ['saviour', 'friend', 'sleeping-giant', 'acquaintance', 'saboteur', 'irritant', 'time-bomb', 'trip-wire'],
} as const
export type Scheme = keyof typeof gridClasses

/** A query of the register as its form holds it. */
export interface QueryDraft { q: string; category: string[]; area: string[]; kind: string[]; side: string[]; status: string[]; scheme: Scheme | undefined; classes: string[]; rankingId: string | undefined; top: string; withoutSession: string; neverAsked: boolean; perimeterId: string | undefined }

export const emptyQuery = (): QueryDraft => ({ q: '', category: [], area: [], kind: [], side: [], status: [], scheme: undefined, classes: [], rankingId: undefined, top: '', withoutSession: '', neverAsked: false, perimeterId: undefined })

const isScheme = (word: string | undefined): word is Scheme => word !== undefined && word in gridClasses
const list = (words: string | undefined): string[] => words?.split(',').filter(Boolean) ?? []

/** The form of a stored query. */
export const draftOfQuery = (query: Record<string, string> | null): QueryDraft => (query === null ? emptyQuery() : {
  q: query['q'] ?? '', category: list(query['categoryId']), area: list(query['areaId']), kind: list(query['kind']), side: list(query['side']), status: list(query['status']), scheme: isScheme(query['scheme']) ? query['scheme'] : undefined, classes: list(query['class']),
  rankingId: query['rankingId'], top: query['top'] ?? '', withoutSession: query['withoutSession'] ?? '', neverAsked: query['neverAsked'] === 'true', perimeterId: query['perimeterId'],
})

const whole = (typed: string, max: number): string | undefined => (/^\d+$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= max ? String(Number(typed)) : undefined)

/** The query in the API's words; undefined while it names no filter at all. */
export function queryOfDraft(d: QueryDraft): AudienceQuery | undefined {
  const days = whole(d.withoutSession, 3660)
  const top = whole(d.top, 5000)
  const query = {
    ...(d.q.trim() ? { q: d.q.trim() } : {}), ...(d.category.length ? { categoryId: d.category.join(',') } : {}), ...(d.area.length ? { areaId: d.area.join(',') } : {}), ...(d.kind.length ? { kind: d.kind.join(',') } : {}), ...(d.side.length ? { side: d.side.join(',') } : {}), ...(d.status.length ? { status: d.status.join(',') } : {}),
    ...(d.scheme && d.classes.length ? { scheme: d.scheme, class: d.classes.join(',') } : {}), ...(d.rankingId ? { rankingId: d.rankingId, ...(top ? { top } : {}) } : {}), ...(days ? { withoutSession: days } : {}), ...(d.neverAsked ? { neverAsked: 'true' as const } : {}), ...(d.perimeterId ? { perimeterId: d.perimeterId } : {}),
  }
  return Object.keys(query).length > 0 ? (query as unknown as AudienceQuery) : undefined
}
