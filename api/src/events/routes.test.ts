import { newId, schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { type FeedEvent, feedTells } from '../../test/feed.ts'

const t = useTestApp()
interface Page { items: FeedEvent[]; cursor: number }

describe('the change feed', () => {
  it('tells in the order of writing, and goes on after the cursor', async () => {
    const staff = await t.as('staff')
    const made: string[] = []
    for (const name of ['Une', 'Deux', 'Trois']) made.push((await staff.post('stakeholders', { name, kind: 'organisation', perimeterId: demoId('perimeter', 'national') })).json<{ id: string }>().id)
    await feedTells(staff, (event) => event.objectId === made[2])
    const read = async (after: number): Promise<FeedEvent[]> => {
      const { items, cursor } = (await staff.get(`events?after=${after}&limit=2`)).json<Page>()
      return items.length === 0 ? [] : [...items, ...(await read(cursor))]
    }
    expect((await read(0)).filter((event) => event.type === 'stakeholder.created').map((event) => event.objectId)).toEqual(made)
  })

  it('tells what was restored from the dump of another server, whose transactions had higher numbers', async () => {
    const objectId = newId()
    await t.db.insert(schema.events).values({ type: 'stakeholder.created', objectType: 'stakeholder', objectId, perimeterId: demoId('perimeter', 'national'), actor: 'user:x', txid: '9000000000000000' })
    await feedTells(await t.as('staff'), (event) => event.objectId === objectId)
  })
})
