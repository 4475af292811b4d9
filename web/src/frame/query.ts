import type { LocationQuery, LocationQueryRaw } from 'vue-router'

/** What every screen shares: held in the URL, so that a state is a link. */
export interface ContextState {
  /** Perimeter id; undefined = all that one may see. */
  perimeter: string | undefined
  /** A past day, YYYY-MM-DD; undefined = now. */
  asOf: string | undefined
  /** Filter name → chosen values, in the order they were chosen. */
  filters: Record<string, string[]>
}

const perimeterKey = 'perimetre'
const asOfKey = 'au'
const filterPrefix = 'f.'

/** Tells whether a query key belongs to the shared context. */
export const isContextKey = (key: string): boolean => key === perimeterKey || key === asOfKey || key.startsWith(filterPrefix)

const texts = (value: LocationQuery[string] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string' && item !== '')

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** Reads the context of an address; what does not parse is ignored. */
export function readContext(query: LocationQuery): ContextState {
  const filters: Record<string, string[]> = {}
  for (const key of Object.keys(query)) {
    const values = texts(query[key])
    if (key.startsWith(filterPrefix) && values.length > 0) filters[key.slice(filterPrefix.length)] = [...new Set(values)]
  }
  return { perimeter: texts(query[perimeterKey])[0], asOf: texts(query[asOfKey]).find(isDay), filters }
}

/** Writes a context over an address, keeping what the screen itself holds there. */
export function writeContext(query: LocationQuery | LocationQueryRaw, context: ContextState): LocationQueryRaw {
  const own = Object.entries(query).filter(([key]) => !isContextKey(key))
  const filters = Object.entries(context.filters)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => [filterPrefix + name, values.length === 1 ? values[0] : values])
  return Object.fromEntries([
    ...own,
    ...(context.perimeter ? [[perimeterKey, context.perimeter]] : []),
    ...(context.asOf ? [[asOfKey, context.asOf]] : []),
    ...filters,
  ]) as LocationQueryRaw
}

/** The context keys of `from` that `to` lacks, or undefined when nothing has to be carried over. */
export function carryOver(from: LocationQuery, to: LocationQuery): LocationQueryRaw | undefined {
  if (Object.keys(to).some(isContextKey)) return undefined
  const carried = Object.entries(from).filter(([key]) => isContextKey(key))
  return carried.length === 0 ? undefined : { ...to, ...Object.fromEntries(carried) }
}
