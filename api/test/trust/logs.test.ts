import { demoId } from '@convergence/db'
import { createTestDb } from '@convergence/db/testing'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { App } from '../../src/plugins/app-type.ts'
import { clientOf } from '../app.ts'

const lines: string[] = []
const opened: { app?: App; close?: () => Promise<void> } = {}
beforeAll(async () => {
  const { db, close } = await createTestDb(inject('testHome'))
  opened.close = close
  opened.app = await buildApp({ db, config: { ...readConfig({}), logLevel: 'debug' }, logTo: { write: (line) => void lines.push(line) } })
  await opened.app.ready()
})
afterAll(async () => {
  await opened.app?.close()
  await opened.close?.()
})

describe('the log', () => {
  it('S-37: holds no password, token, key, link secret, note, name or search, at its most talkative', async () => {
    const app = opened.app as App
    const canary = (what: string): string => `qzcanari-${what}`
    const [session] = (await app.inject({ method: 'POST', url: '/api/v1/auth/demo', payload: { role: 'administrator' } })).cookies
    const admin = clientOf(app, { cookie: `${session?.name}=${session?.value}` })
    const perimeterId = demoId('perimeter', 'national')
    await app.inject({ method: 'POST', url: '/api/v1/auth/login', payload: { email: `${canary('courriel')}@exemple.fr`, password: canary('mot de passe') } })
    await admin.post('users', { email: `${canary('compte')}@exemple.fr`, name: canary('nom'), password: canary('secret de connexion'), grants: [{ role: 'reader', perimeterId }] })
    await admin.post('stakeholders', { name: canary('organisation'), kind: 'organisation', perimeterId, internalNote: canary('note'), tags: [canary('étiquette')] })
    await admin.post('stakeholders', { name: canary('refusée'), kind: canary('nature'), perimeterId })
    await admin.post('search', { q: canary('recherche') })
    await admin.get(`points?q=${canary('question')}`)
    await clientOf(app, { cookie: `convergence=${canary('cookie')}` }).get('points')
    await clientOf(app, { authorization: `Bearer ${canary('cle')}` }).get('points')
    for (const path of ['collection', 'linked/invitation', 'confirmation']) await clientOf(app, { authorization: `Link ${canary('lien')}` }).get(path)
    const { key } = (await admin.post('api-keys', { name: 'Annuaire', scopes: ['map:read'], perimeterId })).json<{ key: string }>()
    await clientOf(app, { authorization: `Bearer ${key}` }).get(`stakeholders?limit=1&key=${key}`)
    const text = lines.join('')
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.filter((line) => line.includes('qzcanari'))).toEqual([])
    expect([text.includes(key), text.includes(String(session?.value))]).toEqual([false, false])
  })

  it('S-37: keeps one entry a line, whatever ends of lines a request brings', async () => {
    const app = opened.app as App
    const before = lines.length
    for (const url of ['/api/v1/points%0d%0a{"level":50,"msg":"forged"}', '/api/v1/points?q=%0a%0dforged', '/%0a%7B%22level%22%3A50%7D']) await app.inject({ url, headers: { 'user-agent': 'a\tb' } })
    const written = lines.slice(before)
    expect(written.length).toBeGreaterThan(0)
    for (const line of written) {
      expect(line.match(/\n/g)).toHaveLength(1)
      expect((JSON.parse(line) as { msg: string }).msg).not.toContain('forged')
    }
  })
})
