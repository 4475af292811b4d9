import { describe, expect, it } from 'vitest'
import { skillState } from '../skills/rules.ts'
import { grantsSkill, hasRoom, lastDayOf, mayBecome, type TrainingSessionStatus } from './rules.ts'

describe('what a training grants', () => {
  it('is granted by a session that was held, to who came and showed it', () => {
    const granting = (['planned', 'held', 'cancelled'] as const).flatMap((status) => (['registered', 'attended', 'absent'] as const).flatMap((attendance) => [true, false, null].flatMap((passed) => (grantsSkill(status, { status: attendance, passed }) ? [[status, attendance, passed]] : []))))
    expect(granting).toEqual([['held', 'attended', true]])
  })

  it.each([
    ['2026-02-10', 36, '2029-02-10'], ['2026-01-31', 1, '2026-02-28'], ['2023-12-31', 2, '2024-02-29'], ['2024-02-29', 12, '2025-02-28'], ['2026-10-31', 4, '2027-02-28'], ['2026-05-12', 24, '2028-05-12'], ['2026-12-15', 1, '2027-01-15'], ['2026-02-10', null, null],
  ])('from %s for %s months lasts until %s', (day, months, last) => {
    expect(lastDayOf(day, months)).toBe(last)
  })

  it('goes from planned to held or cancelled, and back', () => {
    const all: TrainingSessionStatus[] = ['planned', 'held', 'cancelled']
    expect(all.map((from) => all.filter((to) => mayBecome(from, to)))).toEqual([['held', 'cancelled'], ['planned'], ['planned']])
  })

  it('has room until its last place is taken', () => {
    expect([hasRoom(null, 500), hasRoom(2, 1), hasRoom(2, 2), hasRoom(2, 3)]).toEqual([true, true, false, false])
  })
})

describe('a skill on a day', () => {
  it.each([[null, 'none'], ['infinity', 'valid'], ['2026-11-26', 'lapsed'], ['2026-11-27', 'lapsing'], ['2027-02-25', 'lapsing'], ['2027-02-26', 'valid']] as const)('whose last day is %s is %s', (until, state) => {
    expect(skillState(until, '2026-11-27')).toBe(state)
  })
})
