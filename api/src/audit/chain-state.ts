import { type Db, schema } from '@convergence/db'
import { count } from 'drizzle-orm'
import type { z } from 'zod'
import type { AuditChain } from './schemas.ts'
import { verifyChain } from './verify.ts'

/** Links that are recomputed for an answer: some tenths of a second. */
const ANSWERED = 10_000

/** The state of the chain, at a cost that does not grow with it but for counting rows. */
export async function readChain(db: Db): Promise<z.output<typeof AuditChain>> {
  const { from, verified, head, broken } = await verifyChain(db, { last: ANSWERED })
  const [all] = await db.select({ n: count() }).from(schema.auditEntries)
  const [linked] = await db.select({ n: count() }).from(schema.auditLinks)
  const [entries, links] = [all?.n ?? 0, linked?.n ?? 0]
  return { entries, linked: links, waiting: Math.max(0, entries - links), head, verifiedFrom: from, verified, verifiedAt: new Date(), broken }
}
