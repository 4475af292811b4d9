import { readdirSync, readFileSync } from 'node:fs'
import { newId, schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { clientOf, demoId, useTestApp } from '../../test/app.ts'
import { type FeedEvent, feedTells } from '../../test/feed.ts'
import { nouns } from './nouns.ts'

const t = useTestApp()
const sources = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
const written = new Set(sources.flatMap((file) => [...readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').matchAll(/type: ['`]([a-zA-Z-]+)\.(?:[a-z]|\$\{)/g)].map((match) => match[1] ?? '')))

describe('the nouns of the change feed', () => {
  it('are each told under a scope: whatever the code records is in one list, spelt as it is recorded', () => {
    const listed = Object.values(nouns).flat()
    expect([...written].filter((noun) => !listed.includes(noun))).toEqual([])
    expect(written.size).toBeGreaterThan(50)
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('of the dialogue and of the report are not told to a key that may only read the map', async () => {
    const made = (await (await t.as('administrator')).post('api-keys', { name: 'Annuaire', scopes: ['map:read'], perimeterId: demoId('perimeter', 'national'), expiresInDays: 30 })).json<{ key: string }>()
    const client = clientOf(t.app, { authorization: `Bearer ${made.key}` })
    const last = newId()
    const told = [...nouns.dialogue, ...nouns.report, ...nouns.accounts, 'stakeholder'].map((noun) => ({ type: `${noun}.updated`, objectType: noun, objectId: noun === 'stakeholder' ? last : newId(), perimeterId: demoId('perimeter', 'national'), actor: 'user:x', txid: '1' }))
    await t.db.insert(schema.events).values(told)
    await feedTells(client, (event) => event.objectId === last)
    const heard = (await client.get('events?limit=100')).json<{ items: FeedEvent[] }>().items
    expect(heard.map((event) => event.objectType).filter((noun) => !nouns.map.includes(noun))).toEqual([])
  })
})
