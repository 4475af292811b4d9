import { searchKey } from '@convergence/db'
import { fieldsOf, type Target } from './fields.ts'

/** Field → the headers that feed it. */
export type Mapping = Record<string, string[]>
export type Confidence = 'exact' | 'likely'

/** A header or a word without case, accents, punctuation or plural brackets. */
export const plain = (text: string): string => searchKey(text).replace(/[^a-z0-9]+/g, ' ').trim()

/** The mapping that the headers suggest; each header serves once. Kumu's and Gephi's names are known too. */
export function proposeMapping(target: Target, headers: readonly string[]): { mapping: Mapping; confidence: Record<string, Confidence> } {
  const mapping: Mapping = {}
  const confidence: Record<string, Confidence> = {}
  const free = new Map(headers.map((header) => [header, plain(header)]))
  const take = (field: string, header: string, how: Confidence) => {
    mapping[field] = [...(mapping[field] ?? []), header]
    confidence[field] ??= how
    free.delete(header)
  }
  if (target === 'ties') takeGephiEnds(free, take)
  for (const sure of [true, false]) {
    for (const [name, field] of Object.entries(fieldsOf[target])) {
      for (const alias of field.names) {
        if (mapping[name] && !field.many) break
        for (const [header, key] of free) if (sure ? key === alias : likely(key, alias)) { take(name, header, sure ? 'exact' : 'likely'); if (!field.many) break }
      }
    }
  }
  return { mapping, confidence }
}

/** "source" is a tie's first end beside "target", and a provenance otherwise. */
function takeGephiEnds(free: Map<string, string>, take: (field: string, header: string, how: Confidence) => void): void {
  const source = [...free].find(([, key]) => key === 'source')?.[0]
  const end = [...free].find(([, key]) => key === 'target' || key === 'cible')?.[0]
  if (!source || !end) return
  take('from', source, 'exact')
  take('to', end, 'exact')
}

const likely = (key: string, alias: string): boolean => alias.length >= 4 && (` ${key} `.includes(` ${alias} `) || key.startsWith(`${alias} `))
