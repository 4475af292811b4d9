import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { buildApp } from '../app.ts'
import type { App } from '../plugins/app-type.ts'

const t = useTestApp()
let other: App

beforeAll(async () => {
  other = await buildApp({ db: t.db, config: t.app.config })
  await other.ready()
})
afterAll(() => other.close())

const signIn = async (app: App, role: string) => {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/auth/demo', payload: { role } })
  return { cookie: `${answer.cookies[0]?.name}=${answer.cookies[0]?.value}` }
}
const read = async (app: App, headers: { cookie: string }) => (await app.inject({ url: '/api/v1/stakeholders?limit=1', headers })).statusCode

describe('what one replica takes away', () => {
  it('S-05: is gone at once on another: a sign-in that was closed there', async () => {
    const mine = await signIn(t.app, 'reader')
    expect([await read(t.app, mine), await read(other, mine)]).toEqual([200, 200])
    await other.inject({ method: 'POST', url: '/api/v1/auth/logout', headers: mine })
    expect(await read(t.app, mine)).toBe(401)
  })

  it('S-07: is gone at once on another: a grant, then the account', async () => {
    const mine = await signIn(t.app, 'relay')
    expect(await read(t.app, mine)).toBe(200)
    const me = (await other.inject({ url: '/api/v1/auth/me', headers: mine })).json() as { user: { id: string } }
    await t.db.delete(schema.grants).where(eq(schema.grants.userId, me.user.id))
    expect(await read(t.app, mine)).toBe(403)
    await t.db.update(schema.users).set({ disabledAt: new Date() }).where(eq(schema.users.id, me.user.id))
    expect(await read(t.app, mine)).toBe(401)
  })
})
