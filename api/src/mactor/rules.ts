import { MACTOR_MAX } from '../methods/mactor/index.ts'

/** Largest number of actors, and of objectives, of a study. */
export const MEMBERS_MAX = 60
/** The scale of positions ends at ±2, that of 2MAO at ±4. */
const STEP = 2

/**
 * The valued position (−4…+4) that recorded positions (−2…+2) stand for: −4, −2, 0, 2, 4 for one of them, and twice the mean
 * of several (an ISO area has many points), halves towards 0. Undefined when none is recorded.
 */
export function stanceOf(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const twice = (STEP * values.reduce((total, value) => total + value, 0)) / values.length
  const size = Math.min(MACTOR_MAX, Math.ceil(Math.abs(twice) - 0.5))
  // "+ 0" turns −0 into 0.
  return Math.sign(twice) * size + 0
}

export const gameRoles = ['dominant', 'relay', 'autonomous', 'dominated'] as const
export type GameRole = (typeof gameRoles)[number]

/** Where an actor stands on the plane of influence and dependence. Each is compared with the mean of all, which is the same for both; equal counts as high. */
export function gameRole(influence: number, dependence: number, mean: number): GameRole {
  if (influence >= mean) return dependence >= mean ? 'relay' : 'dominant'
  return dependence >= mean ? 'dominated' : 'autonomous'
}

/** The latest statement of a cell as filling looks at it. */
export interface Known { value: number | null; positionId: string | null; statedAt: Date }
export type Filling = { kind: 'state'; value: number | null; positionId: string | null; statedAt: Date } | { kind: 'keep' } | { kind: 'same' } | { kind: 'none' }

/**
 * What filling from recorded positions does to one cell. What a person entered stays, unless `overwrite`. A value that was
 * filled from a position which no longer stands is taken back. The statement carries the day of the position; where the cell
 * has a later one, it carries `now`, so that the latest statement is the one that counts.
 */
export function fillingOf(known: Known | undefined, found: { value: number; positionId: string; statedAt: Date } | undefined, now: Date, overwrite: boolean): Filling {
  const byHand = known !== undefined && known.value !== null && known.positionId === null
  if (!found) return known?.positionId && known.value !== null ? { kind: 'state', value: null, positionId: null, statedAt: now } : { kind: byHand ? 'keep' : 'none' }
  if (byHand && !overwrite) return { kind: 'keep' }
  if (known?.positionId === found.positionId && known.value === found.value) return { kind: 'same' }
  return { kind: 'state', value: found.value, positionId: found.positionId, statedAt: known && known.statedAt >= found.statedAt ? now : found.statedAt }
}
