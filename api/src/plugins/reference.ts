import { type Db, schema } from '@convergence/db'
import { sql } from 'drizzle-orm'

/**
 * Takes `count` reference numbers YYYY-NNNNN of this year, in order. One series serves every noun, so that a printed
 * number names one object. The counter's row is locked until the transaction ends.
 */
export async function takeReferences(tx: Db, count: number, year = new Date().getUTCFullYear()): Promise<string[]> {
  const { referenceCounters } = schema
  const [row] = await tx.insert(referenceCounters).values({ key: String(year), value: count })
    .onConflictDoUpdate({ target: referenceCounters.key, set: { value: sql`${referenceCounters.value} + ${count}`, updatedAt: new Date() } })
    .returning({ value: referenceCounters.value })
  const last = row?.value ?? count
  return Array.from({ length: count }, (_, i) => `${year}-${String(last - count + 1 + i).padStart(5, '0')}`)
}

export async function takeReference(tx: Db): Promise<string> {
  const [reference = ''] = await takeReferences(tx, 1)
  return reference
}
