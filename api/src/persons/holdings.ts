import { type SQL, sql } from 'drizzle-orm'

/** What stands in place of words that had to be there. */
export const ERASED = '[effacé]'

/**
 * Where the register holds a person: which rows of which table, under which French title the person reads them, and what an erasure does to them.
 * `delete`: the row goes. `set`: these columns are emptied and the row stays, since figures count it. `keep`: nothing in it tells who it was.
 * A test compares the list with the foreign keys of the database.
 */
export interface Holding { table: string; title: string; of: (id: string) => SQL; erase: 'delete' | 'keep' | Record<string, SQL> | ((id: string) => Record<string, SQL>); before?: (id: string) => SQL[] }

const by = (...columns: string[]) => (id: string): SQL => sql.join(columns.map((column) => sql`t.${sql.identifier(column)} = ${id}::uuid`), sql` or `)
const none = sql`''`
const nothing = sql`null`
/** Text that a rule of the table wants: kept as a mark where there was any. */
const marked = (column: string): SQL => sql`case when ${sql.identifier(column)} = '' then '' else ${ERASED} end`
const words = (...columns: string[]): Record<string, SQL> => Object.fromEntries(columns.map((column) => [column, none]))
const loosen = (column: string, ids: SQL, ...tables: string[]): SQL[] => tables.map((table) => sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = null where ${sql.identifier(column)} in (${ids})`)

const addresses = (id: string): SQL => sql`select lower(email) from mandates where person_id = ${id} and email <> '' union select lower(email) from invitations where stakeholder_id = ${id} and email <> ''`
const lettersTo = (id: string): SQL => sql`lower(t.to_address) in (${addresses(id)}) or (t.object_type = 'invitation' and t.object_id in (select i.id from invitations i where i.stakeholder_id = ${id}))`
const mine = (id: string): SQL => sql.join(['scores', 'expectations', 'notices', 'invitations', 'attendances', 'impact_assessments', 'answers', 'activity_stakeholders', 'qualifications'].map((table) => sql`select x.id from ${sql.identifier(table)} x where x.stakeholder_id = ${id}`), sql` union all `)

/** In the order of an erasure: what is found through another row comes before it. */
export const holdings: readonly Holding[] = [
  { table: 'text_reasons', title: 'Raisons de garder un texte', erase: 'delete', of: (id) => sql`t.object_id = ${id} or t.object_id in (${mine(id)} union all select x.id from positions x where x.holder_id = ${id} union all select x.id from mandates x where x.person_id = ${id} union all select x.id from ties x where x.from_id = ${id} or x.to_id = ${id})` },
  { table: 'mails', title: 'Courriels adressés', erase: 'delete', of: lettersTo, before: (id) => [sql`update answers set mail_id = null where mail_id in (select t.id from mails t where ${lettersTo(id)})`] },
  { table: 'position_confirmations', title: 'Confirmations de positions', of: (id) => sql`t.position_id in (select x.id from positions x where x.holder_id = ${id})`, erase: words('text') },
  { table: 'access_links', title: 'Liens privés', of: by('stakeholder_id'), erase: 'delete', before: (id) => loosen('link_id', sql`select l.id from access_links l where l.stakeholder_id = ${id}`, 'position_confirmations', 'evaluation_recipients') },
  { table: 'check_ins', title: 'Arrivées en séance', of: by('stakeholder_id'), erase: words('organisation', 'person_name', 'person_role') },
  { table: 'import_changes', title: 'Valeurs d’avant un import', of: (id) => sql`t.object_id = ${id} or t.object_id in (select x.id from ties x where x.from_id = ${id} or x.to_id = ${id})`, erase: 'delete' },
  { table: 'session_operations', title: 'Saisies en séance', of: (id) => sql`t.payload::text like ${`%${id}%`}`, erase: { payload: sql`payload - '{reason,reservation,condition,source,note,text,personName,personRole,organisation,email}'::text[]` } },
  { table: 'positions', title: 'Positions', of: by('holder_id'), erase: { ...words('reason', 'reservation', 'condition'), source: sql`${ERASED}` } },
  { table: 'scores', title: 'Scores reçus', of: by('stakeholder_id'), erase: words('reason', 'source') },
  { table: 'scores', title: 'Scores donnés', of: (id) => sql`t.rater_id in (select x.id from round_raters x where x.stakeholder_id = ${id})`, erase: words('reason', 'source') },
  { table: 'round_raters', title: 'Participation à des campagnes de scores', of: by('stakeholder_id'), erase: { name: sql`${`${ERASED} `} || id::text`, link_hash: nothing } },
  { table: 'round_stakeholders', title: 'Campagnes où la personne est évaluée', of: by('stakeholder_id'), erase: 'keep' },
  { table: 'ranking_rows', title: 'Rangs calculés', of: by('stakeholder_id'), erase: 'keep' },
  { table: 'expectations', title: 'Attentes', of: by('stakeholder_id'), erase: { statement: sql`${ERASED}`, source: sql`${ERASED}` } },
  { table: 'impact_stakeholders', title: 'Impacts', of: by('stakeholder_id'), erase: 'keep' },
  { table: 'impact_assessments', title: 'Évaluations d’impacts', of: by('stakeholder_id'), erase: words('reason', 'source') },
  { table: 'mactor_influences', title: 'Étude MACTOR : influences', of: (id) => sql`t.actor_id in (select a.id from mactor_actors a where a.stakeholder_id = ${id}) or t.on_actor_id in (select a.id from mactor_actors a where a.stakeholder_id = ${id})`, erase: words('reason') },
  { table: 'mactor_stances', title: 'Étude MACTOR : prises de position', of: (id) => sql`t.actor_id in (select a.id from mactor_actors a where a.stakeholder_id = ${id})`, erase: words('reason') },
  { table: 'mactor_actors', title: 'Études MACTOR', of: by('stakeholder_id'), erase: 'keep' },
  { table: 'invitations', title: 'Invitations', of: by('stakeholder_id', 'proxy_id'), erase: (id) => ({ email: sql`case when stakeholder_id = ${id} then '' else email end`, answer_note: sql`case when stakeholder_id = ${id} then '' else answer_note end` }) },
  { table: 'attendances', title: 'Présences', of: by('stakeholder_id', 'proxy_id'), erase: 'keep' },
  { table: 'evaluation_recipients', title: 'Questionnaires reçus', of: by('stakeholder_id'), erase: 'keep' },
  { table: 'answers', title: 'Réponses données', of: by('stakeholder_id'), erase: { text: sql`${ERASED}` } },
  { table: 'minutes_corrections', title: 'Corrections demandées', of: by('stakeholder_id'), erase: { text: sql`${ERASED}`, answer: marked('answer') } },
  { table: 'activity_stakeholders', title: 'Actions de dialogue', of: by('stakeholder_id'), erase: words('reason') },
  { table: 'body_members', title: 'Sièges dans des instances', of: by('stakeholder_id'), erase: words('role', 'end_reason') },
  { table: 'commitment_events', title: 'Paroles sur des engagements', of: by('stakeholder_id'), erase: { reason: marked('reason'), evidence_url: none, evidence_name: none, evidence_file_id: nothing } },
  { table: 'commitments', title: 'Engagements', of: by('owner_stakeholder_id', 'counterpart_id'), erase: (id) => ({ owner: sql`case when owner_stakeholder_id = ${id} then ${ERASED} else owner end`, internal_note: sql`case when owner_stakeholder_id = ${id} then '' else internal_note end` }) },
  { table: 'watch_items', title: 'Veille', of: by('stakeholder_id'), erase: { title: sql`${ERASED}`, description: none, source_name: sql`${ERASED}`, source_url: none, decision: none } },
  { table: 'relays', title: 'Rôle de relais', of: by('stakeholder_id'), erase: { name: sql`${ERASED}`, email: none } },
  { table: 'qualifications', title: 'Qualifications', of: by('stakeholder_id'), erase: words('source') },
  { table: 'training_attendances', title: 'Formations suivies', of: by('stakeholder_id'), erase: 'keep' },
  { table: 'notices', title: 'Informations données à la personne', of: by('stakeholder_id'), erase: 'delete' },
  { table: 'legal_holds', title: 'Conservations légales', of: by('stakeholder_id'), erase: 'delete' },
  { table: 'person_requests', title: 'Demandes de la personne', of: by('stakeholder_id'), erase: { requester: none, details: none, identity_check: marked('identity_check'), extension_reason: marked('extension_reason'), reply: marked('reply') } },
  { table: 'ties', title: 'Liens', of: by('from_id', 'to_id'), erase: 'delete' },
  { table: 'ties', title: 'Liens confirmés', of: by('confirmed_by_id'), erase: { confirmed_by_id: nothing } },
  { table: 'mandates', title: 'Mandats', of: by('person_id', 'organisation_id'), erase: 'delete', before: (id) => loosen('mandate_id', sql`select m.id from mandates m where m.person_id = ${id}`, 'invitations', 'attendances', 'positions', 'round_raters', 'body_members') },
  { table: 'map_places', title: 'Place sur la carte', of: by('node_id'), erase: 'delete' },
  { table: 'readings', title: 'Qui a consulté la fiche', of: by('stakeholder_id'), erase: 'keep' },
]
