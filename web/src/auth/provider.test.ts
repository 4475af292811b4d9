import { describe, expect, it } from 'vitest'
import { keepNext, ownPath, takeNext } from './next.ts'
import { answerIn } from './provider.ts'

describe('what the provider answers in the address', () => {
  it.each([
    [{ state: 's', code: 'c', iss: 'https://id.exemple.fr', session_state: 'x', scope: 'openid' }, { state: 's', code: 'c', iss: 'https://id.exemple.fr' }],
    [{ state: 's', code: 'c' }, { state: 's', code: 'c' }],
    [{ state: 's', error: 'access_denied', error_description: 'no' }, { state: 's', error: 'access_denied' }],
    [{ state: 's' }, undefined],
    [{ code: 'c' }, undefined],
    [{ state: 's', code: 'c', error: 'e' }, undefined],
    [{ state: ['s', 't'], code: 'c' }, undefined],
    [{}, undefined],
  ])('OIDC: %j is read as %j', (query, answer) => {
    expect(answerIn(query)).toEqual(answer)
  })
})

describe('where to go after signing in', () => {
  it.each([['/carte?lentille=rings', '/carte?lentille=rings'], ['//evil.example', '/'], ['/\\evil.example', '/'], ['https://evil.example', '/'], [undefined, '/'], [['/a'], '/']])('is a path of this site: %j leads to %s', (wanted, path) => {
    expect(ownPath(wanted)).toBe(path)
  })

  it('is kept through the provider, once', () => {
    keepNext('/registre')
    expect([takeNext(), takeNext()]).toEqual(['/registre', '/'])
    keepNext('//evil.example')
    expect(takeNext()).toBe('/')
  })
})
