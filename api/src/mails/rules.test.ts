import { describe, expect, it } from 'vitest'
import { ATTEMPTS_MAX, delayAfter, failureOf, readFailure, writeFailure } from './rules.ts'

describe('the waiting between attempts', () => {
  it('grows from about one minute to about four hours, and ends', () => {
    const delays = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, n) => delayAfter(n + 1, 0.5) ?? 0)
    expect(delays[0]).toBe(60_000)
    expect(delays.at(-1)).toBe(4 * 3_600_000)
    expect(delays).toEqual([...delays].sort((a, b) => a - b))
    expect(delayAfter(ATTEMPTS_MAX, 0.5)).toBeNull()
    expect([delayAfter(1, 0), delayAfter(1, 1)]).toEqual([48_000, 72_000])
  })
})

describe('what a mail server answers', () => {
  it.each([
    [{ code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 No such user' }, 'refused', true, false],
    [{ code: 'EENVELOPE', responseCode: 451, response: '451 Greylisted' }, 'deferred', false, false],
    [{ code: 'EMESSAGE', responseCode: 552, response: '552 Too large' }, 'refused', true, false],
    [{ code: 'EMESSAGE', responseCode: 452, response: '452 Full' }, 'deferred', false, false],
    [{ code: 'EAUTH', responseCode: 535, response: '535 Bad credentials' }, 'authentication', false, true],
    [{ code: 'ETIMEDOUT', message: 'Greeting never received' }, 'timeout', false, true],
    [{ code: 'ESOCKET', message: 'connect ECONNREFUSED 127.0.0.1:25' }, 'unreachable', false, true],
    [{ code: 'ESOCKET', message: 'self-signed certificate' }, 'tls', false, true],
    [{ code: 'EDNS', message: 'queryA ENOTFOUND' }, 'unreachable', false, true],
    [new TypeError('x'), 'other', false, false],
  ] as const)('%o is %s', (error, failure, permanent, serverDown) => {
    expect(failureOf(error)).toMatchObject({ failure, permanent, serverDown })
  })

  it('is kept in one column and read back whole', () => {
    expect(readFailure(writeFailure('refused', '550 5.1.1: no'))).toEqual({ failure: 'refused', sentence: '550 5.1.1: no' })
    expect(readFailure('')).toEqual({ failure: null, sentence: '' })
  })
})
