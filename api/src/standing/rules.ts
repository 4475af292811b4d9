import type { FactState } from '../facts/rules.ts'
import type { StepMarkState } from '../step-marks/rules.ts'

export const stepStates = ['done', 'partly', 'missing', 'not_applicable', 'reopened'] as const
export type StepState = (typeof stepStates)[number]
/** Who says so: the records, a person, or nobody. */
export const voices = ['fact', 'mark', 'none'] as const
export type Voice = (typeof voices)[number]
export interface Stand { state: StepState; by: Voice }

/**
 * How a step stands. A person who says that it does not apply, or is to be done again, is believed over the records; that it is
 * done, is believed where the records do not show it themselves.
 */
export function stand(fact: FactState | null, mark: StepMarkState | null): Stand {
  if (mark === 'not_applicable' || mark === 'reopened') return { state: mark, by: 'mark' }
  if (fact === 'done') return { state: 'done', by: 'fact' }
  if (mark === 'done') return { state: 'done', by: 'mark' }
  return fact === 'partly' ? { state: 'partly', by: 'fact' } : { state: 'missing', by: 'none' }
}

/** Whether a step still asks for something. */
export const isOpen = (state: StepState): boolean => state === 'missing' || state === 'partly' || state === 'reopened'

/** How far a dialogue is: `done` out of `applicable` steps; steps that do not apply count in neither. */
export function tally(states: readonly StepState[]): { done: number; applicable: number } {
  return { done: states.filter((state) => state === 'done').length, applicable: states.filter((state) => state !== 'not_applicable').length }
}

export const recordStates = ['recorded', 'partly', 'missing'] as const
export type RecordState = (typeof recordStates)[number]

/** An item of the record list: recorded when each of its facts is shown, missing when none is even begun. */
export function recordState(facts: readonly FactState[]): RecordState {
  if (facts.length > 0 && facts.every((state) => state === 'done')) return 'recorded'
  return facts.some((state) => state !== 'missing') ? 'partly' : 'missing'
}
