import { type Db, demoId, schema } from '@convergence/db'
import { asc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { sqlStateOf } from '../plugins/database-problem.ts'
import { chainJobs } from './chain.job.ts'
import { linkHash, linkWaiting } from './chain.ts'
import { destroyKey } from './seal.ts'
import { countWaiting, verifyChain } from './verify.ts'

const t = useTestApp()
const { auditEntries, auditLinks } = schema
const target = demoId('stakeholder', 'adherents')
let towns = 0

async function write(times: number): Promise<void> {
  const staff = await t.as('staff')
  for (let i = 0; i < times; i += 1) {
    const { version } = (await staff.get(`stakeholders/${target}`)).json<{ version: number }>()
    expect((await staff.patch(`stakeholders/${target}`, { city: `Ville ${(towns += 1)}` }, { ifMatch: version })).statusCode).toBe(200)
  }
}
const linkAll = () => linkWaiting(t.db, 'all')
const chain = () => t.db.select().from(auditLinks).orderBy(asc(auditLinks.position))
const stateOf = async (statement: Promise<unknown>) => statement.then(() => 'done', (error: unknown) => sqlStateOf(error)?.code)

class Undone extends Error {}
/** What the verifier finds after somebody who owns the database did this, with the triggers off; it is undone afterwards. */
async function found(tamper: (tx: Db) => Promise<unknown>) {
  let broken: Awaited<ReturnType<typeof verifyChain>>['broken'] = null
  await t.db.transaction(async (tx) => {
    for (const table of ['audit_entries', 'audit_links']) await tx.execute(sql.raw(`alter table ${table} disable trigger user`))
    await tamper(tx)
    broken = (await verifyChain(tx)).broken
    throw new Undone()
  }).catch((error: unknown) => { if (!(error instanceof Undone)) throw error })
  return broken
}

describe('the chain of the audit', () => {
  beforeAll(async () => { await write(6); await linkAll() })

  it.each(['update audit_entries set actor = actor', 'delete from audit_entries', 'truncate audit_entries', 'update audit_links set hash = hash', 'delete from audit_links', 'truncate audit_links'])('S-36: «%s» is refused with 42501, even to the owner', async (statement) => {
    expect(await stateOf(t.db.execute(sql.raw(statement)))).toBe('42501')
  })

  it('S-36: every entry is linked once, in positions without a gap, and the chain verifies', async () => {
    const links = await chain()
    expect(links.map((link) => link.position)).toEqual(links.map((_, i) => i + 1))
    expect(await countWaiting(t.db)).toMatchObject({ waiting: 0, overdue: 0, entries: links.length })
    expect(await verifyChain(t.db)).toMatchObject({ verified: links.length, broken: null, head: { position: links.length } })
  })

  it.each([['actor', "'user:other'"], ['action', "'x.y'"], ['after', `'{"city":"Ailleurs"}'`], ['at', "at - interval '1 day'"], ['object_id', 'gen_random_uuid()'], ['trace_id', "'t'"]])('S-36: an entry whose %s was altered is found at its position', async (column, value) => {
    const [, , third] = await chain()
    expect(await found((tx) => tx.execute(sql`update audit_entries set ${sql.raw(`${column} = ${value}`)} where id = ${third?.entryId}`))).toEqual({ position: 3, reason: 'altered', entryId: third?.entryId })
  })

  it('S-36: a deleted entry is found, so is a deleted link, in the middle and at the end, and a chain emptied', async () => {
    const links = await chain()
    const [, second] = links
    const end = links.length
    expect(await found((tx) => tx.delete(auditEntries).where(eq(auditEntries.id, second?.entryId ?? '')))).toEqual({ position: 2, reason: 'entry-missing', entryId: second?.entryId })
    expect(await found((tx) => tx.delete(auditLinks).where(eq(auditLinks.position, 2)))).toEqual({ position: 2, reason: 'link-missing', entryId: null })
    expect(await found((tx) => tx.delete(auditLinks).where(eq(auditLinks.position, end)))).toEqual({ position: end, reason: 'link-missing', entryId: null })
    expect(await found((tx) => tx.delete(auditLinks))).toEqual({ position: 1, reason: 'link-missing', entryId: null })
  })

  it('S-36: an altered link is found, and an entry altered with the hash of its own link made again is found at the next position', async () => {
    const [first, second, third] = await chain()
    expect(await found((tx) => tx.update(auditLinks).set({ hash: 'ab'.repeat(32) }).where(eq(auditLinks.position, 2)))).toEqual({ position: 2, reason: 'altered', entryId: second?.entryId })
    const forged = await found(async (tx) => {
      const [entry] = await tx.update(auditEntries).set({ actor: 'user:other' }).where(eq(auditEntries.id, second?.entryId ?? '')).returning()
      if (entry) await tx.update(auditLinks).set({ hash: linkHash(first?.hash ?? '', entry) }).where(eq(auditLinks.position, 2))
    })
    expect(forged).toEqual({ position: 3, reason: 'altered', entryId: third?.entryId })
  })

  it('S-36: an entry of a transaction that stays open is linked after it ends, none passed over', async () => {
    const before = (await chain()).length
    let commit: () => void = () => undefined
    const release = new Promise<void>((resolve) => (commit = resolve))
    if (process.env.TEST_ENGINE !== 'postgres') commit()
    const late = t.db.transaction(async (tx) => {
      await tx.insert(auditEntries).values({ actor: 'server', action: 'late.written', objectType: 'late', traceId: 'late' })
      await release
    })
    if (process.env.TEST_ENGINE === 'postgres') { await write(2); await linkAll(); expect((await chain()).length).toBe(before + 2); commit() } else { await late; await write(2) }
    await late
    await linkAll()
    expect((await chain()).length).toBe(before + 3)
    expect((await verifyChain(t.db)).broken).toBeNull()
  })

  it('S-36: several servers that link at once make one chain', async () => {
    await write(5)
    await Promise.all([1, 2, 3, 4].map(() => linkWaiting(t.db, 'lately')))
    expect(await countWaiting(t.db)).toMatchObject({ waiting: 0 })
    expect((await verifyChain(t.db)).broken).toBeNull()
  })

  it('S-36: the job links what was written and then rests', async () => {
    await write(1)
    const job = chainJobs()
    await (await job.take(t.db))?.(new AbortController().signal)
    expect(await countWaiting(t.db)).toMatchObject({ waiting: 0 })
    expect(await job.take(t.db)).toBeNull()
  })

  it('P-14: deleting the key of a person leaves the chain valid', async () => {
    const answer = await (await t.as('staff')).post('stakeholders', { kind: 'person', name: 'Enora Lagadec', perimeterId: demoId('perimeter', 'bretagne') })
    const { id } = answer.json<{ id: string }>()
    await linkAll()
    expect(await destroyKey(t.db, id)).toBe(true)
    expect((await verifyChain(t.db)).broken).toBeNull()
  })

  it('S-36: administrators and the data protection officer read its state; a part is verified on the word of the link before it', async () => {
    await linkAll()
    const links = await chain()
    const state = (await (await t.as('dpo')).get('audit/chain')).json<object>()
    expect(state).toMatchObject({ entries: links.length, linked: links.length, waiting: 0, verifiedFrom: 1, verified: links.length, broken: null, head: { position: links.length, hash: links.at(-1)?.hash } })
    expect((await (await t.as('administrator')).get('audit/chain')).statusCode).toBe(200)
    expect((await (await t.as('staff')).get('audit/chain')).statusCode).toBe(403)
    expect(await verifyChain(t.db, { last: 3 })).toMatchObject({ from: links.length - 2, verified: 3, broken: null })
  })
})
