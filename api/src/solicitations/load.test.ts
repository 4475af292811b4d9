import { type Db, demoId, schema } from '@convergence/db'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { askKinds } from './asks.ts'
import { currentDay } from './commands.ts'
import { listAsks } from './detail.ts'
import { loadsOf } from './queries.ts'
import { levelOf, windowAround } from './rules.ts'

vi.setConfig({ testTimeout: 120_000 })
const t = useTestApp()
const perimeterId = demoId('perimeter', 'bretagne')
const DAY_MS = 86_400_000
const shift = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
const between = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

// Never today itself: whether a session at noon lies ahead would depend on the hour of the run.
const offset = fc.oneof(fc.integer({ min: -220, max: -1 }), fc.integer({ min: 1, max: 220 }), fc.constantFrom(-183, -182, 182, 183))
const session = fc.record({ offset, status: fc.constantFrom('planned', 'open', 'closed', 'cancelled' as const), removed: fc.boolean(), attached: fc.boolean(), invited: fc.boolean(), links: fc.integer({ min: 0, max: 3 }), linkOffset: offset })
const round = fc.record({ offset, status: fc.constantFrom('draft', 'open', 'closed' as const), raters: fc.integer({ min: 0, max: 3 }) })
const world = fc.record({
  sessions: fc.array(session, { maxLength: 6 }), rounds: fc.array(round, { maxLength: 2 }),
  start: fc.integer({ min: -100, max: 100 }), length: fc.integer({ min: 0, max: 150 }), owed: fc.integer({ min: 0, max: 7 }),
  status: fc.constantFrom('planned', 'under_way', 'done', 'cancelled' as const), planStatus: fc.constantFrom('draft', 'adopted', 'closed' as const), member: fc.boolean(),
})
type World = typeof world extends fc.Arbitrary<infer W> ? W : never

/** The rule in words of its own, ask by ask: [kind, day]. */
function expected(w: World, today: string): [string, string][] {
  const asks: [string, string][] = []
  const live = w.member && w.planStatus !== 'closed' && (w.status === 'planned' || w.status === 'under_way') && w.owed > 0
  for (const s of w.sessions) {
    const day = shift(today, s.offset)
    const stands = !s.removed && s.status !== 'cancelled'
    if (stands && s.invited) asks.push(['invitation', day])
    if (stands && !s.invited && s.attached && live && s.offset > 0 && s.status !== 'closed') asks.push(['planned', day])
    if (s.links > 0) asks.push(['confirmation', shift(today, s.linkOffset)])
  }
  for (const r of w.rounds) if (r.status !== 'draft' && r.raters > 0) asks.push(['round', shift(today, r.offset)])
  if (live) {
    const open = Math.max(0, w.owed - w.sessions.filter((s) => s.attached && !s.removed && s.status !== 'cancelled').length)
    const later = (day: string) => (day > today ? day : today)
    const [first, last] = [later(shift(today, w.start)), later(shift(today, w.start + w.length))]
    for (let n = 1; n <= open; n += 1) asks.push(['planned', shift(first, Math.trunc((between(first, last) * n) / open))])
  }
  return asks
}

async function build(tx: Db, w: World, today: string, run: number): Promise<string> {
  const at = (days: number) => new Date(`${shift(today, days)}T11:00:00Z`)
  const [who] = await tx.insert(schema.stakeholders).values({ reference: `T-${run}`, kind: 'organisation', name: 'Essai', side: 'external', sphere: 'observes', perimeterId, since: '2020-01-01', searchName: 'essai' }).returning()
  const stakeholderId = who?.id ?? ''
  const [plan] = await tx.insert(schema.plans).values({ reference: `P-${run}`, title: 'Essai', perimeterId, startsOn: shift(today, -400), endsOn: shift(today, 400), status: w.planStatus }).returning()
  const [activity] = await tx.insert(schema.activities).values({ reference: `A-${run}`, planId: plan?.id ?? '', title: 'Essai', engagementLevel: 'consult', status: w.status, cancelReason: w.status === 'cancelled' ? 'Essai' : '', sessionsPlanned: w.owed, startsOn: shift(today, w.start), endsOn: shift(today, w.start + w.length), perimeterId }).returning()
  const activityId = activity?.id ?? ''
  if (w.member) await tx.insert(schema.activityStakeholders).values({ activityId, stakeholderId })
  for (const [i, s] of w.sessions.entries()) {
    const [made] = await tx.insert(schema.sessions).values({ reference: `S-${run}-${i}`, title: `Séance ${i}`, form: 'online', status: s.status, startsAt: at(s.offset), perimeterId, deletedAt: s.removed ? new Date() : null }).returning()
    const sessionId = made?.id ?? ''
    if (s.attached) await tx.insert(schema.activitySessions).values({ sessionId, activityId })
    if (s.invited) await tx.insert(schema.invitations).values({ sessionId, stakeholderId })
    for (let k = 0; k < s.links; k += 1) await tx.insert(schema.accessLinks).values({ purpose: 'confirmation', objectId: sessionId, sessionId, stakeholderId, perimeterId, secretHash: `${run}-${i}-${k}`, expiresAt: at(300), createdAt: at(s.linkOffset + k * 400) })
  }
  for (const [i, r] of w.rounds.entries()) {
    const [made] = await tx.insert(schema.rounds).values({ reference: `R-${run}-${i}`, title: 'Campagne', perimeterId, status: r.status, opensAt: at(r.offset) }).returning()
    for (let k = 0; k < r.raters; k += 1) await tx.insert(schema.roundRaters).values({ roundId: made?.id ?? '', capacity: 'stakeholder', name: `Voix ${k}`, stakeholderId })
  }
  return stakeholderId
}

class Undo extends Error {}

describe('the load of a stakeholder', () => {
  it('counts every ask once, whatever was sent again, and those of the first and the last day of the window, and none beyond', async () => {
    const today = await currentDay(t.db)
    const window = windowAround(today)
    let run = 0
    await fc.assert(fc.asyncProperty(world, async (w) => {
      run += 1
      const wanted = expected(w, today).filter(([, day]) => day >= window.from && day <= window.to).sort()
      const undone = await t.db.transaction(async (tx) => {
        const id = await build(tx, w, today, run)
        const rows = await listAsks(tx, id, window, 'all')
        expect(rows.map((row) => [row.kind, row.day]).sort()).toEqual(wanted)
        const [found] = await loadsOf(tx, [id], window, 'all')
        expect(Object.fromEntries(askKinds.map((kind) => [kind, found?.load[kind]]))).toEqual(Object.fromEntries(askKinds.map((kind) => [kind, wanted.filter(([k]) => k === kind).length])))
        expect(found?.load).toMatchObject({ total: wanted.length, elsewhere: 0 })
        const [far] = await loadsOf(tx, [id], window, [perimeterId])
        expect(far?.load.elsewhere).toBe(0)
        throw new Undo()
      }).catch((error: unknown) => { if (error instanceof Undo) return true; throw error })
      expect(undone).toBe(true)
    }), { numRuns: 60, seed: 26 })
  })

  it('is over from the limit on and near one below it', () => {
    expect([3, 4, 5, 2].map((total) => levelOf(total, 4))).toEqual(['near', 'over', 'over', 'below'])
    expect(levelOf(0, 1)).toBe('near')
  })

  it('looks at twelve months, the half year before a day and the half year after', () => {
    const { from, to } = windowAround('2026-11-27')
    expect([from, to, between(from, to) + 1]).toEqual(['2026-05-29', '2027-05-28', 365])
  })
})
