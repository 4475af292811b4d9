import { sql } from 'drizzle-orm'
import { qualifiedOn } from '../qualifications/queries.ts'
import { type Fact, type Ids, ownRow, row, written } from './fact.ts'
import { sessionOf } from './rows.ts'

const audienceRow = (counted = sql`true`) => row({ activity: sql`k.activity_id`, id: sql`h.id`, type: 'stakeholder', object: sql`h.id`, label: sql`h.name`, detail: sql`k.reason`, counted, perimeter: sql`h.perimeter_id` })
/** Those of the audience of some activities of whom an expectation or a score is recorded, once each. */
const known = (ids: Ids) => sql`select e.stakeholder_id from expectations e join activity_stakeholders y on y.stakeholder_id = e.stakeholder_id and y.activity_id = any(${ids}) where e.deleted_at is null
  union select c.stakeholder_id from scores c join activity_stakeholders y on y.stakeholder_id = c.stakeholder_id and y.activity_id = any(${ids}) where c.withdrawn_at is null and c.state = 'scored'`
const audience = sql`activity_stakeholders k join stakeholders h on h.id = k.stakeholder_id and h.deleted_at is null`

/** What is settled before anybody is invited: the words of the activity, its audience, its risks, who facilitates. */
export const planFacts: readonly Fact[] = [
  written('purpose_written', 'objective', { fr: 'L’objectif est écrit', en: 'The objective is written' }, { fr: 'L’objectif de l’action de dialogue n’est pas vide.', en: 'The objective of the activity is not empty.' }),
  written('scope_written', 'scope', { fr: 'Le périmètre du dialogue est écrit', en: 'The scope is written' }, { fr: 'Ce que le dialogue couvre, et ce qu’il ne couvre pas, n’est pas vide.', en: 'What the dialogue covers, and what it does not, is not empty.' }),
  {
    name: 'owner_named', place: 'activity', wants: 'any',
    label: { fr: 'Un responsable est nommé', en: 'An owner is named' }, rule: { fr: 'L’action de dialogue a un responsable, en toutes lettres ou par son compte.', en: 'The activity has an owner, in words or by account.' },
    rows: (ids) => ownRow(ids, sql`a.owner`, sql`btrim(a.owner) <> '' or a.owner_user_id is not null`),
  },
  written('mandate_written', 'mandate', { fr: 'Le mandat est écrit', en: 'The mandate is written' }, { fr: 'Qui a donné mandat, et ce qu’il fera du résultat, n’est pas vide.', en: 'Who gave the mandate, and what they will do with the outcome, is not empty.' }),
  {
    name: 'audience_chosen', place: 'audience', wants: 'any',
    label: { fr: 'Les parties prenantes sont choisies', en: 'The stakeholders are chosen' }, rule: { fr: 'Une partie prenante de la carte au moins est dans le public du dialogue.', en: 'At least one stakeholder of the map is in the audience.' },
    rows: (ids) => sql`select ${audienceRow()} from ${audience} where k.activity_id = any(${ids})`,
  },
  {
    name: 'attributes_given', place: 'audience', wants: 'all',
    label: { fr: 'Chacune a l’attribut qui en fait une partie prenante', en: 'Each has the attribute that makes it a stakeholder' }, rule: { fr: 'Parties prenantes du dialogue qui portent un attribut (dépendance, responsabilité, tension, influence, diversité des points de vue), sur toutes.', en: 'Stakeholders of the dialogue that bear an attribute (dependency, responsibility, tension, influence, diverse perspectives), out of all.' },
    rows: (ids) => sql`select ${audienceRow(sql`k.attribute is not null`)} from ${audience} where k.activity_id = any(${ids})`,
  },
  {
    name: 'audience_profiled', place: 'audience', wants: 'all',
    label: { fr: 'Leur profil est connu', en: 'Their profile is known' }, rule: { fr: 'Parties prenantes du dialogue dont la fiche porte une description, une attente ou une cotation, sur toutes.', en: 'Stakeholders of the dialogue whose sheet bears a description, an expectation or a score, out of all.' },
    // Joined and not looked up row by row: an audience may count thousands.
    rows: (ids) => sql`select ${audienceRow(sql`btrim(h.description) <> '' or q.stakeholder_id is not null`)} from ${audience} left join (${known(ids)}) q on q.stakeholder_id = h.id where k.activity_id = any(${ids})`,
  },
  written('level_reasoned', 'level_reason', { fr: 'Le niveau de dialogue a sa raison', en: 'The level of engagement has its reason' }, { fr: 'Pourquoi ce niveau, et non celui d’au-dessus ou d’en dessous, n’est pas vide.', en: 'Why this level, and not the one above or below, is not empty.' }),
  {
    name: 'methods_chosen', place: 'activity', wants: 'any',
    label: { fr: 'Les méthodes sont choisies', en: 'The methods are chosen' }, rule: { fr: 'L’action de dialogue nomme une méthode au moins.', en: 'The activity names at least one method.' },
    rows: (ids) => ownRow(ids, sql`array_to_string(a.methods, ', ')`, sql`cardinality(a.methods) > 0`),
  },
  written('disclosure_written', 'disclosure', { fr: 'Ce qui sera public est dit', en: 'What will be public is told' }, { fr: 'Ce qui sera rendu public, et ce qui ne le sera pas, n’est pas vide.', en: 'What will be made public, and what will not, is not empty.' }),
  written('criteria_written', 'success_criteria', { fr: 'Les critères de réussite sont écrits', en: 'The success criteria are written' }, { fr: 'À quoi l’on reconnaîtra que le dialogue a réussi n’est pas vide.', en: 'How success will be recognised is not empty.' }),
  {
    name: 'resources_planned', place: 'activity', wants: 'any',
    label: { fr: 'Les moyens sont prévus', en: 'The resources are planned' }, rule: { fr: 'Un budget est fixé, ou les moyens sont écrits.', en: 'A budget is set, or the resources are written.' },
    rows: (ids) => ownRow(ids, sql`concat_ws(' · ', a.budget_planned || ' €', nullif(a.resources, ''))`, sql`a.budget_planned is not null or btrim(a.resources) <> ''`),
  },
  {
    name: 'risks_treated', place: 'risks', wants: 'all',
    label: { fr: 'Les risques ont leur traitement', en: 'The risks have their treatment' }, rule: { fr: 'Risques du dialogue qui portent un traitement, sur tous ceux qui sont notés.', en: 'Risks of the dialogue that bear a treatment, out of all those noted.' },
    rows: (ids) => sql`select ${row({ activity: sql`r.activity_id`, id: sql`r.id`, type: 'activity', object: sql`a.id`, label: sql`r.risk`, detail: sql`r.treatment`, counted: sql`btrim(r.treatment) <> ''`, perimeter: sql`a.perimeter_id` })} from activity_risks r join activities a on a.id = r.activity_id where r.activity_id = any(${ids})`,
  },
  {
    name: 'sessions_scheduled', place: 'sessions', wants: 'any',
    label: { fr: 'Des séances sont inscrites au calendrier', en: 'Sessions are in the calendar' }, rule: { fr: 'Une séance au moins, tenue ou à venir, ni annulée ni retirée.', en: 'At least one session, held or to come, neither cancelled nor removed.' },
    rows: (ids) => sessionOf(ids),
  },
  {
    name: 'facilitator_named', place: 'sessions', wants: 'all',
    label: { fr: 'Chaque séance a un facilitateur', en: 'Each session has a facilitator' }, rule: { fr: 'Séances qui nomment un facilitateur, sur toutes celles qui ne sont pas annulées.', en: 'Sessions that name a facilitator, out of all those not cancelled.' },
    rows: (ids) => sessionOf(ids, { detail: sql`u.name`, counted: sql`s.facilitator_id is not null` }),
  },
  {
    name: 'facilitator_qualified', place: 'sessions', wants: 'all',
    label: { fr: 'Ceux qui animent y sont formés', en: 'Those who facilitate are trained for it' }, rule: { fr: 'Séances dont le facilitateur a une qualification de facilitation valable ce jour-là, sur toutes celles qui ne sont pas annulées.', en: 'Sessions whose facilitator holds a facilitation qualification valid on that day, out of all those not cancelled.' },
    rows: (ids) => sessionOf(ids, { detail: sql`u.name`, counted: qualifiedOn(sql`s.facilitator_id`, sql`(s.starts_at at time zone 'Europe/Paris')`) }),
  },
]
