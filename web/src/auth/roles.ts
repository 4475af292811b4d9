export const roles = ['administrator', 'staff', 'facilitator', 'relay', 'reader', 'integrator'] as const
export type Role = (typeof roles)[number]

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value)

const writers: Role[] = ['administrator', 'staff']
const inTheRoom: Role[] = [...writers, 'facilitator']
const onTheirGround: Role[] = [...writers, 'relay']

/**
 * What the interface offers to whom. The server decides; this only hides what it would refuse.
 * `resource:action`; reading needs no entry: whoever is signed in reads their perimeters.
 */
const allowed: Record<string, Role[]> = {
  'stakeholders:write': onTheirGround,
  'ties:write': onTheirGround,
  'mandates:write': onTheirGround,
  'expectations:write': [...onTheirGround, 'facilitator'],
  'impacts:write': onTheirGround,
  'framework:write': ['administrator'],
  'areas:write': writers,
  'imports:write': [...onTheirGround, 'integrator'],
  'sessions:write': inTheRoom,
  'points:write': inTheRoom,
  'positions:write': [...inTheRoom, 'relay'],
  'users:write': ['administrator'],
  'perimeters:write': ['administrator'],
  'thresholds:write': ['administrator'],
  'api-keys:write': ['administrator'],
  'audit:read': ['administrator'],
}

/** Tells whether any of these roles may do this, e.g. `may(['relay'], 'stakeholders:write')`. */
export const may = (held: Role[], action: string): boolean => allowed[action]?.some((role) => held.includes(role)) ?? false
