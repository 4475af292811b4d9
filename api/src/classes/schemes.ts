import { type ClassResult, type Cutoff, cube, cubeCriteria, grid, gridCriteria, salience, salienceCriteria, savage, savageCriteria } from '../methods/classes/index.ts'

export const schemes = ['grid', 'salience', 'cube', 'savage'] as const
export type Scheme = (typeof schemes)[number]

/** The axes of each grid, in the order in which it reads them. */
export const axesOf: Readonly<Record<Scheme, readonly string[]>> = { grid: gridCriteria, salience: salienceCriteria, cube: cubeCriteria, savage: savageCriteria }

/** The classes of each grid, those to work with most closely first. */
export const classesOf = {
  grid: ['key-players', 'keep-satisfied', 'keep-informed', 'minimal-effort'],
  salience: ['definitive', 'dominant', 'dangerous', 'dependent', 'dormant', 'discretionary', 'demanding', 'non-stakeholder'],
  cube: ['saviour', 'friend', 'sleeping-giant', 'acquaintance', 'saboteur', 'irritant', 'time-bomb', 'trip-wire'],
  savage: ['supportive', 'mixed-blessing', 'non-supportive', 'marginal'],
} as const satisfies Readonly<Record<Scheme, readonly string[]>>

export type ClassCode = (typeof classesOf)[Scheme][number]
export const classCodes: readonly ClassCode[] = schemes.flatMap((scheme) => [...classesOf[scheme]])

export interface Classified extends ClassResult<string, ClassCode> {
  method: string
  /** Salience: 0 none, 1 latent, 2 expectant, 3 definitive. */
  held?: number
  edenAckermann?: string
  strategy?: string
}

type Input = { scores: Record<string, number | null>; cutoffs: Record<string, Cutoff>; nearShare: number }

/** The class of one stakeholder in a grid; `scores` and `cutoffs` have the axes of the grid. @throws MethodInputError as the method. */
export function classifyBy(scheme: Scheme, input: Input): Classified {
  // Each method reads its own axes, which `axesOf` names.
  switch (scheme) {
    case 'grid': return grid(input as never)
    case 'salience': return salience(input as never)
    case 'cube': return cube(input as never)
    case 'savage': return savage(input as never)
  }
}
