import { type SQL, sql } from 'drizzle-orm'
import { currentOutcomes, givenPairs, owedPairs } from '../outcomes/current.ts'
import { type Fact, type Ids, row } from './fact.ts'
import { commitmentsOf, pointsOf, sessionOf } from './rows.ts'

const minutesIn = (...statuses: string[]): SQL => sql`exists (select 1 from minutes p where p.session_id = s.id and p.status in (${sql.join(statuses.map((status) => sql`${status}`), sql`, `)}))`
const minutesStatus = sql`(select p.status from minutes p where p.session_id = s.id)`

const commitmentRow = (ids: Ids, counted: SQL, detail: SQL) => sql`select ${row({ activity: sql`d.activity_id`, id: sql`c.id`, type: 'commitment', object: sql`c.id`, label: sql`c.statement`, detail, at: sql`coalesce(c.due_on, c.made_on)::timestamp at time zone 'Europe/Paris'`, counted, perimeter: sql`c.perimeter_id` })}
  from ${commitmentsOf(ids)} d join commitments c on c.id = d.commitment_id and c.deleted_at is null`
const ownerAndDay = sql`concat_ws(' · ', nullif(c.owner, ''), to_char(c.due_on, 'YYYY-MM-DD'))`

const answerRow = (pairs: SQL) => sql`select distinct on (d.activity_id, w.outcome_id, w.holder_id) ${row({ activity: sql`d.activity_id`, id: sql`md5(w.outcome_id::text || w.holder_id::text)`, type: 'point', object: sql`p.id`, label: sql`h.name || ' — ' || p.title`, detail: sql`o.statement`, at: sql`coalesce(w.given_at, w.since::timestamp at time zone 'Europe/Paris')`, counted: sql`w.given_at is not null`, perimeter: sql`p.perimeter_id` })}
  from ${pairs} join outcomes o on o.id = w.outcome_id join points p on p.id = o.point_id and p.deleted_at is null join stakeholders h on h.id = w.holder_id and h.deleted_at is null order by d.activity_id, w.outcome_id, w.holder_id, w.given_at`

