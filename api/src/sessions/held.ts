import { schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { inScope, type Territory } from '../plugins/reach.ts'

const { sessions } = schema

/** Attendances of those who sat in the room, came online, or gave somebody their proxy. */
export const presence: SQL = sql`('present', 'remote', 'represented')`

/** Sessions that took place, within a territory: closed, or open since before today's instant. */
export const heldSessions = (territory: Territory): SQL => and(isNull(sessions.deletedAt), sql`${sessions.status} in ('open', 'closed') and ${sessions.startsAt} <= now()`, inScope(sessions.perimeterId, territory)) ?? sql`true`
