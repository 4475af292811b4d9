import { sql } from 'drizzle-orm'
import { type Fact, row, written } from './fact.ts'
import { sessionOf } from './rows.ts'

/** What closes a dialogue: its evaluation, its lessons, the public account. */
export const accountFacts: readonly Fact[] = [
  {
    name: 'evaluation_done', place: 'evaluation', wants: 'any',
    label: { fr: 'Le dialogue est évalué', en: 'The dialogue is evaluated' }, rule: { fr: 'Une évaluation du dialogue ou d’une de ses séances a reçu une réponse au moins.', en: 'An evaluation of the dialogue or of one of its sessions got at least one response.' },
    rows: (ids) => sql`select ${row({ activity: sql`d.activity_id`, id: sql`v.id`, type: 'evaluation', object: sql`v.id`, label: sql`coalesce(s.title, a.title)`, detail: sql`v.reference`, at: sql`coalesce(v.closes_at, v.opens_at)`, counted: sql`exists (select 1 from evaluation_responses r where r.evaluation_id = v.id)`, perimeter: sql`v.perimeter_id` })}
      from (select e.activity_id, e.id from evaluations e where e.activity_id = any(${ids}) union select l.activity_id, e.id from activity_sessions l join evaluations e on e.session_id = l.session_id where l.activity_id = any(${ids})) d
        join evaluations v on v.id = d.id and v.deleted_at is null left join sessions s on s.id = v.session_id left join activities a on a.id = v.activity_id`,
  },
  written('lessons_written', 'lessons', { fr: 'Les leçons sont écrites', en: 'The lessons are written' }, { fr: 'Ce que l’on referait ou changerait n’est pas vide.', en: 'What would be done again or changed is not empty.' }),
  {
    name: 'minutes_published', place: 'minutes', wants: 'all',
    label: { fr: 'Les procès-verbaux sont publiés', en: 'The minutes are published' }, rule: { fr: 'Séances tenues dont le procès-verbal est publié, sur toutes les séances tenues.', en: 'Sessions held whose minutes are published, out of all the sessions held.' },
    rows: (ids) => sessionOf(ids, { held: true, detail: sql`(select p.status from minutes p where p.session_id = s.id)`, counted: sql`exists (select 1 from minutes p where p.session_id = s.id and p.status = 'published')` }),
  },
  {
    name: 'report_published', place: 'report', wants: 'any',
    label: { fr: 'Un rapport publié en couvre la période', en: 'A published report covers its period' }, rule: { fr: 'Une édition publiée du rapport, du même périmètre ou d’un périmètre au-dessus, dont la période touche celle du dialogue.', en: 'A published edition of the report, of the same perimeter or of one above, whose period meets that of the dialogue.' },
    rows: (ids) => sql`select ${row({ activity: sql`a.id`, id: sql`e.id`, type: 'edition', object: sql`e.id`, label: sql`e.title`, detail: sql`e.reference`, at: sql`e.published_at`, perimeter: sql`a.perimeter_id` })}
      from activities a join editions e on e.status = 'published' and e.deleted_at is null and e.period_start <= a.ends_on and e.period_end >= a.starts_on
        and e.perimeter_id in (with recursive up(id, parent_id) as (select p.id, p.parent_id from perimeters p where p.id = a.perimeter_id union select p.id, p.parent_id from perimeters p join up on p.id = up.parent_id) select id from up)
      where a.id = any(${ids})`,
  },
]
