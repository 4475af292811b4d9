import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { ProblemError } from '../errors.ts'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { dayIn, mandateCovers } from '../positions/rules.ts'
import { sessionErrors } from './errors.ts'
import type { SessionHead } from './queries.ts'

const { stakeholders, mandates } = schema

/** Refuses stakeholders that do not exist or lie out of reach. */
export async function requireStakeholders(tx: Db, ids: readonly string[], reach: Reach, pointer: string): Promise<void> {
  const wanted = [...new Set(ids)]
  const known = await tx.$count(stakeholders, and(inArray(stakeholders.id, wanted), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach)))
  if (known !== wanted.length) throw unknown(pointer)
}

/** Refuses a mandate that is another's, or that does not cover the day of the session. */
export async function requireMandate(tx: Db, session: SessionHead, stakeholderId: string, mandateId: string | null | undefined): Promise<void> {
  if (!mandateId) return
  const [mandate] = await tx.select().from(mandates).where(and(eq(mandates.id, mandateId), isNull(mandates.deletedAt)))
  if (!mandate) throw unknown('/mandateId')
  if (mandate.organisationId === stakeholderId && mandateCovers(mandate, dayIn(session.startsAt, session.timeZone))) return
  throw sessionErrors['attendance-mandate-invalid']({ errors: [{ pointer: '/mandateId', code: 'invalid', message: 'not of this stakeholder on that day' }] })
}

const unknown = (pointer: string): ProblemError => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown id' }] })
