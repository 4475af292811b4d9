import { fold } from '../ui/match.ts'

// Words that half of all names hold: they tell nothing apart.
const COMMON = new Set(['association', 'federation', 'union', 'syndicat', 'collectif', 'national', 'nationale', 'regional', 'regionale', 'france', 'de', 'du', 'des', 'la', 'le', 'les', 'et', 'en', 'pour', 'd', 'l', 'the', 'of', 'and'])

const wordsOf = (name: string): string[] => fold(name).split(/[^\p{Letter}\p{Number}]+/u).filter(Boolean)

/** The beginning of the longest word that tells a name apart, to search by, so that an ending typed otherwise is found too; all the words when none does. */
export function tellingWords(name: string): string {
  const words = wordsOf(name)
  const telling = words.filter((word) => !COMMON.has(word)).sort((a, b) => b.length - a.length)
  const [longest] = telling
  return longest ? longest.slice(0, Math.max(4, longest.length - 3)) : words.join(' ')
}

/** How alike two names are, 0 to 1: the share of letter pairs that they have in common (Dice), without case, accents or common words. */
export function similarity(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)]
  if (left.length === 0 || right.length === 0) return 0
  const rest = [...right]
  let common = 0
  for (const pair of left) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    common += 1
  }
  return (2 * common) / (left.length + right.length)
}

function pairs(name: string): string[] {
  const words = wordsOf(name)
  const telling = words.filter((word) => !COMMON.has(word))
  const text = (telling.length > 0 ? telling : words).join(' ')
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
}
