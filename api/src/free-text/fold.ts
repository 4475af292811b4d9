/** A text without accents, in two cases, and for each of its characters where that stood in the original. */
export type Folded = { cased: string; lower: string; at: readonly number[] }

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', '’': "'", 'ʼ': "'", '‐': '-', '‑': '-', '–': '-' }

/** Every kind of space becomes one, curly apostrophes straight ones; a ligature takes two places, so `at` is needed to come back. */
export function fold(text: string): Folded {
  let cased = ''
  const at: number[] = []
  for (let index = 0; index < text.length; index += 1) {
    const bare = bareOf(text.charAt(index))
    cased += bare
    for (let n = 0; n < bare.length; n += 1) at.push(index)
  }
  at.push(text.length)
  // Character by character, since some capitals grow when a whole string is put in lower case.
  return { cased, lower: Array.from({ length: cased.length }, (_, n) => lowerOf(cased.charAt(n))).join(''), at }
}

function bareOf(char: string): string {
  if (/[\n\r]/.test(char)) return '\n'
  if (/\s/.test(char)) return ' '
  // A combining accent typed on its own disappears, as the accent of a composed letter does.
  return LIGATURES[char] ?? char.normalize('NFD').replace(/\p{M}/gu, '')
}

function lowerOf(char: string): string {
  const lower = char.toLowerCase()
  return lower.length === 1 ? lower : char
}
