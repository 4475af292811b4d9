import type { components } from '../api/generated.ts'

export type Impact = components['schemas']['Impact']
export const parts = ['scale', 'scope', 'irremediability'] as const
export type Part = (typeof parts)[number]

/** The worst of the three parts, 1–5, never their mean; the server decides, this shows it while one types. */
export const worstOf = (values: Record<Part, number>): number => Math.max(...parts.map((part) => values[part]))

/** The parts that decide it. */
export const decisive = (values: Record<Part, number>): Part[] => parts.filter((part) => values[part] === worstOf(values))

/** What the form holds: an impact before the server knows it. */
export interface Draft {
  title: string
  description: string
  direction: Impact['direction']
  sign: -1 | 1
  directness: Impact['directness']
  actuality: Impact['actuality']
  scale: number
  scope: number
  irremediability: number
  likelihood: number
  horizon: Impact['horizon']
  stage: Impact['stage']
  pillarId: string | undefined
  perimeterId: string | undefined
  since: string | undefined
}

export const emptyDraft = (): Draft => ({
  title: '', description: '', direction: 'of_organisation', sign: -1, directness: 'direct', actuality: 'actual', scale: 3, scope: 3, irremediability: 3, likelihood: 3,
  horizon: 'medium', stage: 'own', pillarId: undefined, perimeterId: undefined, since: undefined,
})

export const draftOf = (impact: Impact): Draft => ({
  title: impact.title, description: impact.description, direction: impact.direction, sign: impact.sign, directness: impact.directness, actuality: impact.actuality, scale: impact.scale, scope: impact.scope,
  irremediability: impact.irremediability, likelihood: impact.likelihood ?? 3, horizon: impact.horizon, stage: impact.stage, pillarId: impact.pillarId ?? undefined, perimeterId: impact.perimeterId, since: impact.since,
})

/** What is sent: a likelihood exactly when the impact is potential. */
export function bodyOf(draft: Draft, perimeterId: string) {
  const { likelihood, pillarId, since, ...rest } = draft
  return { ...rest, perimeterId, title: draft.title.trim(), likelihood: draft.actuality === 'potential' ? likelihood : null, pillarId: pillarId ?? null, ...(since ? { since } : {}) }
}
