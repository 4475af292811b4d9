import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { loggable } from './error-handler.ts'
import { unlimited } from './rate-limit.ts'

const t = useTestApp()
const bretagne = demoId('perimeter', 'bretagne')

describe('an instant', () => {
  const send = async (startsAt: string, language = 'fr') => (await t.as('staff')).post('sessions', { title: 'Séance', form: 'online', startsAt, perimeterId: bretagne }, { headers: { 'accept-language': language } })

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '1000-01-01T00:00:00+23:59', '0099-06-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '9999-12-31T23:59:59Z'])('that no calendar of the database can hold is refused, not failed upon nor read as another: %s', async (at) => {
    const answer = await send(at)
    expect([answer.statusCode, answer.json<{ errors: { pointer: string; message: string }[] }>().errors]).toEqual([400, [expect.objectContaining({ pointer: '/startsAt', message: 'Cette année est hors du calendrier admis.' })]])
    expect((await send(at, 'en')).body).toContain('outside the calendar')
  })

  it.each(['1000-01-01T00:00:00Z', '1001-01-01T00:00:00+23:59', '9998-12-31T23:59:59Z'])('at the edge of the calendar comes back as it was sent: %s', async (at) => {
    const answer = await send(at)
    expect([answer.statusCode, answer.json<{ startsAt: string }>().startsAt]).toEqual([201, new Date(at).toISOString()])
  })
})

describe('a text', () => {
  it.each([['U+0000', '\u0000'], ['U+202E', '\u202E'], ['U+FFFE', '\uFFFE'], ['U+FFFF', '\uFFFF']])('S-26: with %s, which hides text or breaks the documents that it goes into, is refused', async (_name, character) => {
    const answer = await (await t.as('staff')).post('sessions', { title: `Sé${character}ance`, form: 'online', startsAt: '2199-01-01T09:00:00Z', perimeterId: bretagne })
    expect([answer.statusCode, answer.json<{ errors: { pointer: string }[] }>().errors]).toEqual([400, [expect.objectContaining({ pointer: '/title' })]])
  })
})

describe('an address written otherwise', () => {
  it.each(['/%61pi/v1/stakeholders?limit=1', 'http://elsewhere.example/api/v1/stakeholders?limit=1'])('that reaches the API is guarded like the API: %s', async (url) => {
    const { cookie } = await t.as('reader')
    const answer = await t.app.inject({ url, headers: { cookie } })
    expect([answer.statusCode, answer.headers['cache-control'], answer.headers['content-security-policy']]).toEqual([200, 'no-store', "default-src 'none'; frame-ancestors 'none'"])
  })

  it('counts towards the limit of requests', () => {
    const free = (url: string, route: string | undefined) => unlimited({ url, routeOptions: { url: route } } as FastifyRequest)
    expect([free('/%61pi/v1/points', '/api/v1/points'), free('/api/v1/none', '/*'), free('/api/v1/none', undefined), free('/', '/*')]).toEqual([false, false, false, true])
  })
})

describe('the log of a failure', () => {
  it('S-34: holds neither the values of a query nor the words of the database that quote them', () => {
    const cause = Object.assign(new Error('invalid input: "Marie Curie"'), { code: '22008' })
    const error = Object.assign(new Error('Failed query: insert into x values ($1)\nparams: Marie Curie', { cause }), { query: 'insert into x values ($1)', params: ['Marie Curie'] })
    const text = JSON.stringify(loggable(error))
    expect(text).not.toContain('Curie')
    expect(text).toContain('22008')
    expect(text).toContain('values ($1)')
  })
})
