import type { Words } from '../facts/fact.ts'
import type { FactName } from '../facts/names.ts'

export const recordNames = [
  'purpose', 'scope', 'owner', 'mandate', 'stakeholders', 'profile', 'level', 'disclosure', 'indicators', 'resources', 'risks',
  'invitation', 'attendance', 'inputs', 'outputs', 'action_plan', 'feedback', 'follow_up', 'evaluation', 'lessons', 'public_report',
] as const
export type RecordName = (typeof recordNames)[number]

export interface RecordItem {
  name: RecordName
  /** Chapter of AA1000SES (2015) that asks for it. */
  clause: string
  label: Words
  facts: readonly FactName[]
}

const item = (name: RecordName, clause: string, fr: string, en: string, ...facts: FactName[]): RecordItem => ({ name, clause, label: { fr, en }, facts })

/** What AA1000SES (2015) asks to be recorded of each engagement, and the facts that show it. The labels are ours. */
export const recordList: readonly RecordItem[] = [
  item('purpose', '3.1', 'But du dialogue', 'Purpose', 'purpose_written'),
  item('scope', '3.2', 'Périmètre', 'Scope', 'scope_written'),
  item('owner', '3.3', 'Responsable', 'Owner', 'owner_named'),
  item('mandate', '3.3', 'Mandat', 'Mandate', 'mandate_written'),
  item('stakeholders', '3.3', 'Parties prenantes et attribut qui les désigne', 'Stakeholders, with the attribute that made them one', 'audience_chosen', 'attributes_given'),
  item('profile', '4.1.1', 'Profil des parties prenantes', 'Profile of the stakeholders', 'audience_profiled'),
  item('level', '4.1.2', 'Niveau et méthode, avec la raison', 'Level and method, with the reason', 'level_reasoned', 'methods_chosen'),
  item('disclosure', '4.1.3', 'Ce qui sera rendu public', 'What will be disclosed', 'disclosure_written'),
  item('indicators', '4.1.5', 'Critères de réussite', 'Indicators of success', 'criteria_written'),
  item('resources', '4.2', 'Moyens', 'Resources', 'resources_planned'),
  item('risks', '4.2', 'Risques et leur traitement', 'Risks and their treatment', 'risks_treated'),
  item('invitation', '4.3', 'Invitation et documents remis', 'Invitation and briefing sent', 'invitations_sent', 'documents_shared'),
  item('attendance', '4.3', 'Qui était présent', 'Who attended', 'attendance_recorded'),
  item('inputs', '4.3', 'Ce qui a été entendu', 'Inputs heard', 'positions_recorded'),
  item('outputs', '4.3', 'Ce qui est retenu, et ce qui ne l’est pas', 'Outputs agreed and not agreed', 'outcomes_decided', 'minutes_approved'),
  item('action_plan', '4.3', 'Plan d’action : qui, pour quand', 'Action plan, with owner and date', 'commitments_made', 'commitments_dated'),
  item('feedback', '4.3', 'Ce qui a été répondu, et quand', 'What was communicated back, and when', 'minutes_circulated', 'answers_given'),
  item('follow_up', '4.4', 'Suivi du plan d’action', 'Follow-up', 'commitments_followed'),
  item('evaluation', '4.4', 'Évaluation', 'Evaluation', 'evaluation_done'),
  item('lessons', '4.4', 'Leçons', 'Lessons', 'lessons_written'),
  item('public_report', '4.4', 'Compte rendu public', 'Public report', 'report_published'),
]
export const recordFacts: readonly FactName[] = [...new Set(recordList.flatMap((one) => one.facts))]
