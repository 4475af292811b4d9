import { schema } from '@convergence/db'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { meetingDay, quorumsOf } from '../bodies/quorum.ts'
import { inScope } from '../plugins/reach.ts'
import { fact } from './fact.ts'
import { measure, type MeasureContext } from './measure.ts'
import { during } from './scope.ts'

const { bodies, sessions } = schema

/** Meetings held in the period by bodies with a quorum, each with whether it was reached. */
async function meetings({ db, scope }: MeasureContext): Promise<SQL> {
  const held = await db.select({ id: sessions.id, bodyId: bodies.id, day: meetingDay }).from(sessions).innerJoin(bodies, and(eq(bodies.id, sessions.bodyId), isNull(bodies.deletedAt), sql`${bodies.quorumPercent} is not null`))
    .where(and(isNull(sessions.deletedAt), sql`${sessions.status} in ('open', 'closed') and ${sessions.startsAt} <= now()`, during(sql`${sessions.startsAt}`, scope), inScope(sessions.perimeterId, scope)))
  const quorums = await quorumsOf(db, held)
  const counted = held.flatMap(({ id }) => {
    const reached = quorums.get(id)?.reached ?? null
    return reached === null ? [] : [{ id, reached: Number(reached) }]
  })
  const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`
  return sql`select ${fact({ id: sql`sessions.id`, type: 'session', objectId: sql`sessions.id`, label: sql`sessions.title`, detail: sql`bodies.name`, at: sql`sessions.starts_at`, numerator: sql`b.reached` })}
    from unnest(${list(counted.map((one) => one.id))}::uuid[], ${list(counted.map((one) => one.reached))}::int[]) b(id, reached) join sessions on sessions.id = b.id join bodies on bodies.id = sessions.body_id`
}

export const bodyMeasures = [
  measure({
    name: 'body_meetings_with_quorum_rate', unit: 'percent', direction: 'up',
    label: { fr: 'Réunions d’instance au quorum', en: 'Meetings of bodies with a quorum' },
    rule: { fr: 'Réunions d’instance tenues dans la période où le quorum était atteint, sur celles des instances qui se sont donné un quorum.', en: 'Meetings of bodies held in the period at which the quorum was reached, out of those of bodies that set themselves one.' },
    facts: meetings,
  }),
]
