import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import { MASK, maskJson, type Pattern } from './mask.ts'

/** Refuse any change; what they hold of a person is sealed under the person's key, or an id. */
const APPEND_ONLY = ['audit_entries', 'audit_links', 'readings']

export interface TextColumn { table: string; column: string; type: 'text' | 'text[]' | 'jsonb' | 'json' }

/** Every column of the database that may hold words. */
export async function textColumns(db: Db): Promise<TextColumn[]> {
  const { rows } = await db.execute<{ table: string; column: string; type: TextColumn['type'] }>(sql`
    select c.table_name as "table", c.column_name as "column", case when c.udt_name = '_text' then 'text[]' when c.data_type in ('json', 'jsonb') then c.data_type else 'text' end as type
    from information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and (c.data_type in ('text', 'json', 'jsonb', 'character varying') or c.udt_name = '_text') order by 1, 2`)
  return rows.filter((row) => !APPEND_ONLY.includes(row.table))
}

/** Masks the person wherever a name or address of theirs stands, and says in how many rows of which table. */
export async function sweep(tx: Db, person: { id: string; pattern: Pattern }): Promise<Record<string, number>> {
  const columns = await textColumns(tx)
  const masked: Record<string, number> = {}
  const add = (table: string, n: number) => { if (n > 0) masked[table] = (masked[table] ?? 0) + n }
  add('idempotency_keys', await forgetAnswers(tx, person))
  for (const table of new Set(columns.map((column) => column.table))) {
    const own = columns.filter((column) => column.table === table)
    add(table, await maskTexts(tx, table, own.filter((column) => column.type === 'text').map((column) => column.column), person.pattern))
    for (const column of own) if (column.type !== 'text') add(table, await maskValues(tx, column, person))
  }
  return masked
}

/** Answers kept for a repeated request: the whole answer goes, and the request may be sent again. */
async function forgetAnswers(tx: Db, { id, pattern }: { id: string; pattern: Pattern }): Promise<number> {
  const { rows } = await tx.execute(sql`delete from idempotency_keys where body like ${`%${id}%`} or body ~* ${pattern.posix} or headers::text like ${`%${id}%`} returning 1`)
  return rows.length
}

async function maskTexts(tx: Db, table: string, columns: readonly string[], { posix }: Pattern): Promise<number> {
  if (columns.length === 0) return 0
  const names = columns.map((column) => sql.identifier(column))
  const sets = sql.join(names.map((name) => sql`${name} = regexp_replace(${name}, ${posix}, ${MASK}, 'gi')`), sql`, `)
  const found: SQL = sql.join(names.map((name) => sql`${name} ~* ${posix}`), sql` or `)
  const { rows } = await tx.execute(sql`update ${sql.identifier(table)} set ${sets} where ${found} returning 1`)
  return rows.length
}

async function maskValues(tx: Db, { table, column, type }: TextColumn, { id, pattern }: { id: string; pattern: Pattern }): Promise<number> {
  const [name, at] = [sql.identifier(column), sql.identifier(table)]
  // As text, so that the answer is the same with every driver.
  const value = type === 'text[]' ? sql`to_json(${name})::text` : sql`${name}::text`
  const { rows } = await tx.execute<{ place: string; value: string }>(sql`select ctid::text as place, ${value} as value from ${at} where ${value} ~* ${pattern.posix}`)
  for (const row of rows) {
    const text = JSON.stringify(maskJson(JSON.parse(row.value), { pattern, id, wholeRows: table.startsWith('import') }))
    const next = type === 'text[]' ? sql`array(select json_array_elements_text(${text}::json))` : sql`${text}::${sql.raw(type)}`
    await tx.execute(sql`update ${at} set ${name} = ${next} where ctid = ${row.place}::tid`)
  }
  return rows.length
}
