import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { endOf } from '../plugins/day-bounds.ts'
import { confirmationOn } from './matrix.ts'
import type { HeldStatement } from './schemas.ts'
import { earlier, isoText, spans, stateOn, valueOn } from './spans.ts'

type StatementWire = z.output<typeof HeldStatement>
export type Statement = StatementWire & { current: boolean; held: boolean }

type Row = Omit<StatementWire, 'statedAt' | 'recordedAt' | 'confirmedAt' | 'session' | 'speaker'> & {
  statedAt: string; recordedAt: string; confirmedAt: string | null; sessionId: string | null; sessionTitle: string | null; mandateId: string | null; speaker: string | null; role: string | null; current: boolean; held: boolean
}

/** Every valid statement on one point before the end of a day, the latest first; `current` on the one that counts, `held` on the one that counted at the earlier state. */
export async function listStatements(db: Db, pointId: string, asOf: string | undefined, since: string | undefined): Promise<Statement[]> {
  const end = endOf(asOf)
  const { rows } = await db.execute<Row>(sql`
    with ${spans([pointId], end)}, ${earlier(since ? endOf(since) : null)}
    ${selected(end)},
      coalesce(sp.until = 'infinity', false) as current, coalesce(sp.stated_at <= e.at and sp.until > e.at, false) as held
    from said join positions x on x.id = said.id left join span sp on sp.id = x.id left join earlier e on e.point_id = x.point_id ${joins}
    order by x.stated_at desc, x.recorded_at desc, x.id desc`)
  return rows.map(statementOf)
}

/** The columns of a statement, of a `said` joined with `positions x`. */
const selected = (end: SQL): SQL => sql`
  select x.id, x.holder_id as "holderId", ${stateOn(end)} as state, ${valueOn(end)} as value, x.state as "recordedState", x.value as "recordedValue", said.number as version, x.reason, x.reservation, x.condition, x.source, x.manner,
    ${isoText(sql`x.stated_at`)} as "statedAt", ${isoText(sql`x.recorded_at`)} as "recordedAt", u.name as "recordedBy", ${confirmationOn(end)} as confirmation,
    case when x.confirmed_at < ${end} then ${isoText(sql`x.confirmed_at`)} end as "confirmedAt", s.id as "sessionId", s.title as "sessionTitle", m.id as "mandateId", p.name as speaker, m.role`

const joins = sql`
  left join users u on u.id = x.recorded_by left join sessions s on s.id = x.session_id left join mandates m on m.id = x.mandate_id left join stakeholders p on p.id = m.person_id`

function statementOf({ sessionId, sessionTitle, mandateId, speaker, role, ...row }: Row): Statement {
  return {
    ...row,
    statedAt: new Date(row.statedAt), recordedAt: new Date(row.recordedAt), confirmedAt: row.confirmedAt === null ? null : new Date(row.confirmedAt),
    session: sessionId === null || sessionTitle === null ? null : { id: sessionId, title: sessionTitle },
    speaker: mandateId === null || speaker === null ? null : { mandateId, name: speaker, role: role ?? '' },
  }
}
