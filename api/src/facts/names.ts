/** Facts that the records of a dialogue show by themselves, in the order in which a dialogue goes. */
export const factNames = [
  'purpose_written', 'scope_written', 'owner_named', 'mandate_written',
  'audience_chosen', 'attributes_given', 'audience_profiled', 'level_reasoned', 'methods_chosen', 'disclosure_written', 'criteria_written',
  'resources_planned', 'risks_treated', 'sessions_scheduled', 'facilitator_named', 'facilitator_qualified',
  'invitations_sent', 'documents_shared', 'sessions_held', 'attendance_recorded', 'positions_recorded', 'minutes_circulated', 'minutes_approved',
  'outcomes_decided', 'answers_given', 'commitments_made', 'commitments_dated', 'commitments_followed',
  'evaluation_done', 'lessons_written', 'minutes_published', 'report_published',
] as const
export type FactName = (typeof factNames)[number]
