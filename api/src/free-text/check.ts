import { type Folded, fold } from './fold.ts'
import { rules } from './lexicon.ts'
import { numbersIn } from './numbers.ts'
import { speaksOfPerson } from './person.ts'
import { type Finding, levelOf, type Rule } from './types.ts'

/** `names`: whom the text is about. With one, a clause without a subject ("Très malade.") is about that person. */
export type CheckOptions = { names?: readonly string[] }

/**
 * What a text holds that may not be written of a person, or only with a reason, in the order of the text.
 * French stems, whole words, blind to accents and case. Health, religion and the rest as topics of a dialogue pass.
 */
export function checkText(text: string, { names = [] }: CheckOptions = {}): Finding[] {
  const folded = fold(text)
  const found = numbersIn(folded.lower).map((n) => findingOf(text, folded, n.class, n.start, n.end, true))
  for (const clause of clausesOf(folded)) found.push(...inClause(text, folded, clause, names))
  return withoutOverlap(found)
}

type Clause = { start: number; end: number }

// The full stop of a title or an abbreviation ends nothing.
const ENDS = /(?<!(?<![a-z])(?:m|mm|mme|mlle|dr|pr|me|st|ste|tel|n|art|cf|ex))\.(?=\s|$)|[!?;\n]|(?<![a-z0-9])(?:que |qu'|dont |car )/g

function clausesOf({ lower }: Folded): Clause[] {
  const cuts = [...lower.matchAll(ENDS)].map((m) => m.index + m[0].length)
  return [0, ...cuts].map((start, n) => ({ start, end: cuts[n] ?? lower.length })).filter((c) => c.end > c.start)
}

function inClause(text: string, folded: Folded, { start, end }: Clause, names: readonly string[]): Finding[] {
  const lower = folded.lower.slice(start, end)
  const cased = folded.cased.slice(start, end)
  const person = speaksOfPerson(cased, lower, names) || (names.length > 0 && isElliptic(lower))
  return rules.filter((rule) => person || !rule.person).flatMap((rule) => matchesOf(rule, rule.cased ? cased : lower, lower).map(([from, to]) => findingOf(text, folded, rule.class, start + from, start + to, false)))
}

// A note that begins without an article or a noun group in the plural: "Diabétique, à ménager", "En arrêt maladie".
const isElliptic = (lower: string): boolean => !/^\s*(?:les?|la|l'|des?|du|un|une|ces?|cette|nos|leurs?|notre)(?![a-z])/.test(lower)

function matchesOf(rule: Rule, clause: string, lower: string): [number, number][] {
  return [...clause.matchAll(rule.pattern)]
    .filter((m) => !rule.notAfter?.test(lower.slice(Math.max(0, m.index - 60), m.index)))
    .map((m) => m.indices?.groups?.['w'] ?? [m.index, m.index + m[0].length])
}

function findingOf(text: string, { at }: Folded, name: Finding['class'], from: number, to: number, masked: boolean): Finding {
  const start = at[from] ?? 0
  const end = (at[to - 1] ?? start) + 1
  const word = text.slice(start, end)
  return { class: name, level: levelOf(name), start, end, word: masked ? word.replace(/[\p{L}\d]/gu, '•') : word }
}

/** In order; of two findings over the same words the refusal stands, then the one that begins first. */
function withoutOverlap(found: readonly Finding[]): Finding[] {
  const ranked = [...found].sort((a, b) => rankOf(a) - rankOf(b) || a.start - b.start || b.end - a.end)
  const kept: Finding[] = []
  for (const f of ranked) if (!kept.some((k) => f.start < k.end && k.start < f.end)) kept.push(f)
  return kept.sort((a, b) => a.start - b.start)
}

const rankOf = (f: Finding): number => (f.level === 'block' ? 0 : 1)
