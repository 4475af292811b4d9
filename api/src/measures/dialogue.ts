import { schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { inScope } from '../plugins/reach.ts'
import { heldSessions, presence } from '../sessions/held.ts'
import { college, fact, oneIf } from './fact.ts'
import { measure } from './measure.ts'
import { during, lastDay, type MeasureScope } from './scope.ts'

const { positions } = schema

const held = (scope: MeasureScope) => sql`${heldSessions(scope)} and ${during(sql`sessions.starts_at`, scope)}`
const ofSession = { type: 'session' as const, objectId: sql`sessions.id`, label: sql`sessions.title`, detail: sql`sessions.reference`, at: sql`sessions.starts_at` }

/** Meetings, who came, what was recorded there. */
export const dialogueMeasures = [
  measure({
    name: 'sessions_held', unit: 'count', direction: 'none',
    label: { fr: 'Séances tenues', en: 'Sessions held' },
    rule: { fr: 'Une séance compte le jour où elle commence, si elle s’est tenue : ouverte ou close, ni annulée ni à venir.', en: 'A session counts on the day it begins, if it was held: open or closed, neither cancelled nor to come.' },
    facts: ({ scope }) => sql`select ${fact({ ...ofSession, id: sql`sessions.id` })} from sessions where ${held(scope)}`,
  }),
  measure({
    name: 'organisations_met', unit: 'count', direction: 'up',
    label: { fr: 'Organisations rencontrées', en: 'Organisations met' },
    rule: { fr: 'Une organisation ou un groupe compte une fois, à sa première présence de la période, en salle ou à distance. Une procuration donnée n’est pas une rencontre.', en: 'An organisation or a group counts once, at its first presence of the period, in the room or online. A proxy given is no meeting.' },
    facts: ({ scope }) => sql`select distinct on (h.id) ${fact({ id: sql`h.id`, type: 'stakeholder', objectId: sql`h.id`, label: sql`h.name`, detail: sql`sessions.title`, at: sql`sessions.starts_at`, who: sql`h.id` })}
      from sessions join attendances a on a.session_id = sessions.id and a.status in ('present', 'remote') join stakeholders h on h.id = a.stakeholder_id and h.kind <> 'person' and h.deleted_at is null
      where ${held(scope)} order by h.id, sessions.starts_at, sessions.id`,
  }),
  measure({
    name: 'people_met', unit: 'count', direction: 'none',
    label: { fr: 'Personnes présentes', en: 'People present' },
    rule: { fr: 'Somme des personnes présentes à chaque séance tenue, en salle ou à distance. Qui vient deux fois compte deux fois.', en: 'Sum of the people present at each session held, in the room or online. Whoever comes twice counts twice.' },
    facts: ({ scope }) => sql`select ${fact({ id: sql`a.id`, type: 'session', objectId: sql`sessions.id`, label: sql`h.name`, detail: sql`sessions.title`, at: sql`sessions.starts_at`, numerator: sql`a.headcount`, heads: sql`a.headcount` })}
      from sessions join attendances a on a.session_id = sessions.id and a.status in ('present', 'remote') join stakeholders h on h.id = a.stakeholder_id where ${held(scope)}`,
  }),
  measure({
    name: 'attendance_rate', unit: 'percent', direction: 'up', byCollege: true,
    label: { fr: 'Taux de présence', en: 'Attendance rate' },
    rule: { fr: 'Invités présents (en salle, à distance ou représentés) sur invités à participer, aux séances tenues dans la période. Les observateurs et la liste d’attente ne comptent pas.', en: 'Invited who came (in the room, online or represented) out of those invited to take part, at the sessions held in the period. Observers and the waiting list do not count.' },
    facts: ({ scope }) => sql`select ${fact({ id: sql`i.id`, type: 'session', objectId: sql`sessions.id`, label: sql`h.name`, detail: sql`sessions.title`, at: sql`sessions.starts_at`, numerator: oneIf(sql`a.id is not null`), who: sql`h.id`, college })}
      from sessions join invitations i on i.session_id = sessions.id and i.role = 'participant' and i.status <> 'waitlisted' join stakeholders h on h.id = i.stakeholder_id
        left join attendances a on a.session_id = sessions.id and a.stakeholder_id = i.stakeholder_id and a.status in ${presence}
        left join mandates m on m.id = coalesce(a.mandate_id, i.mandate_id) left join categories c on c.id = h.category_id
      where ${held(scope)}`,
  }),
  measure({
    name: 'positions_recorded', unit: 'count', direction: 'none',
    label: { fr: 'Positions consignées', en: 'Positions recorded' },
    rule: { fr: 'Une position compte le jour où elle a été exprimée, abstentions comprises. Corrigée par son porteur, elle compte une fois ; retirée, elle ne compte pas.', en: 'A position counts on the day it was expressed, abstentions included. Corrected by its holder, it counts once; taken back, it does not count.' },
    facts: ({ scope }) => recorded(scope, sql`${positions.state} in ('stated', 'abstained')`, sql`1`),
  }),
  measure({
    name: 'positions_confirmed_rate', unit: 'percent', direction: 'up',
    label: { fr: 'Positions confirmées par leur porteur', en: 'Positions confirmed by their holder' },
    rule: { fr: 'Positions confirmées par leur porteur avant la fin de la période, sur les positions chiffrées exprimées dans la période. Une position contestée reste au dénominateur.', en: 'Positions that their holder confirmed before the end of the period, out of the positions with a value expressed in it. A contested one stays in the denominator.' },
    facts: ({ scope }) => recorded(scope, sql`${positions.state} = 'stated'`, oneIf(sql`${positions.confirmation} = 'confirmed' and (${positions.confirmedAt} is null or (${positions.confirmedAt} at time zone 'Europe/Paris')::date <= ${lastDay(scope)}::date)`)),
  }),
  measure({
    name: 'minutes_approved_rate', unit: 'percent', direction: 'up',
    label: { fr: 'Procès-verbaux approuvés', en: 'Minutes approved' },
    rule: { fr: 'Séances closes de la période dont le procès-verbal a été approuvé avant la fin de la période, sur toutes les séances closes de la période.', en: 'Sessions closed in the period whose minutes were approved before its end, out of all the sessions closed in it.' },
    facts: ({ scope }) => sql`select ${fact({ ...ofSession, id: sql`sessions.id`, numerator: oneIf(sql`p.id is not null`) })}
      from sessions left join minutes p on p.session_id = sessions.id and p.status in ('approved', 'published') and p.approved_on <= ${lastDay(scope)}::date where ${held(scope)} and sessions.status = 'closed'`,
  }),
]

const recorded = (scope: MeasureScope, states: ReturnType<typeof sql>, numerator: ReturnType<typeof sql>) => sql`select ${fact({ id: sql`positions.id`, type: 'point', objectId: sql`p.id`, label: sql`h.name || ' — ' || p.title`, detail: sql`s.title`, at: sql`positions.stated_at`, who: sql`h.id`, numerator })}
  from positions join points p on p.id = positions.point_id and p.deleted_at is null join stakeholders h on h.id = positions.holder_id and h.deleted_at is null left join sessions s on s.id = positions.session_id
  where ${states} and positions.withdrawn_at is null and positions.confirmation <> 'corrected' and s.deleted_at is null and positions.stated_at <= now() and ${during(sql`positions.stated_at`, scope)} and ${inScope(positions.perimeterId, scope) ?? sql`true`}`
