import { describe, expect, it } from 'vitest'
import { may, type Role } from '../auth/roles.ts'
import { callName, greetingOf, noticeLines, todoLines, watchLines } from './lines.ts'
import type { Today } from './store.ts'

const today: Today = {
  figures: { stakeholders: 58, active: 54, emerging: 4, organisations: 48, heard: 25, sessionsHeld: 6, sessionsAhead: 2, isoTies: 83, areas: 45, areasFull: 22, areasBlind: 19 },
  counts: { evaluationToOpen: 0, evaluationToClose: 0, taskLate: 2, activityBehind: 2, overSolicited: 3, commitmentOverdue: 3, commitmentDue: 2, toVerify: 1, commitmentStuck: 2, answerOwed: 140, outcomeReview: 1, missing: 3, contested: 1, unconfirmed: 222, unreviewed: 83, valueDue: 9, valueToValidate: 8, watchReview: 2, progressLate: 5, emerging: 4, silent: 2, neverMet: 20, withoutMandate: 38, termEnding: 0, bodyBehind: 0, skillLapsing: 0 },
  unconfirmed: [{ sessionId: 'a', title: 'Séance', startsAt: '2026-10-13T07:30:00.000Z', fictional: true, positions: 200 }, { sessionId: 'b', title: 'Atelier', startsAt: '2026-09-13T07:30:00.000Z', fictional: true, positions: 22 }],
  upcoming: [], lastSession: null, imports: [], blind: [],
  missing: [{ sessionId: 's', title: 'Séance', startsAt: '2026-10-13T07:30:00.000Z', fictional: true, holders: 1, cells: 3 }],
}
const can = (role: Role) => (action: string): boolean => may([role], action)
const keys = (lines: { key: string }[]): string[] => lines.map(({ key }) => key)

describe('the columns of Aujourd’hui', () => {
  it('give a reader nothing to do, and let them watch the rest', () => {
    expect(todoLines(today, can('reader'))).toEqual([])
    expect(keys(watchLines(today, can('reader'), 2))).toEqual(['apart', 'contested', 'commitmentOverdue', 'activityBehind', 'overSolicited', 'commitmentStuck', 'commitmentDue', 'answerOwed', 'progressLate', 'watchReview', 'silent', 'blind', 'withoutMandate', 'neverMet', 'noticed'])
  })

  it('give staff what is theirs, the most urgent first, each line once', () => {
    const all = [...todoLines(today, can('staff')), ...watchLines(today, can('staff'), 2)]
    expect(keys(all).slice(0, 2)).toEqual(['missing', 'contested'])
    expect(new Set(keys(all)).size).toBe(all.length)
  })

  it('give a facilitator the room, not the register', () => {
    expect(keys(todoLines(today, can('facilitator')))).toEqual(['missing', 'contested', 'commitmentOverdue', 'answerOwed', 'outcomeReview', 'toVerify', 'activityBehind', 'taskLate'])
  })

  it('leave out what counts nothing, and lead every other line somewhere', () => {
    const none = { ...today, counts: { evaluationToOpen: 0, evaluationToClose: 0, taskLate: 0, activityBehind: 0, overSolicited: 0, commitmentOverdue: 0, commitmentDue: 0, toVerify: 0, commitmentStuck: 0, answerOwed: 0, outcomeReview: 0, missing: 0, contested: 0, unconfirmed: 0, unreviewed: 0, valueDue: 0, valueToValidate: 0, watchReview: 0, progressLate: 0, emerging: 0, silent: 0, neverMet: 0, withoutMandate: 0, termEnding: 0, bodyBehind: 0, skillLapsing: 0 }, missing: [], figures: { ...today.figures, areasBlind: 0 } }
    expect([...todoLines(none, can('staff')), ...watchLines(none, can('staff'), 0)]).toEqual([])
    for (const line of [...todoLines(today, can('staff')), ...watchLines(today, can('staff'), 2)]) expect(Boolean(line.topic) !== Boolean(line.path), line.key).toBe(true)
  })

  it('lead to the session that has all positions to be confirmed, and to the rows where there are several, or others', () => {
    const [first] = today.unconfirmed
    const lineOf = (n: number, sessions: Today['unconfirmed']) => todoLines({ ...today, counts: { ...today.counts, unconfirmed: n }, unconfirmed: sessions }, can('staff')).find(({ key }) => key === 'unconfirmed')
    expect(lineOf(222, today.unconfirmed)).toMatchObject({ topic: 'unconfirmed' })
    expect(lineOf(222, first ? [first] : [])).toMatchObject({ topic: 'unconfirmed' })
    expect(lineOf(200, first ? [first] : [])).toMatchObject({ path: '/dialogue/seances/a', hash: '#confirmations' })
  })

  it('greet by the first name, and a machine by its whole name', () => {
    expect([callName('Nadège Le Guen'), callName('Système d’information')]).toEqual(['Nadège', 'Système d’information'])
    expect([greetingOf(9), greetingOf(18), greetingOf(2)]).toEqual(['day', 'evening', 'evening'])
  })
})

it('P-03: ten days before the end of the time to tell somebody, and once it is over, it is said; not earlier', () => {
  const due = (dueOn: string, state: 'due' | 'overdue') => ({ dueOn, state })
  const items = [due('2026-11-20', 'overdue'), due('2026-11-27', 'due'), due('2026-12-07', 'due'), due('2026-12-08', 'due')]
  expect(noticeLines({ items, overdue: 1 }, '2026-11-27').map(({ key, n }) => [key, n])).toEqual([['noticeOverdue', 1], ['noticeDue', 2]])
  expect(noticeLines({ items: items.slice(3), overdue: 0 }, '2026-11-27')).toEqual([])
})
