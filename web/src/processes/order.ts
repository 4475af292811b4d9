export interface Ordered { id: string; phase: string }
export interface Phase<T extends Ordered> { name: string; steps: T[] }

/** Steps under their phases, in order. */
export function phasesOf<T extends Ordered>(steps: readonly T[]): Phase<T>[] {
  const phases: Phase<T>[] = []
  for (const step of steps) {
    const last = phases.at(-1)
    if (last?.name === step.phase) last.steps.push(step)
    else phases.push({ name: step.phase, steps: [step] })
  }
  return phases
}

/** The step one place up or down; at the edge of its phase it enters the next phase there. Undefined where there is nowhere to go. */
export function stepped<T extends Ordered>(steps: readonly T[], id: string, direction: -1 | 1): T[] | undefined {
  const from = steps.findIndex((step) => step.id === id)
  const step = steps[from]
  const neighbour = steps[from + direction]
  if (!step || !neighbour) return undefined
  // Into the neighbouring phase it goes without passing the neighbour: last of the one above, first of the one below.
  if (neighbour.phase !== step.phase) return steps.with(from, { ...step, phase: neighbour.phase })
  return steps.with(from, neighbour).with(from + direction, step)
}

/** The step put before or after another, in that one's phase. */
export function dropped<T extends Ordered>(steps: readonly T[], id: string, on: string, side: 'before' | 'after'): T[] | undefined {
  const step = steps.find((one) => one.id === id)
  const others = steps.filter((one) => one.id !== id)
  const target = others.findIndex((one) => one.id === on)
  const phase = others[target]?.phase
  if (!step || phase === undefined) return undefined
  return others.toSpliced(side === 'before' ? target : target + 1, 0, { ...step, phase })
}

/** A whole phase one place up or down. */
export function phaseMoved<T extends Ordered>(steps: readonly T[], name: string, direction: -1 | 1): T[] | undefined {
  const phases = phasesOf(steps)
  const from = phases.findIndex((phase) => phase.name === name)
  const [phase, neighbour] = [phases[from], phases[from + direction]]
  if (!phase || !neighbour) return undefined
  return phases.with(from, neighbour).with(from + direction, phase).flatMap((one) => one.steps)
}

/** A phase under another name; undefined when another phase bears it. */
export function phaseRenamed<T extends Ordered>(steps: readonly T[], name: string, next: string): T[] | undefined {
  const to = next.trim()
  if (to === '' || to === name || steps.some((step) => step.phase === to)) return undefined
  return steps.map((step) => (step.phase === name ? { ...step, phase: to } : step))
}
