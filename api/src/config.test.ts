import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const sound = { NODE_ENV: 'production', DATABASE_URL: 'postgres://convergence:Rd8f-20aK@db/convergence', SESSION_SECRET: 'b7d0c1e2f3a4958677685940312213e4f5a6b7c8' }

describe('production', () => {
  it('starts with a database and a secret, without demonstration', () => {
    expect(readConfig(sound)).toMatchObject({ production: true, demonstration: false })
  })

  it.each([
    ['no database', { DATABASE_URL: undefined }, 'DATABASE_URL'],
    ['no secret', { SESSION_SECRET: undefined }, 'SESSION_SECRET'],
    ['a short secret', { SESSION_SECRET: 'short' }, '32 characters'],
    ['the development secret', { SESSION_SECRET: 'development-only-secret-not-for-production' }, 'sample'],
    ['a sample secret', { SESSION_SECRET: 'change-me-change-me-change-me-change-me' }, 'sample'],
    ['a sample password', { DATABASE_URL: 'postgres://convergence:postgres@db/convergence' }, 'sample password'],
    ['the demonstration', { DEMONSTRATION: 'on' }, 'DEMONSTRATION'],
  ])('refuses to start with %s, and prints no value', (_, change, says) => {
    const start = () => readConfig({ ...sound, ...change } as NodeJS.ProcessEnv)
    expect(start).toThrow(says)
    expect(start).not.toThrow(/b7d0c1e2|Rd8f/)
  })
})

describe('development', () => {
  it('runs the demonstration on the embedded database when nothing is said', () => {
    expect(readConfig({})).toMatchObject({ production: false, demonstration: true, database: '.data/convergence', host: '127.0.0.1' })
  })

  it('names every variable that it cannot read', () => {
    expect(() => readConfig({ PORT: 'many', PUBLIC_URL: 'nowhere' })).toThrow(/PORT.*PUBLIC_URL/)
  })
})

describe('the proxies before the server', () => {
  it.each([[undefined, false], ['off', false], ['on', 1], ['2', 2], ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1']])('TRUST_PROXY=%s believes %s of them', (value, expected) => {
    expect(readConfig({ TRUST_PROXY: value }).trustProxy).toBe(expected)
  })

  it.each(['10', 'yes', 'all', '*'])('are named or counted, not %s', (value) => expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/TRUST_PROXY/))
})

describe('an OpenID Connect provider', () => {
  const whole = { OIDC_ISSUER: 'https://id.exemple.fr/realms/mutuelle', OIDC_CLIENT_ID: 'convergence', OIDC_CLIENT_SECRET: 'k3-9fQ2', PUBLIC_URL: 'https://convergence.exemple.fr' }

  it('OIDC: is none unless it is named, and then has the name of its host for a label', () => {
    expect(readConfig({}).oidc).toBeNull()
    expect(readConfig(whole).oidc).toEqual({ issuer: whole.OIDC_ISSUER, clientId: 'convergence', clientSecret: 'k3-9fQ2', label: 'id.exemple.fr', contact: null, createRole: null, mfaAcr: [] })
    expect(readConfig({ ...whole, OIDC_MFA_ACR: ' 2  gold ' }).oidc?.mfaAcr).toEqual(['2', 'gold'])
  })

  it.each([
    ['without issuer', { OIDC_ISSUER: undefined }, 'OIDC_ISSUER'],
    ['without client', { OIDC_CLIENT_ID: undefined }, 'OIDC_CLIENT_ID'],
    ['without secret', { OIDC_CLIENT_SECRET: undefined }, 'OIDC_CLIENT_SECRET'],
    ['without the address that browsers use', { PUBLIC_URL: undefined }, 'PUBLIC_URL'],
    ['over http', { OIDC_ISSUER: 'http://id.exemple.fr' }, 'https'],
    ['at no address of the web', { OIDC_ISSUER: 'ldap://id.exemple.fr' }, 'OIDC_ISSUER'],
    ['that would open accounts of another role', { OIDC_CREATE_ROLE: 'administrator' }, 'OIDC_CREATE_ROLE'],
  ])('OIDC: half a configuration starts nothing: %s', (_, change, says) => {
    const start = () => readConfig({ ...whole, ...change } as NodeJS.ProcessEnv)
    expect(start).toThrow(says)
    expect(start).not.toThrow('k3-9fQ2')
  })

  it('OIDC: over http is for this machine, and never in production; a sample secret neither', () => {
    expect(readConfig({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:8080' }).oidc?.issuer).toBe('http://127.0.0.1:8080')
    expect(() => readConfig({ ...sound, ...whole, OIDC_ISSUER: 'http://127.0.0.1:8080' })).toThrow('https')
    expect(() => readConfig({ ...sound, ...whole, OIDC_CLIENT_SECRET: 'change-me' })).toThrow('OIDC_CLIENT_SECRET is a sample value')
    expect(readConfig({ ...sound, ...whole }).oidc?.label).toBe('id.exemple.fr')
  })
})
