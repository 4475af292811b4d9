import { schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { inScope } from '../plugins/reach.ts'
import { heldSessions } from '../sessions/held.ts'
import { during, type MeasureScope } from './scope.ts'

const { points } = schema

/** The condition on `points`: somebody stated something on it in the period, or it was on the agenda of a session held then. */
export const discussedPoints = (scope: MeasureScope): SQL => and(
  isNull(points.deletedAt), inScope(points.perimeterId, scope),
  sql`points.id in (
    select x.point_id from positions x join stakeholders h on h.id = x.holder_id and h.deleted_at is null left join sessions s on s.id = x.session_id
      where x.withdrawn_at is null and x.state <> 'not_asked' and s.deleted_at is null and ${during(sql`x.stated_at`, scope)} and x.stated_at <= now()
    union select g.point_id from agenda_items g join sessions on sessions.id = g.session_id where g.point_id is not null and ${heldSessions({ reach: 'all' })} and ${during(sql`sessions.starts_at`, scope)})`,
) ?? sql`true`
