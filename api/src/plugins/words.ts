import { searchKey } from '@convergence/db'
import { and, type AnyColumn, or, type SQL, sql } from 'drizzle-orm'

/** Text without case or accents inside SQL, for nouns that keep no search key: portable to engines without ICU. */
export const plainText = (column: AnyColumn | SQL): SQL => sql`lower(regexp_replace(normalize(replace(${column}, 'œ', 'oe'), NFKD), '[\u0300-\u036f]', '', 'g'))`

/** The condition that every word of `q` stands in one of the columns, without case or accents; undefined for no word. */
export function matchesWords(q: string, columns: readonly (AnyColumn | SQL)[]): SQL | undefined {
  const words = searchKey(q).split(' ').filter(Boolean)
  return and(...words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    return or(...columns.map((column) => sql`${plainText(column)} like ${pattern}`))
  }))
}
