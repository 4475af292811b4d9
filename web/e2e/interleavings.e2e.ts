import { expect, test } from '@playwright/test'
import fc from 'fast-check'
// The server that the tests of the database start: the web package does not depend on it otherwise.
import { startPostgres } from '../../db/src/engine/testing-postgres.ts'
import { isAboutOthers, sameSubject } from '../src/offline/queue.ts'
import { Facilitator, type Fault } from './facilitator.ts'
import { startProductOn } from './product.ts'
import { Caller, makePlace, openSession, type Place } from './room-api.ts'
import { product } from './support.ts'

/** Another seed plays other interleavings; a failure names the seed and the path that play it again. So many on each engine. */
const seed = Number(process.env['E2E_SEED'] ?? 20_261_127)
const numRuns = Number(process.env['E2E_RUNS'] ?? 40)

interface Row { id: string; holderId: string; statedAt: string }
interface Kept { id: string; deviceId: string; sequence: number; kind: string; status: string; code: string; payload: Record<string, unknown>; result: { id: string } | null }
const pick = fc.nat({ max: 50 })
const who = fc.constantFrom(0, 1)
const step = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('record' as const), who, holder: pick, point: pick, value: fc.integer({ min: -2, max: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('network' as const), who, cut: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('left' as const), who, holder: pick, left: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('status' as const), who, holder: pick, status: fc.constantFrom('present' as const, 'absent' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reword' as const), who, point: pick, text: fc.constantFrom('Autre texte.', 'Encore un autre.') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('point' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('answer' as const), who, mine: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), who }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const fault = fc.constantFrom<Fault>('fine', 'fine', 'fine', 'lost', 'unanswered', 'twice', 'late')
const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]

function act(one: Facilitator, s: Step): void {
  const { points, holders } = one.shown()
  const holder = 'holder' in s ? at(holders, s.holder) : undefined
  const point = 'point' in s ? at(points, s.point) : undefined
  if (s.do === 'record' && point && holder) one.record(point, holder, s.value)
  else if (s.do === 'network') one.cut = s.cut
  else if (s.do === 'undo') one.undo()
  else if (s.do === 'left' && holder) one.attend(holder, { left: s.left })
  else if (s.do === 'status' && holder) one.attend(holder, { status: s.status })
  else if (s.do === 'reword' && point) one.reword(point, s.text)
  else if (s.do === 'point') one.addPoint('Point venu en séance')
  else if (s.do === 'answer') one.answer(s.mine)
}

async function perform(one: Facilitator, s: Step): Promise<void> {
  if (s.do === 'reopen') await one.reopen()
  else if (s.do === 'look') await one.look()
  else act(one, s)
  await one.quiet()
}

async function play(callers: readonly Caller[], place: Place, steps: readonly Step[], faults: Iterator<Fault>, choices: Iterator<boolean>): Promise<void> {
  const [staff] = callers as [Caller]
  const sessionId = await openSession(staff, place)
  const both = await Promise.all(callers.map((caller) => Facilitator.open(caller, sessionId, () => faults.next().value as Fault)))
  try {
    for (const s of steps) await perform(both[s.who] as Facilitator, s)
    // The network is back on both sides, at the same moment.
    for (const one of both) one.cut = false
    await Promise.all(both.map((one) => one.quiet()))
    for (const one of both) expectAllSpoken(one)
    for (let round = 0; both.some((one) => one.open().length > 0); round += 1) {
      for (const one of both) {
        await one.look()
        one.answer(round < 4 && choices.next().value === true)
        await one.quiet()
      }
      expect(round, 'answering comes to an end').toBeLessThan(100)
    }
    for (const one of both) await one.look()
    await expectAgreement(staff, both)
  } finally {
    for (const one of both) one.stop()
  }
}

/** Whatever was done is applied, was let go by this person, or is listed for them. */
function expectAllSpoken(one: Facilitator): void {
  const statuses = new Set(one.operations.value.map((o) => o.status))
  expect(statuses.has('waiting'), 'nothing waits any more').toBe(false)
  const listed = new Set(one.open().flatMap((o) => sameSubject(one.operations.value, o).map(({ id }) => id)))
  const unlisted = one.operations.value.filter((o) => (o.status === 'refused' || o.status === 'conflict') && !isAboutOthers(o) && !listed.has(o.id))
  expect(unlisted.map((o) => [o.kind, o.status, o.code]), 'what was not applied is listed').toEqual([])
}

async function expectAgreement(staff: Caller, both: readonly Facilitator[]): Promise<void> {
  const [first, second] = both as [Facilitator, Facilitator]
  const fresh = await Facilitator.open(staff, first.sessionId, () => 'fine')
  const truth = fresh.state()
  fresh.stop()
  expect(first.state(), 'one side shows what the server holds').toEqual(truth)
  expect(second.state(), 'the other side too').toEqual(truth)
  const kept = await all<Kept>(staff, `sessions/${first.sessionId}/operations`)
  const rows = [...(await all<Row>(staff, `positions?sessionId=${first.sessionId}`)), ...(await all<Row>(staff, `positions?sessionId=${first.sessionId}&withdrawn=true`))]
  const byId = new Map(kept.map((o) => [o.id, o]))
  for (const one of both) for (const o of one.operations.value) {
    const there = byId.get(o.id)
    if (o.sequence === null) expect(o.status, 'what the server never held was let go').toBe('discarded')
    else expect(there?.status, `${o.kind} is the same on both sides`).toBe(o.status)
  }
  const made = kept.filter((o) => o.kind === 'position.record' && o.status === 'applied' && o.code === '').map((o) => o.result?.id)
  expect([...made].sort(), 'each position applied made one row, and no row came from elsewhere').toEqual(rows.map((r) => r.id).sort())
  for (const deviceId of new Set(kept.map((o) => o.deviceId))) {
    const own = kept.filter((o) => o.deviceId === deviceId).toSorted((a, b) => a.sequence - b.sequence)
    expect(own.map((o) => o.sequence), 'places without a gap').toEqual(own.map((_, i) => i + 1))
    const times = own.flatMap((o) => rows.find((r) => o.code === '' && o.kind === 'position.record' && r.id === o.result?.id)?.statedAt ?? [])
    expect(times, 'in the order of the speech').toEqual([...times].sort())
  }
}

async function all<T>(caller: Caller, path: string): Promise<T[]> {
  const list: T[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: T[]; nextCursor: string | null } = await caller.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    list.push(...page.items)
    cursor = page.nextCursor
  }
  return list
}

/** Some interleavings are two people, some one person with two devices. */
async function playMany(url: string): Promise<void> {
  const [staff, other] = [await Caller.as(url, 'staff'), await Caller.as(url, 'facilitator')]
  const place = await makePlace(staff, ['Alpage sonore', 'Brume claire', 'Cidre et lin'])
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 26 }), fc.infiniteStream(fault), fc.infiniteStream(fc.boolean()), fc.nat({ max: 3 }), (steps, faults, choices, people) =>
    play([staff, people === 0 ? staff : other], place, steps, faults, choices)), { seed, numRuns, endOnFailure: true })
}

test.describe('two consoles on one session over a bad network, against the product', () => {
  test.setTimeout(600_000)

  test('R-08: agree with the embedded database after any interleaving: nothing lost, nothing twice, in order', () => playMany(product()))

  test('R-08: agree with PostgreSQL after any interleaving: nothing lost, nothing twice, in order', async () => {
    const postgres = await startPostgres({ own: true })
    const { url, stop } = await startProductOn(postgres.url)
    try {
      await playMany(url)
    } finally {
      await stop()
      await postgres.stop()
    }
  })
})

