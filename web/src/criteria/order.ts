/** A list with one of its items one place earlier or later; as it was at either end. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const [item, other] = [list[index], list[index + by]]
  return item === undefined || other === undefined ? [...list] : list.map((one, i) => (i === index ? other : i === index + by ? item : one))
}

/** The ranks to write so that two neighbours change places, whatever ranks they had; only those that differ. */
export function ranksAfter<T extends { id: string; rank: number }>(list: readonly T[], index: number, by: -1 | 1): { row: T; rank: number }[] {
  const distinct = new Set(list.map((row) => row.rank)).size === list.length
  const order = moved(list, index, by)
  return order.flatMap((row, i) => {
    const rank = distinct ? (list[i]?.rank ?? i + 1) : i + 1
    return rank === row.rank ? [] : [{ row, rank }]
  })
}
