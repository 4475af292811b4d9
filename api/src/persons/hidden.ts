import { schema } from '@convergence/db'
import { isNull } from 'drizzle-orm'

/**
 * How a stakeholder stands by two of its columns:
 * neither — seen by all; `deletedAt` alone — removed, can be restored; both — restricted (GDPR 18): out of every list and every computation, as what was
 * removed is, and in the data protection officer's list; `restrictedAt` alone — what an erasure left: a shell without identity, in no list,
 * that figures still count.
 */
export const unhidden = () => isNull(schema.stakeholders.restrictedAt)

export type Standing = 'shown' | 'removed' | 'restricted' | 'erased'
export function standingOf({ deletedAt, restrictedAt }: { deletedAt: Date | null; restrictedAt: Date | null }): Standing {
  if (restrictedAt) return deletedAt ? 'restricted' : 'erased'
  return deletedAt ? 'removed' : 'shown'
}
