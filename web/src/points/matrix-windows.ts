/** Rows in sight, both included. */
export interface Rows {
  first: number
  last: number
}

/** Rows of one request: 40 rows × 200 holders are some 2 MB before compression. */
const rowsPerWindow = 40
/** Up to here all rows are asked for at once, so that columns without a cell can be left out. */
const windowsAtOnce = 3

/** The windows of ids to ask for: all of a small matrix, else those in sight and the ones next to them. Pure. */
export function windowsOf(ids: readonly string[], { first, last }: Rows): string[][] {
  const all: string[][] = []
  for (let start = 0; start < ids.length; start += rowsPerWindow) all.push(ids.slice(start, start + rowsPerWindow))
  if (all.length <= windowsAtOnce) return all
  return all.slice(Math.max(0, Math.floor(first / rowsPerWindow) - 1), Math.floor(last / rowsPerWindow) + 2)
}
