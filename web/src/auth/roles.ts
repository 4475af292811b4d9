export const roles = ['administrator', 'staff', 'facilitator', 'relay', 'reader', 'integrator'] as const
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
  'stakeholders:batch': { operation: 'batchStakeholders', roles: behind },
  'categories:write': { operation: 'createCategory', roles: stewards },
  'ties:write': { operation: 'createTie', roles: onTheirGround },
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
  'points:write': { operation: 'createPoint', roles: inTheRoom },
  'commitments:write': { operation: 'createCommitment', roles: inTheRoom },
  'outcomes:write': { operation: 'createOutcome', roles: inTheRoom },
  'answers:write': { operation: 'giveAnswers', roles: inTheRoom },
  'positions:write': { operation: 'createPosition', roles: inTheRoom },
  'positions:confirm': { operation: 'confirmPosition', roles: stewards },
  'confirmations:ask': { operation: 'createConfirmations', roles: inTheRoom },
  'criteria:write': { operation: 'createCriterion', roles: behind },
  'rounds:write': { operation: 'createRound', roles: behind },
  'mactor:write': { operation: 'createMactorStudy', roles: behind },
  'rankings:write': { operation: 'createRanking', roles: behind },
  'scores:write': { operation: 'createScore', roles: [...stewards, 'facilitator', 'relay', 'integrator'] },
  'cutoffs:write': { operation: 'createCutoffs', roles: administrators },
  'users:write': { operation: 'createUser', roles: administrators },
  'perimeters:write': { operation: 'createPerimeter', roles: administrators },
  'thresholds:write': { operation: 'createThresholds', roles: administrators },
  'api-keys:write': { operation: 'createApiKey', roles: administrators },
  'skills:read': { operation: 'listSkills', roles: stewards },
  'trainings:write': { operation: 'createTraining', roles: stewards },
  'mails:read': { operation: 'listMails', roles: [...stewards, 'facilitator'] },
  'mails:manage': { operation: 'retryMail', roles: [...stewards, 'facilitator'] },
  'audit:read': { operation: 'listAudit', roles: administrators },
  'history:read': { operation: 'listObjectHistory', roles: [...stewards, 'facilitator', 'relay'] },
}

/** The roles that may do this, none for an action nobody knows; for what takes a list, such as a command. */
export const rolesFor = (action: string): readonly Role[] => actions[action]?.roles ?? []

/** Tells whether any of these roles may do this, e.g. `may(['relay'], 'stakeholders:write')`. */
export const may = (held: readonly Role[], action: string): boolean => rolesFor(action).some((role) => held.includes(role))
