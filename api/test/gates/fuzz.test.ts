import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, it } from 'vitest'
import { type Client, useTestApp } from '../app.ts'
import { type Judge, judgeOf } from './conformance.ts'
import { type Document, documentOf, examplesIn, type Operation, operationsOf, urlOf } from './document.ts'
import { HOSTILE, membersOf, takesText, valueFor } from './hostile.ts'
import { formOf } from './run-example.ts'

// FUZZ=long runs 500 requests per operation and role; FUZZ_SEED replays a run.
const LONG = process.env.FUZZ === 'long'
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122)
const RUNS = LONG ? 500 : 6
const TEXTS = LONG ? HOSTILE : HOSTILE.slice(0, 6)
const ROLES = LONG ? (['administrator', 'staff', 'facilitator', 'relay', 'reader', 'integrator'] as const) : (['administrator'] as const)

const t = useTestApp()

interface Request { params: Record<string, string>; query: Record<string, string>; body: unknown }

/** One request for an operation, and what is wrong with its answer. */
async function attempt(judge: Judge, client: Client, operation: Operation, request: Request): Promise<string | null> {
  const answer: LightMyRequestResponse = await t.app.inject({
    method: operation.method,
    url: urlOf(operation, request.params, request.query),
    headers: { cookie: client.cookie, 'if-match': '*', ...(request.body === undefined ? {} : { 'content-type': operation.bodyType ?? 'application/json' }) },
    ...(request.body === undefined ? {} : { payload: operation.bodyType === 'application/x-www-form-urlencoded' ? formOf(request.body) : JSON.stringify(request.body) }),
  })
  const fault = judge.fault(operation, answer)
  return fault ? `${operation.id} ${JSON.stringify(request, (_, v: unknown) => (typeof v === 'string' ? v.slice(0, 60) : v)).slice(0, 400)}: ${fault}` : null
}

const baseOf = (operation: Operation): Request => ({ params: examplesIn(operation, 'path'), query: {}, body: operation.bodyExample })

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

const fuzzed = (document: Document) => operationsOf(document).filter((o) => !['logout', 'login', 'demonstrationLogin'].includes(o.id) && o.bodyType !== 'multipart/form-data')

describe(`contract fuzzing, seed ${SEED}`, () => {
  it.each(ROLES)('S-26: gives %s only documented answers to hostile text in every field and parameter', async (role) => {
    const document = documentOf(t.app)
    const judge = judgeOf(document)
    const client = await t.as(role)
    const faults: string[] = []
    for (const operation of fuzzed(document)) {
      for (const request of hostileRequests(document, operation)) {
        const fault = await attempt(judge, client, operation, request)
        if (fault) faults.push(fault)
      }
    }
    expect(faults.slice(0, 20)).toEqual([])
  }, 30 * 60_000)

  it.each(ROLES)('gives %s only documented answers to random requests', async (role) => {
    const document = documentOf(t.app)
    const judge = judgeOf(document)
    const client = await t.as(role)
    const faults: string[] = []
    for (const [i, operation] of fuzzed(document).entries()) {
      for (const request of fc.sample(randomRequests(document, operation), { seed: SEED + i, numRuns: RUNS })) {
        const fault = await attempt(judge, client, operation, request)
        if (fault) faults.push(fault)
      }
    }
    expect(faults.slice(0, 20)).toEqual([])
  }, 60 * 60_000)
})
