import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'

/** French names of the columns that a person reads; one that is not listed shows its own. */
const columnLabels: Record<string, string> = {
  name: 'Nom', reference: 'Référence', kind: 'Nature', side: 'Côté', sphere: 'Sphère', status: 'Statut', contractual: 'Lien contractuel', headcount: 'Personnes représentées', tags: 'Étiquettes', description: 'Description', internal_note: 'Note interne',
  city: 'Ville', website: 'Site', since: 'Connue depuis', archived_on: 'Archivée le', restricted_at: 'Limitée depuis', deleted_at: 'Retirée le', first_contact_on: 'Premier contact', last_contact_on: 'Dernier contact venant de la personne', external_id: 'Identifiant externe',
  category_id: 'Catégorie', parent_id: 'Rattachement', person_id: 'Personne', organisation_id: 'Organisation', role: 'Rôle', college: 'Collège', college_id: 'Collège', spokesperson: 'Porte-parole', email: 'Adresse', start_on: 'Début', end_on: 'Fin', end_reason: 'Motif de fin',
  criterion_id: 'Critère', value: 'Valeur', state: 'État', confidence: 'Assurance', reason: 'Motif', source: 'Source', stated_at: 'Dit le', stated_on: 'Dit le', recorded_at: 'Enregistré le', withdrawn_at: 'Repris le', horizon: 'Horizon', scenario: 'Scénario', capacity: 'À quel titre', round_id: 'Campagne',
  point_id: 'Point', session_id: 'Séance', reservation: 'Réserve', condition: 'Condition', manner: 'Manière', confirmation: 'Confirmation', confirmed_at: 'Confirmé le', verdict: 'Verdict', text: 'Texte', statement: 'Énoncé', weight: 'Poids', area_id: 'Domaine', impact_id: 'Impact', involvement: 'Implication',
  channel: 'Canal', happened_on: 'Le', wording: 'Texte mot pour mot', ground: 'Fondement de l’exemption', review_on: 'À revoir le', source_url: 'Adresse de la source', source_name: 'Nom de la source', subject: 'Objet', to_address: 'Adresse', to_name: 'Destinataire', html: 'Version mise en page', sent_at: 'Envoyé le',
  answered_at: 'Répondu le', answered_on: 'Répondu le', answer_note: 'Mot joint à la réponse', registered_at: 'Inscrite le', arrived_at: 'Arrivée', left_at: 'Départ', method: 'Moyen', from_id: 'De', to_id: 'Vers', type_id: 'Type de lien', strength: 'Force', sign: 'Signe', basis: 'Fondement', note: 'Note', created_at: 'Créé le', updated_at: 'Modifié le',
  requester: 'Demandeur', details: 'Précisions', received_on: 'Reçue le', due_on: 'Due le', extension_reason: 'Motif de prolongation', identity_check: 'Vérification d’identité', reply: 'Réponse', skill: 'Compétence', granted_on: 'Obtenue le', expires_on: 'Expire le', person_name: 'Nom donné à l’entrée', person_role: 'Rôle donné à l’entrée', organisation: 'Organisation donnée',
  activity_id: 'Action de dialogue', body_id: 'Instance', attribute: 'Qualité', seats: 'Sièges', study_id: 'Étude', actor_id: 'Acteur', evaluation_id: 'Évaluation', outcome_id: 'Suite donnée', given_at: 'Donnée le', title: 'Titre', decision: 'Décision', owner: 'Responsable', counterpart_id: 'Contrepartie', owner_stakeholder_id: 'Qui s’engage', made_on: 'Pris le',
  rank: 'Rang', total: 'Total', coverage: 'Part connue', ranking_id: 'Hiérarchisation', purpose: 'But', expires_at: 'Expire le', last_used_at: 'Utilisé le', revoked_at: 'Révoqué le', at: 'Le', evidence_url: 'Adresse de la preuve', evidence_name: 'Nom de la preuve', before: 'Valeurs d’avant', payload: 'Saisie', classes: 'Signalements', field: 'Champ', lifted_at: 'Levée le', holder_id: 'Qui', proxy_id: 'Pouvoir donné à', confirmed_by_id: 'Confirmé par', stakeholder_id: 'Qui',
  duties: 'Missions', ended_on: 'Fin', answer: 'Réponse', progress: 'Avancement', remark: 'Remarque', on_actor_id: 'Sur l’acteur', calendar: 'Rendez-vous joint', last_error: 'Erreur d’envoi',
}
export const labelOf = (column: string): string => columnLabels[column] ?? column.replaceAll('_', ' ')

