/** Nouns of the changes that are recorded, as they are written there, by what one must read to hear of them; a test compares them with the records. */
export const nouns = {
  map: [
    'stakeholder', 'person', 'mandate', 'notice', 'notice-template', 'purge', 'tie', 'tieType', 'category', 'place', 'perimeter', 'impact', 'impactStakeholder', 'expectation', 'isoTie', 'criterion', 'criterion-set', 'class-cutoffs', 'formula', 'ranking', 'round', 'rater',
    'operation', 'import', 'savedView', 'mactorStudy', 'diagnosis', 'scenario', 'subject', 'area', 'pillar', 'pledge', 'practice', 'orientation',
  ],
  dialogue: [
    'session', 'session-template', 'session-document', 'agenda-item', 'invitation', 'attendance', 'check-in', 'read-back', 'minutes', 'minutes-correction', 'point', 'position', 'thresholds', 'commitment', 'outcome', 'answer', 'access-link', 'pass', 'mail',
    'body', 'body-college', 'body-member', 'process', 'plan', 'activity', 'activity-risk', 'task', 'step-mark', 'training', 'training-session', 'training-attendance', 'qualification', 'evaluation', 'questionnaire',
  ],
  report: ['indicator', 'indicatorValue', 'indicatorCollector', 'relay', 'relayReport', 'progressAction', 'watchItem', 'self-assessment', 'edition', 'edition-block'],
  accounts: ['user', 'api-key', 'person-request', 'processing', 'privacy-settings', 'retention-rule'],
  scores: ['score', 'impact-assessment'],
}
