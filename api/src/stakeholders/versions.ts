import { type Db, schema } from '@convergence/db'
import { and, desc, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { openSeals } from '../audit/seal.ts'
import { commonErrors } from '../errors.ts'
import { changeStakeholder, requireStakeholder } from './commands.ts'
import { stakeholderErrors } from './errors.ts'
import { fieldsToRestore } from './rules.ts'
import { StakeholderPatch, type StakeholderVersionRestore } from './schemas.ts'

const { auditEntries } = schema
const WRITABLE = Object.keys(StakeholderPatch.shape)

/** Writes the fields that a stakeholder had at an instant as a new version, under the rules of today; the row as it is when nothing differs. */
export async function restoreVersion(tx: Db, request: FastifyRequest, id: string, { at, version }: z.output<typeof StakeholderVersionRestore>) {
  const now = await requireStakeholder(tx, id, request.reach)
  if (version !== undefined && now.version !== version) throw commonErrors['stale-version']()
  const then = fieldsToRestore(now, await changesAfter(tx, id, new Date(at)))
  const asked = Object.fromEntries(Object.entries(then).filter(([field]) => WRITABLE.includes(field)))
  if (Object.keys(asked).length === 0) return now
  const patch = StakeholderPatch.safeParse(asked)
  if (!patch.success) throw stakeholderErrors['stakeholder-version-invalid']()
  return changeStakeholder(tx, request, now, patch.data)
}

/** The changes later than an instant, the latest first, opened. To the millisecond, which is what an entry tells of its time. */
async function changesAfter(tx: Db, id: string, at: Date) {
  const all = await tx.select().from(auditEntries).where(and(eq(auditEntries.objectType, 'stakeholder'), eq(auditEntries.objectId, id))).orderBy(desc(auditEntries.at), desc(auditEntries.id))
  const later = await openSeals(tx, all.filter((entry) => entry.at > at))
  if (later.some((entry) => entry.erased)) throw stakeholderErrors['stakeholder-version-erased']()
  return later
}
