import { describe, expect, it } from 'vitest'
import { digestOf, leftBefore, newCode, owesReason, readCode } from './rules.ts'

describe('a check-in code', () => {
  it('is six characters that nobody mistakes for others', () => {
    for (let i = 0; i < 500; i += 1) expect(newCode()).toMatch(/^[2-9ACDEFGHJKMNPQRTVWXY]{6}$/)
  })

  it.each([['K7M2QX', 'K7M2QX'], ['k7m 2qx', 'K7M2QX'], ['K7M-2QX', 'K7M2QX'], ['k7mzqx', 'K7M2QX'], ['b7m2qs', '87M2Q5'], ['K7M2Q', null], ['K7M2QO', null], ['K7M2QXX', null], ['', null], ['<svg/>', null]])('typed %s is read as %s', (typed, code) => expect(readCode(typed)).toBe(code))
})

const position = { state: 'stated' as const, value: -1, reason: '', reservation: '' }

describe('the reason of a position', () => {
  it.each([
    ['optional', {}, false],
    ['required_for_disagreement', {}, true],
    ['required_for_disagreement', { value: -2 }, true],
    ['required_for_disagreement', { value: 0 }, false],
    ['required_for_disagreement', { value: 2 }, false],
    ['required_for_disagreement', { reason: 'Trop loin.' }, false],
    ['required_for_disagreement', { reservation: 'Sous réserve.' }, false],
    ['required_for_disagreement', { reason: '  ' }, true],
    ['required', { value: 2 }, true],
    ['required', { state: 'abstained' as const, value: null }, false],
    ['required', { state: 'left_before' as const, value: null }, false],
  ] as const)('under the rule %s, %j owes: %s', (rule, change, owed) => expect(owesReason(rule, { ...position, ...change })).toBe(owed))
})

describe('left before', () => {
  const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 27, 9, minute))
  const points = [{ pointId: 'p1', versionId: 'v1', beganAt: at(10) }, { pointId: 'p2', versionId: 'v2', beganAt: at(30) }]
  const gone = { holderId: 'h', mandateId: null, leftAt: at(20) }
  const pairs = (said: (p: string, h: string) => boolean, leftAt = gone.leftAt) => leftBefore(points, [{ ...gone, leftAt }], said).map((d) => d.point.pointId)

  it('names the points that began after the departure', () => expect(pairs(() => false)).toEqual(['p2']))
  it('names none on which the holder said something', () => expect(pairs(() => true)).toEqual([]))
  it('does not count a point that begins at the minute of the departure', () => expect(pairs(() => false, at(30))).toEqual([]))
})

it('the digest of what is read back follows each position, and not their order', () => {
  const a = { id: 'a', confirmation: 'unconfirmed' }
  const b = { id: 'b', confirmation: 'confirmed' }
  expect(digestOf([a, b])).toBe(digestOf([b, a]))
  expect(digestOf([a])).not.toBe(digestOf([a, b]))
  expect(digestOf([{ ...a, confirmation: 'contested' }, b])).not.toBe(digestOf([a, b]))
  expect(digestOf([{ ...a, confirmation: 'confirmed' }, b])).toBe(digestOf([a, b]))
})
