import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStorable, reckon, saysTheSame } from './rules.ts'

const at = (text: string): Date => new Date(`2026-11-26T${text}Z`)
const receivedAt = at('12:00:00.000')
const opened = at('09:00:00.000')

describe('when something was said', () => {
  it.each([
    ['is what the device reckons, from the server time that it knew', at('09:10:00'), 60_000, [opened], '09:11:00.000'],
    ['is never later than the receipt', at('09:10:00'), 3 * 86_400_000, [opened], '12:00:00.000'],
    ['is not before the session opened', at('08:00:00'), 0, [opened], '09:00:00.000'],
    ['is not before what came before', at('09:10:00'), 0, [opened, at('09:30:00.001')], '09:30:00.001'],
    ['is the receipt without an estimate', null, null, [opened], '12:00:00.000'],
    ['is the receipt for a session whose opening nobody recorded', null, null, [null, undefined], '12:00:00.000'],
  ])('%s', (_, knownAt, elapsedMs, notBefore, expected) => {
    expect(reckon({ knownAt, elapsedMs, receivedAt, notBefore })).toEqual(at(expected))
  })

  it('lies between the opening and the receipt whatever a device claims', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(fc.property(instant, fc.nat({ max: 2_678_400_000 }), (knownAt, elapsedMs) => {
      const said = reckon({ knownAt, elapsedMs, receivedAt, notBefore: [opened] })
      expect(said.getTime()).toBeGreaterThanOrEqual(opened.getTime())
      expect(said.getTime()).toBeLessThanOrEqual(receivedAt.getTime())
    }))
  })
})

describe('saying the same', () => {
  const theirs = { state: 'stated', value: 1, reason: 'Parce que.', reservation: '', condition: '' }
  it.each([
    ['the same choice without words', { ...theirs, reason: '' }, true],
    ['the same words', theirs, true],
    ['other words', { ...theirs, reason: 'Autrement.' }, false],
    ['another value', { ...theirs, value: 2 }, false],
  ])('%s: %#', (_, mine, expected) => {
    expect(saysTheSame(mine, theirs)).toBe(expected)
  })
})

describe('a payload that the database can keep', () => {
  it.each([
    ['words and signs', { a: 'é « » 👍\n' }, true],
    ['NUL', { a: 'a\u0000b' }, false],
    ['half of a character', { a: '\ud83d' }, false],
    ['too much', { a: 'x'.repeat(50_000) }, false],
  ])('%s', (_, payload, expected) => {
    expect(isStorable(payload)).toBe(expected)
  })
})
