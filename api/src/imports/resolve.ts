import { type Db, schema, searchKey } from '@convergence/db'
import { and, asc, gt, isNull, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { pacer } from './pace.ts'

const { stakeholders } = schema
const PAGE = 2000

/** What matching needs to know of a stakeholder that stands already. */
export interface Known { id: string; name: string; kind: (typeof schema.stakeholderKind.enumValues)[number]; externalId: string | null; reference: string; perimeterId: string; parentId: string | null }
const brief = { id: stakeholders.id, name: stakeholders.name, kind: stakeholders.kind, externalId: stakeholders.externalId, reference: stakeholders.reference, perimeterId: stakeholders.perimeterId, parentId: stakeholders.parentId }

/** The rows of a JSON list of texts: one parameter whatever its length. */
export const textsIn = (values: readonly string[]) => sql`(select value from json_array_elements_text(${JSON.stringify(values)}::json))`

/** Living stakeholders within reach, by the words that a file may use for them. */
export interface Register { byExternalId: Map<string, Known[]>; byReference: Map<string, Known>; byName: Map<string, Known[]> }

/** Finds those that answer to one of the words: by identifier and number in the database, by name in pages, since its key is made here. */
export async function loadRegister(tx: Db, reach: Reach, words: ReadonlySet<string>, nameKeys: ReadonlySet<string>): Promise<Register> {
  const register: Register = { byExternalId: new Map(), byReference: new Map(), byName: new Map() }
  const living = and(isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach))
  const list = [...words]
  const rows = list.length === 0 ? [] : await tx.select(brief).from(stakeholders).where(and(living, sql`(${stakeholders.externalId} in ${textsIn(list)} or ${stakeholders.reference} in ${textsIn(list)})`))
  for (const row of rows) {
    if (row.externalId !== null && words.has(row.externalId)) push(register.byExternalId, row.externalId, row)
    if (words.has(row.reference)) register.byReference.set(row.reference, row)
  }
  if (nameKeys.size === 0) return register
  const pace = pacer()
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await tx.select(brief).from(stakeholders).where(and(living, gt(stakeholders.id, after))).orderBy(asc(stakeholders.id)).limit(PAGE)
    for (const row of page) {
      const key = searchKey(row.name)
      if (nameKeys.has(key)) push(register.byName, key, row)
      await pace()
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return register
    after = last.id
  }
}

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The stakeholder that a word names: identifier, then number, then name; the import's own perimeter before others. */
export function resolve(register: Register, word: string, perimeterId: string): Known | 'unknown' | 'ambiguous' {
  const numbered = register.byReference.get(word)
  const found = register.byExternalId.get(word) ?? (numbered ? [numbered] : register.byName.get(searchKey(word)) ?? [])
  const own = found.filter((row) => row.perimeterId === perimeterId)
  const candidates = own.length > 0 ? own : found
  const [only] = candidates
  if (!only) return 'unknown'
  return candidates.length > 1 ? 'ambiguous' : only
}
