import { kinds, sides, spheres, statuses, type StakeholderCount } from './types.ts'

/** Facets of the register, in the order of the panel; `perimeter` is that of the header. */
export const facetNames = ['category', 'status', 'side', 'sphere', 'kind', 'tag', 'perimeter', 'pillar', 'area'] as const
export type FacetName = (typeof facetNames)[number]

const isUuid = (text: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)
const MOST = 100

/** The values of an address that the server would take; an old or mistyped link filters by what it can. */
function valid<T extends string>(values: readonly string[] | undefined, isValid: (value: string) => boolean): T[] | undefined {
  const kept = (values ?? []).filter(isValid).slice(0, MOST) as T[]
  return kept.length > 0 ? kept : undefined
}
const among = <T extends string>(values: readonly string[] | undefined, all: readonly T[]): T[] | undefined => valid<T>(values, (value) => all.some((one) => one === value))

export interface FilterContext {
  filters: Record<string, string[]>
  perimeter: string | undefined
  asOf: string | undefined
  words: string
}

/** The shared context and the searched words as the body of a search; what is not chosen is absent. */
export function toSearch({ filters, perimeter, asOf, words }: FilterContext): StakeholderCount {
  const q = words.trim().slice(0, 200)
  const body: { [K in keyof StakeholderCount]: StakeholderCount[K] | undefined } = {
    q: q === '' ? undefined : q,
    kind: among(filters['kind'], kinds), side: among(filters['side'], sides), sphere: among(filters['sphere'], spheres), status: among(filters['status'], statuses),
    categoryId: valid(filters['category'], isUuid), areaId: valid(filters['area'], isUuid), pillarId: valid(filters['pillar'], isUuid),
    tag: valid(filters['tag'], (tag) => tag.trim() !== '' && tag.length <= 60),
    importId: valid(filters['import'], isUuid)?.[0],
    perimeterId: perimeter && isUuid(perimeter) ? perimeter : undefined, asOf,
  }
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as StakeholderCount
}

/** A value added to those chosen, or taken from them. */
export const toggled = (chosen: readonly string[] | undefined, value: string): string[] => (chosen?.includes(value) ? chosen.filter((one) => one !== value) : [...(chosen ?? []), value])
