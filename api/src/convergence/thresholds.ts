import { type Db, schema } from '@convergence/db'
import { desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { StatusThresholds } from '../methods/agreement/index.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { convergenceErrors } from './errors.ts'
import { endOf } from '../plugins/day-bounds.ts'
import type { ThresholdsCreate } from './schemas.ts'

const { agreementThresholds, users } = schema

/** Every rule that was ever in force, the latest first. */
export const listThresholds = (db: Db) =>
  db.select({ ...getTableColumns(agreementThresholds), changedByName: users.name }).from(agreementThresholds).leftJoin(users, eq(users.id, agreementThresholds.changedBy)).orderBy(desc(agreementThresholds.validFrom), desc(agreementThresholds.id))

/** The rule in force at the end of a day, or now; throws `thresholds-missing` when there was none. */
export async function findThresholds(db: Db, asOf: string | undefined) {
  const [row] = await db.select().from(agreementThresholds).where(sql`${agreementThresholds.validFrom} < ${asOf ? endOf(asOf) : sql`now() + interval '1 second'`}`).orderBy(desc(agreementThresholds.validFrom), desc(agreementThresholds.id)).limit(1)
  if (!row) throw convergenceErrors['thresholds-missing']()
  return row
}

export type ThresholdsRow = Awaited<ReturnType<typeof findThresholds>>

/** The rule in the words of the method. */
export const methodThresholds = (row: ThresholdsRow): StatusThresholds => ({ minHolders: row.minHolders, minAskedShare: row.minAskedShare, minAgreement: row.convergenceAgreement, minSideShare: row.divergenceShare })

/** Puts a new rule in force from now on; the former one stays, and stays the rule of its days. */
export async function createThresholds(tx: Db, request: FastifyRequest, body: z.output<typeof ThresholdsCreate>) {
  const before = await findThresholds(tx, undefined)
  const [row] = await tx.insert(agreementThresholds).values({ ...body, validFrom: new Date(), changedBy: principalIn(request).userId }).returning()
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'thresholds.created', objectId: row.id, before: { ...before }, after: { ...row } })
  const [named] = await tx.select({ name: users.name }).from(users).where(eq(users.id, principalIn(request).userId))
  return { ...row, changedByName: named?.name ?? null }
}
