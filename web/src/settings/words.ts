import type { Perimeter } from './store.ts'

const browsers: readonly [RegExp, string][] = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari']]
const systems: readonly [RegExp, string][] = [[/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'macOS'], [/Linux/, 'Linux']]

/** What a person calls a browser, from the header that it sends: "Firefox", "Windows"; empty where it does not say. */
export function browserOf(userAgent: string): { browser: string; system: string } {
  const find = (list: readonly [RegExp, string][]): string => list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
  return { browser: find(browsers), system: find(systems) }
}

export interface TreeRow { perimeter: Perimeter; depth: number }

/** Perimeters as the lines of a tree, each under its parent, in order of name; one without a known parent stands at the root. */
export function treeOf(perimeters: readonly Perimeter[]): TreeRow[] {
  const known = new Set(perimeters.map(({ id }) => id))
  const under = (parentId: string | null): Perimeter[] =>
    perimeters.filter((p) => (p.parentId !== null && known.has(p.parentId) ? p.parentId : null) === parentId).toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
  const walk = (parentId: string | null, depth: number): TreeRow[] => (depth > 20 ? [] : under(parentId).flatMap((perimeter) => [{ perimeter, depth }, ...walk(perimeter.id, depth + 1)]))
  return walk(null, 0)
}

/** A perimeter and all below it: where it cannot be moved to. */
export function belowOf(perimeters: readonly Perimeter[], id: string): Set<string> {
  const found = new Set([id])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const p of perimeters) if (p.parentId && found.has(p.parentId)) found.add(p.id)
  }
  return found
}

/** A short code from a name: "Pays de la Loire" → "pays-de-la-loire". */
export const codeOf = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60)

export interface Change { field: string; before: unknown; after: unknown }

/** The fields of a journal entry, once each, with what stood before and what stands after. */
export function changesOf(before: Record<string, unknown> | null, after: Record<string, unknown> | null): Change[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields.filter((field) => field !== 'id').map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null })).filter((change) => !(isNothing(change.before) && isNothing(change.after)))
}

/** Nothing, for a reader: no value, no text, an empty list. */
export const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
export const isId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)

interface Words { yes: string; no: string; dateTime: (iso: string) => string; number: (value: number) => string; name: (id: string) => string | undefined }

/** A value of the journal as a person reads it; an id shows the name that it stands for, or its first characters. */
export function valueInWords(value: unknown, words: Words): string {
  if (isNothing(value)) return '—'
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return words.number(value)
  if (typeof value === 'string') return isId(value) ? (words.name(value) ?? `${value.slice(0, 8)}…`) : isoInstant.test(value) ? words.dateTime(value) : value
  if (Array.isArray(value)) return value.map((one) => valueInWords(one, words)).join(', ')
  return Object.values(value as Record<string, unknown>).map((one) => valueInWords(one, words)).join(' · ')
}
