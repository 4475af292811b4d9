import { describe, expect, it } from 'vitest'
import { firstShown, inForce, turnsOf } from './presets.ts'
import type { Ranking } from './store.ts'

const ranking = (id: string, asOf: string, more: Partial<Ranking> = {}): Ranking => ({ id, asOf: `${asOf}T12:00:00Z`, status: 'done', adoptedOn: null, ...more }) as Ranking
const spring = ranking('spring', '2026-03-28', { adoptedOn: '2026-04-14' })
const summer = ranking('summer', '2026-06-30')
const autumn = ranking('autumn', '2026-10-02', { adoptedOn: '2026-10-20' })
const all = [autumn, summer, spring]

describe('the ranking in force', () => {
  it.each([['2026-03-01', undefined], ['2026-03-28', 'spring'], ['2026-04-14', 'spring'], ['2026-07-01', 'spring'], ['2026-10-10', 'spring'], ['2026-10-20', 'autumn'], [undefined, 'autumn']])('on %s is %s', (day, id) => expect(inForce(all, day)?.id).toBe(id))
  it('is the last computed where none was adopted by then', () => {
    expect(inForce([summer, { ...spring, adoptedOn: null }])?.id).toBe('summer')
    expect(inForce([autumn, summer], '2026-10-19')?.id).toBe('autumn')
  })
  it('is never one that is not done', () => {
    const running = ranking('running', '2026-11-01', { status: 'running' })
    expect(inForce([running])).toBeUndefined()
    expect(firstShown([running])?.id).toBe('running')
  })
  it('turns on the days on which another one came in force', () => {
    expect(turnsOf(all).map(({ day, ranking: one }) => [day, one.id])).toEqual([['2026-03-28', 'spring'], ['2026-10-20', 'autumn']])
  })
})
