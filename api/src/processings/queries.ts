import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { processings, users } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(processings)
const select = (db: Db) => db.select({ ...columns, ownerName: users.name }).from(processings).innerJoin(users, eq(users.id, processings.ownerId))

/** The lines of the register, at most 500, by name. */
export const listProcessings = (db: Db, reach: Reach) => select(db).where(and(isNull(processings.deletedAt), within(processings.perimeterId, reach))).orderBy(processings.name, processings.id).limit(500)
export type ProcessingRow = Awaited<ReturnType<typeof listProcessings>>[number]

export async function findProcessing(db: Db, id: string, reach: Reach): Promise<ProcessingRow | null> {
  const [row] = await select(db).where(and(eq(processings.id, id), isNull(processings.deletedAt), within(processings.perimeterId, reach)))
  return row ?? null
}

type Values = { [K in keyof typeof processings.$inferInsert]?: (typeof processings.$inferInsert)[K] | undefined }
/** Changes the row if it still has the version that was read. */
export async function updateProcessing(tx: Db, before: ProcessingRow, values: Values): Promise<boolean> {
  const rows = await tx.update(processings).set({ ...values, version: before.version + 1, updatedAt: new Date() }).where(and(eq(processings.id, before.id), eq(processings.version, before.version))).returning({ id: processings.id })
  return rows.length > 0
}
