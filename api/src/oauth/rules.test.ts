import { describe, expect, it } from 'vitest'
import { narrowed, presentedBy } from './rules.ts'

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
const one = { id: 'cvg_abc', secret: 'cvg_abc_s-e.c' }

describe('the client of a token request', () => {
  it.each([
    ['by HTTP Basic', basic('cvg_abc:cvg_abc_s-e.c'), {}, one],
    ['by HTTP Basic with both halves form-encoded', basic('cvg%5Fabc:cvg%5Fabc%5Fs%2De%2Ec'), {}, one],
    ['by HTTP Basic with a colon and a space in the secret', basic('cvg_abc:a%3Ab+c'), {}, { id: 'cvg_abc', secret: 'a:b c' }],
    ['in the form', undefined, { client_id: 'cvg_abc', client_secret: 'cvg_abc_s-e.c' }, one],
    ['by HTTP Basic and the same id in the form', basic('cvg_abc:cvg_abc_s-e.c'), { client_id: 'cvg_abc' }, one],
    ['in two ways', basic('cvg_abc:cvg_abc_s-e.c'), { client_id: 'cvg_abc', client_secret: 'cvg_abc_s-e.c' }, 'twice'],
    ['as two clients', basic('cvg_abc:cvg_abc_s-e.c'), { client_id: 'cvg_xyz' }, 'twice'],
    ['without a secret', undefined, { client_id: 'cvg_abc' }, null],
    ['without an id', undefined, { client_secret: 'cvg_abc_s-e.c' }, null],
    ['not at all', undefined, {}, null],
    ['by a header of another kind', 'Bearer cvg_abc', { client_id: 'cvg_abc', client_secret: 'cvg_abc_s-e.c' }, null],
    ['by Basic without a colon', basic('cvg_abc'), {}, null],
    ['by Basic that is no base64', 'Basic ***', {}, null],
    ['by Basic with a broken escape', basic('cvg_abc:%zz'), {}, null],
  ] as const)('presented %s', (_, authorization, form, expected) => {
    expect(presentedBy(authorization, form)).toEqual(expected)
  })
})

describe('the scopes of a token', () => {
  it.each([
    [undefined, ['map:read', 'map:write']],
    ['', ['map:read', 'map:write']],
    ['map:write', ['map:write']],
    ['map:write  map:read map:read', ['map:read', 'map:write']],
    ['dialogue:read', null],
    ['map:read all', null],
  ] as const)('asked for as %j', (asked, expected) => {
    expect(narrowed(asked, ['map:read', 'map:write'])).toEqual(expected)
  })
})
