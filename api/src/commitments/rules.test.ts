import { describe, expect, it } from 'vitest'
import { commitmentStates, type EventKind, isOverdue, mayFollow, progressOf, stateAfter } from './rules.ts'

describe('what may be said of a commitment', () => {
  it.each([
    ['open', ['progress', 'blocked', 'dropped', 'done']],
    ['blocked', ['resumed', 'dropped', 'done']],
    ['contested', ['reopened', 'done', 'dropped', 'verified']],
    ['done', ['verified', 'contested', 'reopened']],
    ['verified', ['contested', 'reopened']],
    ['dropped', ['reopened']],
  ] as const)('after %s: %j', (state, kinds) => expect(mayFollow(state)).toEqual(kinds))

  it.each([
    ['open', 'progress', 'open'], ['open', 'blocked', 'blocked'], ['blocked', 'resumed', 'open'], ['open', 'done', 'done'],
    ['done', 'verified', 'verified'], ['done', 'contested', 'contested'], ['contested', 'reopened', 'open'], ['dropped', 'reopened', 'open'],
  ] as const)('%s then %s is %s', (before, kind, after) => expect(stateAfter(before, kind)).toBe(after))

  it('never verifies what nobody said was done', () => {
    const reaching = commitmentStates.filter((state) => (mayFollow(state) as EventKind[]).includes('verified'))
    expect(reaching).toEqual(['contested', 'done'])
  })
})

describe('progress', () => {
  it.each([
    [{ state: 'open', weight: 0, weightDone: 0, declared: null }, 0, 'none'],
    [{ state: 'open', weight: 0, weightDone: 0, declared: 35 }, 35, 'declared'],
    [{ state: 'done', weight: 0, weightDone: 0, declared: 35 }, 100, 'state'],
    [{ state: 'open', weight: 4, weightDone: 3, declared: 10 }, 75, 'milestones'],
    [{ state: 'open', weight: 3, weightDone: 1, declared: null }, 33, 'milestones'],
    [{ state: 'verified', weight: 3, weightDone: 1, declared: null }, 33, 'milestones'],
    [{ state: 'dropped', weight: 0, weightDone: 0, declared: 60 }, 60, 'declared'],
  ] as const)('%o is %i from %s', (input, progress, progressFrom) => expect(progressOf(input)).toEqual({ progress, progressFrom }))
})

describe('overdue', () => {
  it.each([
    ['open', '2026-11-26', true], ['open', '2026-11-27', false], ['open', null, false], ['blocked', '2026-01-01', true],
    ['contested', '2026-01-01', true], ['done', '2026-01-01', false], ['verified', '2026-01-01', false], ['dropped', '2026-01-01', false],
  ] as const)('%s due %s: %s', (state, dueOn, overdue) => expect(isOverdue(state, dueOn, '2026-11-27')).toBe(overdue))
})
