import { type SQL, sql } from 'drizzle-orm'
import { wasHeld } from '../activities/pace.ts'
import { type Ids, row } from './fact.ts'

interface Told { detail?: SQL; at?: SQL; counted?: SQL; held?: boolean; join?: SQL }

/** The sessions of activities that are not cancelled, or those held, as rows; `s` is the session, `u` its facilitator. */
export const sessionOf = (ids: Ids, { detail, at, counted, held = false, join }: Told = {}): SQL =>
  sql`select ${row({ activity: sql`l.activity_id`, id: sql`s.id`, type: 'session', object: sql`s.id`, label: sql`s.title`, at: at ?? sql`s.starts_at`, perimeter: sql`s.perimeter_id`, ...(detail ? { detail } : {}), ...(counted ? { counted } : {}) })}
    from activity_sessions l join sessions s on s.id = l.session_id and s.deleted_at is null and s.status <> 'cancelled' left join users u on u.id = s.facilitator_id ${join ?? sql``}
    where l.activity_id = any(${ids}) and ${held ? wasHeld : sql`true`}`

/** Pairs activity_id, point_id: on the agenda of a session held, or with a position taken there. */
export const pointsOf = (ids: Ids): SQL => sql`(
  select l.activity_id, g.point_id from activity_sessions l join sessions s on s.id = l.session_id and ${wasHeld} join agenda_items g on g.session_id = s.id and g.point_id is not null where l.activity_id = any(${ids})
  union select l.activity_id, x.point_id from activity_sessions l join sessions s on s.id = l.session_id and ${wasHeld} join positions x on x.session_id = s.id and x.withdrawn_at is null and x.state in ('stated', 'abstained') where l.activity_id = any(${ids}))`

/** Pairs activity_id, commitment_id: made in a session of the activity, or on a point discussed in one. */
export const commitmentsOf = (ids: Ids): SQL => sql`(
  select l.activity_id, c.id as commitment_id from activity_sessions l join commitments c on c.session_id = l.session_id where l.activity_id = any(${ids})
  union select d.activity_id, c.id from ${pointsOf(ids)} d join commitments c on c.point_id = d.point_id)`
