import { searchKey } from '@convergence/db'
import { and, type AnyColumn, or, type SQL, sql } from 'drizzle-orm'

/** The text of a column as `searchKey` makes it, for nouns that keep no search key: SQL that engines without ICU have too. */
export const plainText = (column: AnyColumn | SQL): SQL =>
  sql`lower(translate(regexp_replace(normalize(replace(replace(replace(replace(${column}, 'œ', 'oe'), 'Œ', 'OE'), 'æ', 'ae'), 'Æ', 'AE'), NFKD), '[\u0300-\u036f]', '', 'g'), '’‘ʼ', ''''''''))`

/** The condition that every word of `q` stands in one of the columns, without case or accents; undefined for no word. */
export function matchesWords(q: string, columns: readonly (AnyColumn | SQL)[]): SQL | undefined {
  const words = searchKey(q).split(' ').filter(Boolean)
  return and(...words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    return or(...columns.map((column) => sql`${plainText(column)} like ${pattern}`))
  }))
}
