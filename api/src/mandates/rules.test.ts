import { describe, expect, it } from 'vitest'
import { endsBeforeStart, exists, inForceOn } from './rules.ts'

describe('imprecise dates of a mandate', () => {
  it.each([
    ['2026', '2026', false], ['2026-06', '2026', false], ['2026-06-15', '2026-06', false], ['2026-06-15', '2026-06-15', false],
    ['2026', '2025', true], ['2026-06', '2026-05', true], ['2026-06-15', '2026-06-14', true], ['2026-06-15', '2026-05', true],
    [null, '1990', false], ['2026', null, false],
  ])('a start of %s and an end of %s are refused: %s', (start, end, refused) => expect(endsBeforeStart(start, end)).toBe(refused))

  it.each([
    [{ startOn: '2026', endOn: null }, '2026-01-01', true], [{ startOn: '2026-02', endOn: null }, '2026-01-31', false],
    [{ startOn: null, endOn: '2025' }, '2025-12-31', true], [{ startOn: null, endOn: '2025-06' }, '2025-07-01', false],
    [{ startOn: null, endOn: '2025-06-30' }, '2025-06-30', true], [{ startOn: null, endOn: null }, '1900-01-01', true],
  ])('%j on %s is in force: %s', (dates, day, expected) => expect(inForceOn(dates, day)).toBe(expected))

  it.each([['2026-02-28', true], ['2026-02-29', false], ['2024-02-29', true], ['2026-04-31', false], ['2026-02', true], ['2026', true]])('%s exists: %s', (date, expected) => expect(exists(date)).toBe(expected))
})
