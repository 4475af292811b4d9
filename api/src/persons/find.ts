import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, or } from 'drizzle-orm'
import type { Principal, Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { stakeholderErrors } from '../stakeholders/errors.ts'
import { personErrors } from './errors.ts'

const { stakeholders } = schema
const { searchName: _searchName, ...columns } = getTableColumns(stakeholders)

/** Whoever is held, removed and restricted ones too; not what an erasure left. */
export async function findHeld(db: Db, id: string, reach: Reach) {
  const [row] = await db.select(columns).from(stakeholders).where(and(eq(stakeholders.id, id), within(stakeholders.perimeterId, reach), or(isNull(stakeholders.restrictedAt), isNotNull(stakeholders.deletedAt))))
  return row ?? null
}
export type Held = NonNullable<Awaited<ReturnType<typeof findHeld>>>

/** The person, or a 404 that does not tell absent from out of reach; 422 for an organisation or a group. */
export async function requirePerson(db: Db, id: string, reach: Reach): Promise<Held> {
  const row = await findHeld(db, id, reach)
  if (!row) throw stakeholderErrors['stakeholder-not-found']()
  if (row.kind !== 'person') throw personErrors['not-a-person']()
  return row
}

export const isOfficer = (principal: Principal | null): boolean => principal?.grants.some((grant) => grant.role === 'dpo') ?? false
