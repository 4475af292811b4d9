import { type Db, searchKey } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { Language } from '../errors.ts'
import type { FigureRow } from './rows.ts'
import { aPerson } from './words.ts'

/** Which of these texts are the name of a person: of somebody in the register, or of an account. A report names organisations and roles only. */
export async function personNames(db: Db, texts: readonly string[]): Promise<Set<string>> {
  const wanted = [...new Set(texts.filter(Boolean))]
  if (wanted.length === 0) return new Set()
  const array = (values: readonly string[]) => sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
  const { rows } = await db.execute<{ key: string }>(sql`
    select search_name as key from stakeholders where kind = 'person' and search_name = any(${array(wanted.map(searchKey))})
    union select name from users where name = any(${array(wanted)})`)
  const known = new Set(rows.map((row) => searchKey(row.key)))
  return new Set(wanted.filter((text) => known.has(searchKey(text))))
}

/** Rows without the names of persons: their number in the register stands instead, so that what is kept for years names nobody. */
export async function withoutNames(db: Db, rows: readonly FigureRow[], language: Language): Promise<FigureRow[]> {
  const ids = [...new Set(rows.filter((row) => row.type === 'stakeholder').map((row) => row.objectId))]
  if (ids.length === 0) return [...rows]
  const { rows: persons } = await db.execute<{ id: string; reference: string }>(sql`select id, reference from stakeholders where kind = 'person' and id = any(${`{${ids.join(',')}}`}::uuid[])`)
  const references = new Map(persons.map((person) => [person.id, person.reference]))
  return rows.map((row) => {
    const reference = row.type === 'stakeholder' ? references.get(row.objectId) : undefined
    return reference === undefined ? row : { ...row, label: `${aPerson[language]} (${reference})` }
  })
}