/** Columns that mean nothing to a person, or are a secret, or name an account. */
const UNTOLD = new Set(['id', 'version', 'perimeter_id', 'search_name', 'secret', 'secret_hash', 'link_hash', 'device_key', 'device_id', 'link_path', 'voice_id', 'rater_id', 'author_id', 'recorded_by', 'created_by', 'user_id', 'import_id', 'mail_id', 'link_id', 'template_id', 'criterion_version_id', 'point_version_id', 'mandate_id', 'corrects_id', 'object_id', 'object_type', 'result_id', 'based_on', 'replaces_id', 'opposed_id', 'qualification_id', 'training_session_id', 'minutes_id', 'position_id', 'objective_id', 'commitment_id', 'evidence_file_id', 'fictional', 'trace_id', 'actor', 'attempts', 'next_attempt_at', 'taken_at', 'calendar_method', 'scenario_id', 'term_values', 'term_counts', 'node_id', 'x', 'y', 'doer_user_id', 'owner_user_id', 'done_by', 'lens', 'sequence'])
export const isTold = (column: string): boolean => !UNTOLD.has(column)

const titles: Record<string, [table: string, words: SQL]> = {
  criterion_id: ['criteria', sql`label_fr`], point_id: ['points', sql`title`], session_id: ['sessions', sql`title`], area_id: ['areas', sql`label_fr`], type_id: ['tie_types', sql`label_fr`], round_id: ['rounds', sql`title`], impact_id: ['impacts', sql`title`], activity_id: ['activities', sql`title`],
  body_id: ['bodies', sql`name`], college_id: ['body_colleges', sql`label`], category_id: ['categories', sql`label_fr`], outcome_id: ['outcomes', sql`statement`], study_id: ['mactor_studies', sql`title`], evaluation_id: ['evaluations', sql`reference`], ranking_id: ['rankings', sql`title`],
}
const actors = new Set(['actor_id', 'on_actor_id'])
const holders = new Set(['person_id', 'organisation_id', 'from_id', 'to_id', 'proxy_id', 'owner_stakeholder_id', 'counterpart_id', 'parent_id', 'confirmed_by_id', 'stakeholder_id', 'holder_id'])

/** Somebody else: who they are is not this person’s to know. */
export const OTHER = '[autre personne]'
export type Row = Record<string, unknown>

/** What each id of the rows points to, in words; people other than `self` are not named. */
export async function wordsOfIds(db: Db, rows: readonly Row[], self: { id: string; name: string }): Promise<(column: string, id: string) => string | null> {
  const known = new Map<string, string>()
  const idsIn = (columns: (column: string) => boolean): string[] => [...new Set(rows.flatMap((row) => Object.entries(row).flatMap(([column, value]) => (columns(column) && typeof value === 'string' ? [value] : []))))]
  const keep = async (key: string, ids: readonly string[], select: (list: SQL) => SQL) => {
    if (ids.length === 0) return
    const { rows: found } = await db.execute<{ id: string; words: string }>(select(sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`))
    for (const row of found) known.set(`${key}:${row.id}`, row.words)
  }
  for (const [column, [table, words]] of Object.entries(titles)) await keep(column, idsIn((c) => c === column), (list) => sql`select id, ${words} as words from ${sql.identifier(table)} where id = any(${list})`)
  const named = sql`case when s.id = ${self.id} then ${self.name} when s.kind = 'person' then ${OTHER} else s.name end`
  await keep('holder', idsIn((c) => holders.has(c)), (list) => sql`select s.id, ${named} as words from stakeholders s where s.id = any(${list})`)
  await keep('actor', idsIn((c) => actors.has(c)), (list) => sql`select a.id, ${named} as words from mactor_actors a join stakeholders s on s.id = a.stakeholder_id where a.id = any(${list})`)
  return (column, id) => known.get(`${holders.has(column) ? 'holder' : actors.has(column) ? 'actor' : column}:${id}`) ?? null
}
