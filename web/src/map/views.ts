import type { LocationQuery, LocationQueryRaw } from 'vue-router'

const left = new Set(['fiche'])

/** The address of a screen as the flat map that a saved view keeps: repeated parameters are joined by commas, each value escaped. */
export function toViewState(query: LocationQuery): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => {
      const values = (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === 'string' && v !== '')
      return left.has(key) || values.length === 0 ? [] : [[key, values.map(encodeURIComponent).join(',')]]
    }),
  )
}

/** The address that a saved view leads to. */
export function fromViewState(state: Record<string, string>): LocationQueryRaw {
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => {
      const values = value.split(',').map(decode)
      return [key, values.length === 1 ? values[0] : values]
    }),
  )
}

/** A view written by another program may hold a lone per cent sign. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
