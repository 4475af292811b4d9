/** A merge patch without its absent members; `exactOptionalPropertyTypes` and drizzle both tell absent from null. */
export function present<T extends Record<string, unknown>>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}
