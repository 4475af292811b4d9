export interface Piece {
  kind: 'same' | 'added' | 'removed'
  text: string
}

const wordsOf = (text: string): string[] => text.split(/(\s+)/).filter((word) => word !== '')

/** Length of the longest common subsequence from each pair of places on. */
function lengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      if (row) row[j] = before[i] === after[j] ? 1 + (table[i + 1]?.[j + 1] ?? 0) : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return table
}

/** What changed from one wording to the next, word by word. Cost: product of the numbers of words. */
export function diffWords(before: string, after: string): Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const table = lengths(old, now)
  const pieces: Piece[] = []
  const push = (kind: Piece['kind'], text: string): void => {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [left, right] = [old[i], now[j]]
    if (left !== undefined && left === right) {
      push('same', left)
      i += 1
      j += 1
    } else if (left !== undefined && (right === undefined || (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      push('removed', left)
      i += 1
    } else if (right !== undefined) {
      push('added', right)
      j += 1
    }
  }
  return pieces
}
