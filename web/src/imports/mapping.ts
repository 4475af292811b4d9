import type { ImportField, Mapping } from './types.ts'

/** The field that a column feeds, if any. */
export const fieldOf = (mapping: Mapping, header: string): string | undefined => Object.keys(mapping).find((field) => mapping[field]?.includes(header))

/** The mapping once a column feeds another field; a field that takes one column only lets go of its former one. */
export function assigned(mapping: Mapping, header: string, field: ImportField | undefined, headers: readonly string[]): Mapping {
  const next: Mapping = {}
  for (const [name, from] of Object.entries(mapping)) {
    const kept = from.filter((one) => one !== header && !(name === field?.name && !field.many))
    if (kept.length > 0) next[name] = kept
  }
  if (field) next[field.name] = [...(next[field.name] ?? []), header].sort((a, b) => headers.indexOf(a) - headers.indexOf(b))
  return next
}

/** Up to three different values of a column, as the first rows have them. */
export function samplesOf(sample: readonly string[][], index: number): string[] {
  const values = new Set<string>()
  for (const row of sample) {
    const value = row[index]?.trim()
    if (value && values.size < 3) values.add(value)
  }
  return [...values]
}
