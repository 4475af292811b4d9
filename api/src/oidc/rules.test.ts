import { describe, expect, it } from 'vitest'
import { decide, type Found, identityOf, saysMfa } from './rules.ts'

const token = { iss: 'https://id.exemple.fr', sub: 's1' }
const seen = (claims: object, more: object = {}) => identityOf({ ...token, ...claims }, more, [])

describe('what an ID token says', () => {
  it.each([
    ['verified', { email: 'anne@exemple.fr', email_verified: true }, 'anne@exemple.fr'],
    ['not verified', { email: 'anne@exemple.fr', email_verified: false }, null],
    ['without a word', { email: 'anne@exemple.fr' }, null],
    ['verified in words, as no provider should', { email: 'anne@exemple.fr', email_verified: 'true' }, null],
    ['of a domain whose owner proved it (Entra ID)', { email: 'anne@exemple.fr', xms_edov: '1' }, 'anne@exemple.fr'],
    ['of a domain that nobody proved', { email: 'anne@exemple.fr', xms_edov: false }, null],
    ['with a Kelvin sign, which lower case would make a k', { email: 'mi\u212Aa@exemple.fr', email_verified: true }, null],
    ['with a Cyrillic letter', { email: 'аnne@exemple.fr', email_verified: true }, null],
    ['that is none', { email: 'anne', email_verified: true }, null],
    ['that is no text', { email: ['anne@exemple.fr'], email_verified: true }, null],
    ['absent', { email_verified: true }, null],
  ])('OIDC: an address %s', (_, claims, verifiedEmail) => {
    expect(seen(claims).verifiedEmail).toBe(verifiedEmail)
  })

  it('OIDC: takes from UserInfo what the token leaves out, never who it is, nor how they were asked', () => {
    expect(seen({}, { iss: 'x', sub: 'x', email: 'anne@exemple.fr', email_verified: true, name: ' Anne ', amr: ['mfa'] })).toEqual({ issuer: token.iss, subject: 's1', verifiedEmail: 'anne@exemple.fr', shown: 'anne@exemple.fr', name: 'Anne', mfa: false })
    expect(seen({ email: 'anne@exemple.fr' }, { email: 'autre@exemple.fr', email_verified: true }).verifiedEmail).toBeNull()
  })

  it('OIDC: names whom the person knows themselves by', () => {
    expect([seen({ preferred_username: 'anne' }), seen({ name: 'Anne' }), seen({ email: '' })].map((i) => i.shown)).toEqual(['anne', 'Anne', '…'])
  })

  it.each([
    [{ amr: ['pwd', 'mfa'] }, true], [{ amr: ['pwd', 'otp'] }, false], [{ amr: 'mfa' }, false], [{ amr: [] }, false], [{}, false],
    [{ acr: 'https://refeds.org/profile/mfa' }, true], [{ acr: 'phr' }, true], [{ acr: '2' }, true], [{ acr: '1' }, false], [{ acr: ['2'] }, false],
  ])('S-13: %j says two factors: %s', (claims, says) => {
    expect(saysMfa(claims, ['2'])).toBe(says)
  })
})

describe('which account an identity opens', () => {
  const [live, dead] = [{ userId: 'u', live: true }, { userId: 'u', live: false }]
  it.each<[string, Found, string | null, boolean, object]>([
    ['its own', { bound: live, byEmail: null }, null, false, { act: 'enter', userId: 'u' }],
    ['its own, disabled', { bound: dead, byEmail: { ...live, boundElsewhere: false } }, 'a@b.fr', true, { act: 'refuse' }],
    ['that of its address', { bound: null, byEmail: { ...live, boundElsewhere: false } }, 'a@b.fr', false, { act: 'bind', userId: 'u' }],
    ['that of its address, disabled', { bound: null, byEmail: { ...dead, boundElsewhere: false } }, 'a@b.fr', true, { act: 'refuse' }],
    ['that of its address, bound to somebody else', { bound: null, byEmail: { ...live, boundElsewhere: true } }, 'a@b.fr', true, { act: 'refuse' }],
    ['that of an address that is not verified', { bound: null, byEmail: { ...live, boundElsewhere: false } }, null, true, { act: 'refuse' }],
    ['none', { bound: null, byEmail: null }, 'a@b.fr', false, { act: 'refuse' }],
    ['a new one, where that is allowed', { bound: null, byEmail: null }, 'a@b.fr', true, { act: 'create' }],
    ['no new one without a verified address', { bound: null, byEmail: null }, null, true, { act: 'refuse' }],
  ])('OIDC: %s', (_, found, email, mayCreate, decision) => {
    expect(decide(found, email, mayCreate)).toEqual(decision)
  })
})
