import { describe, expect, it } from 'vitest'
import { dropped, type Ordered, phaseMoved, phaseRenamed, phasesOf, stepped } from './order.ts'

const steps = (text: string): Ordered[] => text.split(' ').map((word) => ({ id: word, phase: word.charAt(0) }))
const told = (list: Ordered[] | undefined): string | undefined => list?.map((step) => `${step.phase}:${step.id}`).join(' ')
const three = steps('a1 a2 b1')

describe('the steps of a process', () => {
  it('stand under their phases in order', () => expect(phasesOf(three).map((phase) => [phase.name, phase.steps.length])).toEqual([['a', 2], ['b', 1]]))

  it.each([
    ['within its phase', 'a1', 1, 'a:a2 a:a1 b:b1'],
    ['out of its phase, first of the next', 'a2', 1, 'a:a1 b:a2 b:b1'],
    ['out of its phase upwards, last of the one before', 'b1', -1, 'a:a1 a:a2 a:b1'],
    ['nowhere from the first place up', 'a1', -1, undefined],
    ['nowhere from the last place down', 'b1', 1, undefined],
    ['nowhere when it is not there', 'zz', 1, undefined],
  ] as const)('move by a key %s', (_, id, direction, order) => expect(told(stepped(three, id, direction))).toBe(order))

  it.each([
    ['before a step of another phase', 'a1', 'b1', 'before', 'a:a2 b:a1 b:b1'],
    ['after a step of its own', 'a1', 'a2', 'after', 'a:a2 a:a1 b:b1'],
    ['upwards', 'b1', 'a1', 'before', 'a:b1 a:a1 a:a2'],
    ['on itself: nothing', 'a1', 'a1', 'before', undefined],
  ] as const)('are dropped %s', (_, id, on, side, order) => expect(told(dropped(three, id, on, side))).toBe(order))
})

describe('the phases of a process', () => {
  it('move whole', () => {
    expect(told(phaseMoved(three, 'b', -1))).toBe('b:b1 a:a1 a:a2')
    expect(phaseMoved(three, 'a', -1)).toBeUndefined()
  })
  it('take a name that no other bears', () => {
    expect(told(phaseRenamed(three, 'a', ' c '))).toBe('c:a1 c:a2 b:b1')
    for (const name of ['b', 'a', ' ']) expect(phaseRenamed(three, 'a', name)).toBeUndefined()
  })
})
