import { appendFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/plugins/access.ts'
import { type Client, clientOf, useTestApp } from '../app.ts'
import { judgeOf } from './conformance.ts'
import { type Document, documentOf, type Operation, operationsOf } from './document.ts'
import { baseOf, Fuzzer, type Request } from './fuzz-run.ts'
import { nearBodies, nounsOf, runSequence } from './fuzz-sequences.ts'
import { HOSTILE, membersOf, takesText, valueFor } from './hostile.ts'

// FUZZ=long sends 500 requests per operation and role that may call it; FUZZ_SEED replays a run. FUZZ_ROLES=relay,reader and FUZZ_PART=2/4 run a piece of it,
// FUZZ_REPORT names a file that gets a line of figures for each test.
const LONG = process.env.FUZZ === 'long'
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122)
const RUNS = LONG ? 500 : 5
const SEQUENCES = LONG ? 60 : 0
/** Requests to an operation that the role may not call: each is refused before its content is read. */
const REFUSED_RUNS = 3
// In short: a character that databases refuse, one that encodings refuse, and a length that nothing asks for.
const TEXTS = LONG ? HOSTILE : ['\u0000', '\ud800', 'x'.repeat(20_000)]
const EVERY = ['administrator', 'staff', 'facilitator', 'relay', 'reader', 'integrator', 'dpo'] as const satisfies readonly Role[]
const ROLES = LONG ? EVERY.filter((role) => (process.env.FUZZ_ROLES ?? EVERY.join(',')).split(',').includes(role)) : (['administrator'] as const)
const [PART, PARTS] = (process.env.FUZZ_PART ?? '1/1').split('/').map(Number) as [number, number]

const t = useTestApp()

/** Every hostile text in every text field of the body, one at a time, and in every parameter. */
function hostileRequests(document: Document, operation: Operation): Request[] {
  const base = baseOf(operation)
  const members = operation.bodySchema ? Object.entries(membersOf(document, operation.bodySchema)).filter(([, s]) => takesText(document, s)).map(([name]) => name) : []
  const queries = (operation.op.parameters ?? []).filter((p) => p.in === 'query').map((p) => p.name)
  return TEXTS.flatMap((text) => [
    ...members.map((name) => ({ ...base, body: { ...(base.body as object), [name]: text } })),
    ...queries.map((name) => ({ ...base, query: { [name]: wellFormed(text) } })),
    ...Object.keys(base.params).map((name) => ({ ...base, params: { ...base.params, [name]: wellFormed(text) || 'x' } })),
  ])
}

// encodeURIComponent refuses lone surrogates, as every HTTP client does.
const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '?').slice(0, 4000)

function randomRequests(document: Document, operation: Operation): fc.Arbitrary<Request> {
  const base = baseOf(operation)
  const members = operation.bodySchema ? membersOf(document, operation.bodySchema) : {}
  const body = operation.bodySchema ? fc.record(Object.fromEntries(Object.entries(members).map(([name, s]) => [name, valueFor(document, s)])), { requiredKeys: [] }).map((some) => ({ ...(base.body as object), ...some })) : fc.constant(undefined)
  const queries = (operation.op.parameters ?? []).filter((p) => p.in === 'query')
  const query = fc.record(Object.fromEntries(queries.map((p) => [p.name, valueFor(document, p.schema).map((v) => wellFormed(typeof v === 'string' ? v : JSON.stringify(v)))])), { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>
  const params = fc.oneof({ weight: 4, arbitrary: fc.constant(base.params) }, { weight: 1, arbitrary: fc.uuid({ version: 7 }).map((id) => Object.fromEntries(Object.keys(base.params).map((name) => [name, id]))) })
  return fc.record({ params, query, body })
}

// What ends the sign-in of the one who asks would refuse all that follows.
const ENDING = ['logout', 'login', 'demonstrationLogin', 'changePassword']
const fuzzed = (document: Document) => operationsOf(document).filter((o) => !ENDING.includes(o.id) && o.bodyType !== 'multipart/form-data')
const inPart = (_: unknown, i: number): boolean => i % PARTS === PART - 1
const mayCall = (role: Role, { op }: Operation): boolean => op['x-roles'].length === 0 || op['x-roles'].includes(role)

async function signedIn(role: Role): Promise<Client> {
  const [cookie] = (await t.anonymous.post('auth/demo', { role })).cookies
  return clientOf(t.app, { cookie: `${cookie?.name}=${cookie?.value}` })
}

async function fuzzerFor(role: Role): Promise<{ document: Document; fuzzer: Fuzzer }> {
  const document = documentOf(t.app)
  return { document, fuzzer: new Fuzzer(t, judgeOf(document), async () => signedIn(role)) }
}

function settle(fuzzer: Fuzzer, what: string, role: Role): void {
  if (process.env.FUZZ_REPORT) appendFileSync(process.env.FUZZ_REPORT, `${JSON.stringify({ what, role, part: `${PART}/${PARTS}`, seed: SEED, ...fuzzer.figures(), first: fuzzer.faults.slice(0, 20) })}\n`)
  expect(fuzzer.faults.slice(0, 20)).toEqual([])
}

describe(`contract fuzzing, seed ${SEED}`, () => {
  it.each(ROLES)('S-26: gives %s only documented answers to hostile text in every field and parameter', async (role) => {
    const { document, fuzzer } = await fuzzerFor(role)
    for (const operation of fuzzed(document).filter(inPart)) {
      const requests = hostileRequests(document, operation)
      for (const request of mayCall(role, operation) ? requests : requests.slice(0, REFUSED_RUNS)) await fuzzer.send(operation, request)
    }
    settle(fuzzer, 'hostile', role)
  }, 60 * 60_000)

  it.each(ROLES)('gives %s only documented answers to random requests', async (role) => {
    const { document, fuzzer } = await fuzzerFor(role)
    for (const [i, operation] of fuzzed(document).entries()) {
      if (!inPart(null, i)) continue
      for (const request of fc.sample(randomRequests(document, operation), { seed: SEED + i, numRuns: mayCall(role, operation) ? RUNS : REFUSED_RUNS })) await fuzzer.send(operation, request)
    }
    settle(fuzzer, 'random', role)
  }, 120 * 60_000)

  it.each(ROLES)('keeps what %s makes, changes, removes and brings back as its own answers say, for every noun', async (role) => {
    const { document, fuzzer } = await fuzzerFor(role)
    const nouns = nounsOf(fuzzed(document))
    expect(nouns.length).toBeGreaterThan(40)
    for (const [i, noun] of nouns.entries()) {
      if (!inPart(null, i) || !mayCall(role, noun.create)) continue
      const bodies = fc.record({ create: nearBodies(document, noun.create), change: noun.change ? nearBodies(document, noun.change) : fc.constant({}) })
      await runSequence(fuzzer, noun, { create: noun.create.bodyExample as object, change: (noun.change?.bodyExample ?? {}) as object })
      for (const made of SEQUENCES ? fc.sample(bodies, { seed: SEED + i, numRuns: SEQUENCES }) : []) await runSequence(fuzzer, noun, made)
    }
    settle(fuzzer, 'sequences', role)
  }, 60 * 60_000)
})
