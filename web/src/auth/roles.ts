export const roles = ['administrator', 'staff', 'facilitator', 'relay', 'reader', 'integrator', 'dpo'] as const
export type Role = (typeof roles)[number]

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value)

const stewards: Role[] = ['administrator', 'staff']
const behind: Role[] = [...stewards, 'integrator']
const onTheirGround: Role[] = [...behind, 'relay']
const inTheRoom: Role[] = [...behind, 'facilitator']
const administrators: Role[] = ['administrator']

interface Action {
  /** The operation of the contract that the action ends in; a test holds the two lists of roles together. */
  operation: string
  roles: readonly Role[]
}

/**
 * What the interface offers to whom. The server decides; this only hides what it would refuse.
 * `resource:action`; reading needs no entry unless it is kept from somebody: whoever is signed in reads their perimeters.
 */
export const actions: Record<string, Action> = {
  'stakeholders:write': { operation: 'updateStakeholder', roles: onTheirGround },
  'stakeholders:add': { operation: 'createStakeholder', roles: onTheirGround },
  'stakeholders:restore': { operation: 'restoreStakeholderVersion', roles: behind },
  'stakeholders:batch': { operation: 'batchStakeholders', roles: behind },
  'categories:write': { operation: 'createCategory', roles: stewards },
  'ties:write': { operation: 'createTie', roles: onTheirGround },
  'privacy:read': { operation: 'listNoticesDue', roles: ['administrator', 'staff', 'dpo'] },
  'notices:write': { operation: 'createNotice', roles: [...behind, 'dpo'] },
  'persons:protect': { operation: 'eraseStakeholder', roles: ['dpo'] },
  'mandates:write': { operation: 'createMandate', roles: behind },
  'expectations:write': { operation: 'createExpectation', roles: onTheirGround },
  'impacts:write': { operation: 'createImpact', roles: onTheirGround },
  'impacts:remove': { operation: 'deleteImpact', roles: behind },
  'iso-ties:review': { operation: 'reviewIsoTie', roles: behind },
  'places:write': { operation: 'placeNodes', roles: behind },
  'framework:write': { operation: 'updatePillar', roles: administrators },
  'areas:write': { operation: 'updateArea', roles: stewards },
  'imports:write': { operation: 'createImport', roles: onTheirGround },
  'sessions:write': { operation: 'createSession', roles: inTheRoom },
  'passes:give': { operation: 'createPass', roles: [...stewards, 'facilitator'] },
  'plans:write': { operation: 'createPlan', roles: inTheRoom },
  'plans:adopt': { operation: 'adoptPlan', roles: stewards },
  'activities:write': { operation: 'createActivity', roles: inTheRoom },
  'tasks:write': { operation: 'createTask', roles: inTheRoom },
  'tasks:do': { operation: 'doTask', roles: [...stewards, 'facilitator', 'relay', 'integrator'] },
  'points:write': { operation: 'createPoint', roles: inTheRoom },
  'commitments:write': { operation: 'createCommitment', roles: inTheRoom },
  'outcomes:write': { operation: 'createOutcome', roles: inTheRoom },
  'answers:write': { operation: 'giveAnswers', roles: inTheRoom },
  'processes:write': { operation: 'createProcess', roles: inTheRoom },
  'positions:write': { operation: 'createPosition', roles: inTheRoom },
  'positions:confirm': { operation: 'confirmPosition', roles: stewards },
  'confirmations:ask': { operation: 'createConfirmations', roles: inTheRoom },
  'evaluations:write': { operation: 'createEvaluation', roles: inTheRoom },
  'questionnaires:write': { operation: 'createQuestionnaire', roles: inTheRoom },
  'self-assessments:write': { operation: 'createSelfAssessment', roles: behind },
  'criteria:write': { operation: 'createCriterion', roles: behind },
  'rounds:write': { operation: 'createRound', roles: behind },
  'mactor:write': { operation: 'createMactorStudy', roles: behind },
  'rankings:write': { operation: 'createRanking', roles: behind },
  'scores:write': { operation: 'createScore', roles: [...stewards, 'facilitator', 'relay', 'integrator'] },
  'prospective:write': { operation: 'createDiagnosis', roles: behind },
  'prospective:adopt': { operation: 'adoptDiagnosis', roles: stewards },
  'cutoffs:write': { operation: 'createCutoffs', roles: administrators },
  'editions:write': { operation: 'createEdition', roles: behind },
  'users:write': { operation: 'createUser', roles: administrators },
  'perimeters:write': { operation: 'createPerimeter', roles: administrators },
  'thresholds:write': { operation: 'createThresholds', roles: administrators },
  'api-keys:write': { operation: 'createApiKey', roles: administrators },
  'skills:read': { operation: 'listSkills', roles: stewards },
  'trainings:write': { operation: 'createTraining', roles: stewards },
  'mails:read': { operation: 'listMails', roles: [...stewards, 'facilitator'] },
  'mails:manage': { operation: 'retryMail', roles: [...stewards, 'facilitator'] },
  'indicators:write': { operation: 'createIndicator', roles: behind },
  'indicators:give': { operation: 'createIndicatorValue', roles: onTheirGround },
  'indicators:freeze': { operation: 'freezeIndicatorValue', roles: stewards },
  'collections:remind': { operation: 'remindCollectors', roles: behind },
  'relays:write': { operation: 'createRelay', roles: behind },
  'relay-reports:write': { operation: 'createRelayReport', roles: onTheirGround },
  'watch:add': { operation: 'createWatchItem', roles: onTheirGround },
  'watch:decide': { operation: 'closeWatchItem', roles: behind },
  'audit:read': { operation: 'listAudit', roles: administrators },
  'history:read': { operation: 'listObjectHistory', roles: [...stewards, 'facilitator', 'relay'] },
}

/** The roles that may do this, none for an action nobody knows; for what takes a list, such as a command. */
export const rolesFor = (action: string): readonly Role[] => actions[action]?.roles ?? []

/** Tells whether any of these roles may do this, e.g. `may(['relay'], 'stakeholders:write')`. */
export const may = (held: readonly Role[], action: string): boolean => rolesFor(action).some((role) => held.includes(role))
