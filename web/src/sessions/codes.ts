import { fold } from '../ui/match.ts'

export interface Named {
  id: string
  name: string
}

const LIGHT = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l', 'et', 'a', 'au', 'aux', 'en', 'pour', 'sur', 'of', 'the', 'and', 'for'])
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'

/** The words of a name as they are typed: lower case, no accents, letters only. */
export const wordsOf = (name: string): string[] => fold(name).split(/[^a-z]+/).filter(Boolean)

/**
 * Two letters that choose each holder and nobody else: the first two of the name where no other name begins so, else
 * initials, else any letters of the name. Stable for a given list, so that a hand learns them.
 */
export function codesOf(holders: readonly Named[]): Map<string, string> {
  const starts = holders.map((holder) => fold(holder.name).replace(/[^a-z]/g, '').slice(0, 2))
  const shared = new Set(starts.filter((start, index) => starts.indexOf(start) !== index))
  const codes = new Map<string, string>()
  const taken = new Set<string>(shared)
  const take = (id: string, code: string | undefined): boolean => {
    if (code?.length !== 2 || taken.has(code)) return false
    taken.add(code)
    codes.set(id, code)
    return true
  }
  holders.forEach((holder, index) => take(holder.id, starts[index]))
  for (const holder of holders) if (!codes.has(holder.id)) for (const code of proposals(holder.name)) if (take(holder.id, code)) break
  return codes
}

/** Codes for a name, the most telling first; the last ones have nothing to do with it, but never run out. */
function* proposals(name: string): Generator<string> {
  const words = wordsOf(name)
  const heavy = words.filter((word) => !LIGHT.has(word))
  const [first = '', second = ''] = heavy
  yield* [first.slice(0, 1) + second.slice(0, 1), second.slice(0, 2), heavy[2]?.slice(0, 2) ?? '']
  const letters = [...words.join('')]
  for (const [index, a] of letters.entries()) for (const b of letters.slice(index + 1)) yield a + b
  for (const a of ALPHABET) for (const b of ALPHABET) yield a + b
}

/** Who the typed letters may mean: whose code they are, alone; else whose code, name or one of its words begins so. */
export function findTyped(typed: string, holders: readonly Named[], codes: ReadonlyMap<string, string>): string[] {
  const letters = fold(typed)
  if (letters === '') return []
  const exact = holders.filter((holder) => codes.get(holder.id) === letters)
  if (exact.length === 1) return exact.map((holder) => holder.id)
  return holders.filter((holder) => codes.get(holder.id)?.startsWith(letters) || wordsOf(holder.name).some((word) => word.startsWith(letters)) || wordsOf(holder.name).join('').startsWith(letters)).map((holder) => holder.id)
}
