import { type Db, schema } from '@convergence/db'
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { grants, qualifications, users } = schema

/** The skill that running a session asks for. */
export const FACILITATION = 'facilitation'

const ofUser = (user: AnyPgColumn | SQL): SQL => sql`q.user_id = ${user} and q.skill = ${FACILITATION}`

/** Whether somebody is trained for facilitation on a day; a day of expiry still counts. */
export const qualifiedOn = (user: AnyPgColumn | SQL, day: SQL | string): SQL<boolean> =>
  sql<boolean>`exists (select 1 from qualifications q where ${ofUser(user)} and q.granted_on <= ${day}::date and (q.expires_on is null or q.expires_on >= ${day}::date))`

/** The last day of somebody's training for facilitation, YYYY-MM-DD; null without one, or when it does not lapse. */
export const qualifiedUntil = (user: AnyPgColumn): SQL<string | null> =>
  sql<string | null>`(select to_char(q.expires_on, 'YYYY-MM-DD') from qualifications q where ${ofUser(user)} order by q.expires_on desc nulls first limit 1)`

/** The qualifications of an account, the latest first. */
export const listQualifications = (db: Db, userId: string) => db.select().from(qualifications).where(eq(qualifications.userId, userId)).orderBy(desc(qualifications.grantedOn), desc(qualifications.id))

export async function findQualification(db: Db, userId: string, id: string) {
  const [row] = await db.select().from(qualifications).where(and(eq(qualifications.userId, userId), eq(qualifications.id, id)))
  return row ?? null
}

/** Active people within reach whose role lets them run a session, by name, and whether they are trained for it on a day. */
export async function listFacilitators(db: Db, day: string, reach: Reach) {
  const runs = sql`exists (select 1 from ${grants} where ${and(eq(grants.userId, users.id), sql`${grants.role} in ('administrator', 'staff', 'facilitator')`, within(grants.perimeterId, reach))})`
  return db.select({ id: users.id, name: users.name, qualified: qualifiedOn(users.id, day), expiresOn: qualifiedUntil(users.id) }).from(users).where(and(isNull(users.disabledAt), runs)).orderBy(sql`lower(${users.name})`, users.id)
}
