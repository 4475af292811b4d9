import { describe, expect, it } from 'vitest'
import { databaseProblem } from './database-problem.ts'

const under = (code: string) => databaseProblem(new Error('query failed', { cause: Object.assign(new Error('driver'), { code }) }))

describe('R-11, R-04: a database that cannot serve is said to be unavailable, never a fault of the server', () => {
  it.each(['53100', '53200', '58030', 'ENOSPC'])('a full disk or memory (%s) is 503 with a longer wait', (code) => expect([under(code)?.entry.status, under(code)?.extras.headers]).toEqual([503, { 'retry-after': '30' }]))
  it.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN', '08001', '08004', '08006', '57P01'])('a lost or refused connection (%s) is 503', (code) => expect([under(code)?.entry.status, under(code)?.extras.headers]).toEqual([503, { 'retry-after': '2' }]))
  it('what no request can cause stays a fault of ours', () => expect(under('42703')).toBeNull())
})
