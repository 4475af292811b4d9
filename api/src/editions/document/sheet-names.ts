const LENGTH = 31

/** Names that a spreadsheet takes: at most 31 letters, none of []:*?/\, no apostrophe at an end, no two alike whatever their case. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name, i) => {
    const plain = cut(name.replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ').replace(/\s+/g, ' '), LENGTH).replace(/^'+|'+$/g, '').trim() || String(i + 1)
    for (let n = 1; ; n += 1) {
      const tail = n === 1 ? '' : ` (${n})`
      const free = `${cut(plain, LENGTH - tail.length)}${tail}`
      if (taken.has(free.toLowerCase()) || free.toLowerCase() === 'history') continue
      taken.add(free.toLowerCase())
      return free
    }
  })
}

/** At most so many UTF-16 units, never half of a pair. */
function cut(name: string, length: number): string {
  let kept = ''
  for (const letter of name) {
    if (kept.length + letter.length > length) break
    kept += letter
  }
  return kept.trim()
}
