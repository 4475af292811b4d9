import { describe, expect, it } from 'vitest'
import { namesEachOnce, phasesTogether, placeFor } from './rules.ts'

const steps = (...phases: string[]) => phases.map((phase) => ({ phase }))

describe('the steps of a phase', () => {
  it.each([
    ['no step', [], true],
    ['one phase', ['A', 'A'], true],
    ['two phases one after the other', ['A', 'A', 'B'], true],
    ['a phase that comes back after another', ['A', 'B', 'A'], false],
    ['a phase that comes back after two others', ['A', 'B', 'C', 'A'], false],
  ])('stand together or not: %s', (_, phases, together) => expect(phasesTogether(steps(...phases))).toBe(together))

  it.each([
    ['a known phase: after its last step', ['A', 'A', 'B'], 'A', 2],
    ['the last phase: at the end', ['A', 'B'], 'B', 2],
    ['a new phase: at the end', ['A', 'B'], 'C', 2],
    ['an empty process: first', [], 'A', 0],
  ])('take a new one in: %s', (_, phases, phase, index) => expect(placeFor(steps(...phases), phase)).toBe(index))
})

describe('an order', () => {
  const known = [{ id: 'a' }, { id: 'b' }]
  it.each([
    ['another order', ['b', 'a'], true],
    ['one named twice', ['a', 'a'], false],
    ['one left out', ['a'], false],
    ['one too many', ['a', 'b', 'c'], false],
    ['a step of another process', ['a', 'c'], false],
  ])('names each step once or is refused: %s', (_, ids, right) => expect(namesEachOnce(ids, known)).toBe(right))
})
