const cut = (line: string, most: number): string => (line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`)

/** A name on at most `lines` lines of about `width` signs, cut between words; it ends with … when more is left. */
export function wrapName(name: string, width = 18, lines = 2): string[] {
  const all: string[] = []
  for (const word of name.split(/\s+/).filter(Boolean)) {
    const last = all.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= width) all[all.length - 1] = `${last} ${word}`
    else all.push(word)
  }
  const kept = all.slice(0, lines).map((line) => cut(line, width + 4))
  const last = kept.at(-1)
  if (all.length > lines && last !== undefined) kept[kept.length - 1] = last.endsWith('…') ? last : `${last}…`
  return kept
}
