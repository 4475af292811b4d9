/** Steps of one process, at most. */
export const MAX_STEPS = 100

interface InPhase { phase: string }

/** Whether the steps of each phase stand together. */
export function phasesTogether(steps: readonly InPhase[]): boolean {
  const left = new Set<string>()
  return steps.every(({ phase }, i) => {
    const before = steps[i - 1]
    if (before && before.phase !== phase) left.add(before.phase)
    return !left.has(phase)
  })
}

/** Where a new step of a phase goes: after the last of that phase, or at the very end when the phase is new; an index from 0. */
export function placeFor(steps: readonly InPhase[], phase: string): number {
  const last = steps.findLastIndex((step) => step.phase === phase)
  return last === -1 ? steps.length : last + 1
}

/** Whether these ids name each of those steps once. */
export const namesEachOnce = (ids: readonly string[], steps: readonly { id: string }[]): boolean =>
  new Set(ids).size === ids.length && ids.length === steps.length && steps.every((step) => ids.includes(step.id))
