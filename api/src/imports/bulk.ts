import type { Db } from '@convergence/db'
import { getTableColumns, sql } from 'drizzle-orm'
import { getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { pacer } from './pace.ts'

const ROWS_PER_STATEMENT = 1000

interface ColumnOf { key: string; name: string; type: string }

const columnsOf = (table: PgTable, keys: readonly string[]): ColumnOf[] =>
  Object.entries(getTableColumns(table)).filter(([key]) => keys.includes(key)).map(([key, column]) => ({ key, name: column.name, type: column.getSQLType() }))

const named = (columns: readonly ColumnOf[], prefix = '') => sql.raw(columns.map((c) => `${prefix}"${c.name}"`).join(', '))
const recordOf = (columns: readonly ColumnOf[]) => sql.raw(columns.map((c) => `"${c.name}" ${c.type}`).join(', '))
const packed = (columns: readonly ColumnOf[], rows: readonly Record<string, unknown>[]): string => JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((c) => [c.name, row[c.key] ?? null]))))

/** Inserts many rows, a thousand a statement; each row travels as JSON, so that arrays and nulls need no places of their own. */
export async function insertMany(tx: Db, table: PgTable, keys: readonly string[], rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = columnsOf(table, keys)
  await inSlices(rows, (slice) => tx.execute(sql`insert into ${table} (${named(columns)}) select ${named(columns, 'r.')} from json_to_recordset(${packed(columns, slice)}::json) as r(${recordOf(columns)})`))
}

/** Writes whole rows over the versions that were read; gives how many stood at that version still. */
export async function updateMany(tx: Db, table: PgTable, keys: readonly string[], rows: readonly Record<string, unknown>[]): Promise<number> {
  const columns = columnsOf(table, keys)
  const read = columnsOf(table, [...keys, 'id', 'version'])
  const target = `"${getTableName(table)}"`
  let changed = 0
  await inSlices(rows, async (slice) => {
    const set = sql.raw(columns.map((c) => `"${c.name}" = r."${c.name}"`).join(', '))
    const { rowCount } = await tx.execute(sql`update ${sql.raw(target)} as t set ${set}, "version" = t."version" + 1, "updated_at" = now() from json_to_recordset(${packed(read, slice)}::json) as r(${recordOf(read)}) where t."id" = r."id" and t."version" = r."version"`)
    changed += rowCount ?? 0
  })
  return changed
}

async function inSlices<T>(rows: readonly T[], work: (slice: readonly T[]) => Promise<unknown>): Promise<void> {
  const pace = pacer()
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    await work(rows.slice(at, at + ROWS_PER_STATEMENT))
    await pace()
  }
}
