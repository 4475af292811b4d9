import { demoId, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'

const t = useTestApp()
interface Due { items: { shelf: string; action: string; count: number }[] }

describe('P-22: retention', () => {
  it('purges exactly what the dry run told, nothing the second time, and keeps the figures', async () => {
    const [dpo, staff] = [await t.as('dpo'), await t.as('staff')]
    await t.db.execute(sql`update mails set sent_at = now() - interval '3 months', updated_at = now() - interval '3 months' where status = 'sent'`)
    await t.db.insert(schema.signIns).values([1, 2].map((n) => ({ userId: demoId('user', 'reader'), tokenHash: `old-${n}`, expiresAt: new Date('2024-01-01') })))
    const [unused] = await t.db.insert(schema.users).values({ email: 'unused@example.invalid', name: 'Compte oublié', lastSignInAt: new Date('2023-01-01') }).returning()
    await t.db.execute(sql`update stakeholders set since = '2015-01-01', last_contact_on = null where id = ${demoId('stakeholder', 'gaspard-villemure')}`)

    const silent = (await staff.post('stakeholders', { kind: 'person', name: 'Personne sans échange', perimeterId: demoId('perimeter', 'national') })).json<{ id: string }>()
    await t.db.execute(sql`update stakeholders set since = '2015-01-01' where id = ${silent.id}`)

    const due = (await dpo.get('retention/due')).json<Due>().items
    const told = Object.fromEntries(due.filter((d) => d.action !== 'review').map((d) => [d.shelf, d.count]))
    expect(told).toMatchObject({ sign_ins: 2, users: 1 })
    expect(told.mails).toBeGreaterThan(0)
    expect(due.find((d) => d.shelf === 'persons')?.count, 'who spoke this year has been in contact').toBe(1)

    expect((await staff.post('retention/purges')).statusCode).toBe(403)
    const first = await dpo.post('retention/purges')
    expect(first.statusCode, first.body).toBe(201)
    expect(first.json<{ counts: object }>().counts).toEqual(told)
    const second = (await dpo.post('retention/purges')).json<{ counts: Record<string, number> }>().counts
    expect(Object.values(second)).toEqual(Object.values(told).map(() => 0))
    expect((await dpo.get('retention/purges')).json<{ items: { counts: object }[] }>().items.map((p) => p.counts)).toEqual([second, told])
    expect((await t.db.select().from(schema.users).where(eq(schema.users.id, unused?.id ?? '')))[0]?.disabledAt).not.toBeNull()
    expect((await staff.get(`stakeholders/${demoId('stakeholder', 'gaspard-villemure')}`)).statusCode).toBe(200)
  })
})