/** What happens from the invitation to the answers. */
export const dialogueFacts: readonly Fact[] = [
  {
    name: 'invitations_sent', place: 'sessions', wants: 'all',
    label: { fr: 'Les invitations sont parties', en: 'The invitations are sent' }, rule: { fr: 'Invitations à participer envoyées, sur toutes celles des séances qui ne sont pas annulées.', en: 'Invitations to take part that were sent, out of all those of the sessions not cancelled.' },
    rows: (ids) => sql`select ${row({ activity: sql`l.activity_id`, id: sql`i.id`, type: 'session', object: sql`s.id`, label: sql`h.name`, detail: sql`s.title`, at: sql`i.sent_at`, counted: sql`i.sent_at is not null`, perimeter: sql`s.perimeter_id` })}
      from activity_sessions l join sessions s on s.id = l.session_id and s.deleted_at is null and s.status <> 'cancelled' join invitations i on i.session_id = s.id and i.role = 'participant' join stakeholders h on h.id = i.stakeholder_id and h.deleted_at is null where l.activity_id = any(${ids})`,
  },
  {
    name: 'documents_shared', place: 'sessions', wants: 'any',
    label: { fr: 'Des documents sont remis aux participants', en: 'Documents are shared with participants' }, rule: { fr: 'Un document au moins, d’une séance du dialogue, que les participants peuvent lire.', en: 'At least one document of a session that participants may read.' },
    rows: (ids) => sql`select ${row({ activity: sql`l.activity_id`, id: sql`d.id`, type: 'session', object: sql`s.id`, label: sql`d.title`, detail: sql`s.title`, at: sql`d.created_at`, counted: sql`d.audience <> 'internal'`, perimeter: sql`s.perimeter_id` })}
      from activity_sessions l join sessions s on s.id = l.session_id and s.deleted_at is null and s.status <> 'cancelled' join session_documents d on d.session_id = s.id and d.deleted_at is null where l.activity_id = any(${ids})`,
  },
  {
    name: 'sessions_held', place: 'sessions', wants: 'any',
    label: { fr: 'Une séance s’est tenue', en: 'A session was held' }, rule: { fr: 'Une séance close, ou ouverte depuis qu’elle a commencé.', en: 'A session closed, or open since it began.' },
    rows: (ids) => sessionOf(ids, { held: true }),
  },
  {
    name: 'attendance_recorded', place: 'room', wants: 'all',
    label: { fr: 'Les présences sont consignées', en: 'Attendance is recorded' }, rule: { fr: 'Séances tenues où une présence au moins est consignée, sur toutes les séances tenues.', en: 'Sessions held with at least one attendance recorded, out of all the sessions held.' },
    rows: (ids) => sessionOf(ids, { held: true, detail: sql`(select count(*) from attendances t where t.session_id = s.id and t.status in ('present', 'remote', 'represented'))`, counted: sql`exists (select 1 from attendances t where t.session_id = s.id and t.status in ('present', 'remote', 'represented'))` }),
  },
  {
    name: 'positions_recorded', place: 'room', wants: 'any',
    label: { fr: 'Des positions sont consignées', en: 'Positions are recorded' }, rule: { fr: 'Positions prises dans les séances du dialogue, abstentions comprises ; corrigées elles comptent une fois, retirées elles ne comptent pas.', en: 'Positions taken in the sessions of the dialogue, abstentions included; corrected they count once, taken back they do not.' },
    rows: (ids) => sql`select ${row({ activity: sql`l.activity_id`, id: sql`x.id`, type: 'point', object: sql`p.id`, label: sql`h.name || ' — ' || p.title`, detail: sql`s.title`, at: sql`x.stated_at`, perimeter: sql`x.perimeter_id` })}
      from activity_sessions l join sessions s on s.id = l.session_id and s.deleted_at is null join positions x on x.session_id = s.id and x.withdrawn_at is null and x.confirmation <> 'corrected' and x.state in ('stated', 'abstained') join points p on p.id = x.point_id and p.deleted_at is null join stakeholders h on h.id = x.holder_id and h.deleted_at is null where l.activity_id = any(${ids})`,
  },
  {
    name: 'minutes_circulated', place: 'minutes', wants: 'all',
    label: { fr: 'Les procès-verbaux sont partis à la correction', en: 'The minutes are circulated' }, rule: { fr: 'Séances tenues dont le procès-verbal a été envoyé aux participants, sur toutes les séances tenues.', en: 'Sessions held whose minutes went to the participants, out of all the sessions held.' },
    rows: (ids) => sessionOf(ids, { held: true, detail: minutesStatus, counted: minutesIn('circulated', 'corrected', 'approved', 'published') }),
  },
  {
    name: 'minutes_approved', place: 'minutes', wants: 'all',
    label: { fr: 'Les procès-verbaux sont approuvés', en: 'The minutes are approved' }, rule: { fr: 'Séances tenues dont le procès-verbal est approuvé, sur toutes les séances tenues.', en: 'Sessions held whose minutes are approved, out of all the sessions held.' },
    rows: (ids) => sessionOf(ids, { held: true, detail: minutesStatus, counted: minutesIn('approved', 'published') }),
  },
  {
    name: 'outcomes_decided', place: 'outcomes', wants: 'all',
    label: { fr: 'Chaque point discuté a sa suite', en: 'Each point discussed has its outcome' }, rule: { fr: 'Points discutés en séance qui ont reçu une suite (retenu, non retenu, reporté), sur tous les points discutés.', en: 'Points discussed in a session that got an outcome (retained, not retained, deferred), out of all the points discussed.' },
    rows: (ids) => sql`select ${row({ activity: sql`d.activity_id`, id: sql`p.id`, type: 'point', object: sql`p.id`, label: sql`p.title`, detail: sql`o.statement`, at: sql`o.decided_on::timestamp at time zone 'Europe/Paris'`, counted: sql`o.id is not null`, perimeter: sql`p.perimeter_id` })}
      from ${pointsOf(ids)} d join points p on p.id = d.point_id and p.deleted_at is null left join ${currentOutcomes()} o on o.point_id = p.id`,
  },
  {
    name: 'answers_given', place: 'outcomes', wants: 'all',
    label: { fr: 'Chacun a reçu sa réponse', en: 'Each one got their answer' }, rule: { fr: 'Réponses données, sur toutes celles qui sont dues : une à chaque porteur d’une position sur un point qui a reçu une suite.', en: 'Answers given, out of all those owed: one to each holder of a position on a point that got an outcome.' },
    rows: (ids) => answerRow(sql`(${owedPairs()} union all ${givenPairs()}) w join outcomes b on b.id = w.outcome_id join ${pointsOf(ids)} d on d.point_id = b.point_id`),
  },
  {
    name: 'commitments_made', place: 'commitments', wants: 'any',
    label: { fr: 'Des engagements sont pris', en: 'Commitments are made' }, rule: { fr: 'Un engagement au moins, pris en séance ou sur un point discuté.', en: 'At least one commitment, made in a session or on a point discussed.' },
    rows: (ids) => commitmentRow(ids, sql`true`, ownerAndDay),
  },
  {
    name: 'commitments_dated', place: 'commitments', wants: 'all',
    label: { fr: 'Chaque engagement a son responsable et son échéance', en: 'Each commitment has its owner and due date' }, rule: { fr: 'Engagements du dialogue qui disent qui et pour quand, sur tous.', en: 'Commitments of the dialogue that say who and by when, out of all.' },
    rows: (ids) => commitmentRow(ids, sql`btrim(c.owner) <> '' and c.due_on is not null`, ownerAndDay),
  },
  {
    name: 'commitments_followed', place: 'commitments', wants: 'all',
    label: { fr: 'Les engagements sont suivis', en: 'The commitments are followed up' }, rule: { fr: 'Engagements sur lesquels un fait est consigné ou une étape faite, sur tous.', en: 'Commitments with an event recorded or a milestone done, out of all.' },
    rows: (ids) => commitmentRow(ids, sql`exists (select 1 from commitment_events e where e.commitment_id = c.id and e.withdrawn_at is null) or exists (select 1 from commitment_milestones m where m.commitment_id = c.id and m.done_on is not null)`, ownerAndDay),
  },
]
