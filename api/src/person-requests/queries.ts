import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, lt, not, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import type { PersonRequestQuery } from './schemas.ts'

const { perimeters, personRequests, stakeholders } = schema
const sorts = { dueOn: personRequests.dueOn, receivedOn: personRequests.receivedOn }
const late = (today: string): SQL => and(inArray(personRequests.state, ['received', 'verified']), lt(personRequests.dueOn, today)) ?? sql`false`

// A person who was erased left a shell without a name.
const columns = (today: string) => ({
  ...getTableColumns(personRequests), overdue: sql<boolean>`(${late(today)})`, perimeterName: perimeters.name,
  stakeholderName: sql<string | null>`(select s.name from ${stakeholders} s where s.id = ${personRequests.stakeholderId} and (s.restricted_at is null or s.deleted_at is not null))`,
})
const select = <T extends Record<string, SQL>>(db: Db, today: string, more: T) => db.select({ ...columns(today), ...more }).from(personRequests).innerJoin(perimeters, eq(perimeters.id, personRequests.perimeterId))

export function listPersonRequests(db: Db, query: z.output<typeof PersonRequestQuery>, { reach, secret, today }: { reach: Reach; secret: string; today: string }) {
  const k = keyset(query, sorts, personRequests.id, secret)
  return select(db, today, { key: k.key }).where(and(
    within(personRequests.perimeterId, reach),
    query.state ? inArray(personRequests.state, query.state) : undefined,
    query.kind ? inArray(personRequests.kind, query.kind) : undefined,
    query.overdue === undefined ? undefined : query.overdue ? late(today) : not(late(today)),
    query.stakeholderId ? eq(personRequests.stakeholderId, query.stakeholderId) : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

export async function findPersonRequest(db: Db, id: string, { reach, today }: { reach: Reach; today: string }) {
  const [row] = await select(db, today, {}).where(and(eq(personRequests.id, id), within(personRequests.perimeterId, reach)))
  return row ?? null
}
