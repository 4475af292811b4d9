import { type Db, schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { peopleIn } from '../audit/people.ts'
import { keysMadeFor, seal } from '../audit/seal.ts'
import { noteRecorded } from '../texts/recorded.ts'
import { principalIn } from './access.ts'

/** One change: written to the audit and to the outbox in the transaction of the change itself. */
export interface Change {
  /** Noun and past participle, `stakeholder.created`: the event's type. */
  type: `${string}.${string}`
  objectId: string
  perimeterId?: string | null
  before?: Record<string, unknown> | undefined
  after?: Record<string, unknown> | undefined
  /** Of whom the change tells, where its rows do not say so by themselves (`people.ts` knows who they point to). */
  personId?: string | undefined
}

const UNTOLD = new Set(['version', 'updatedAt', 'createdAt', 'searchName', 'passwordHash', 'tokenHash', 'keyHash', 'linkHash', 'secretHash', 'totpSecret', 'totpLastStep', 'checkInCode', 'deviceKey', 'rows'])

/**
 * Records changes; only the fields that differ are kept. Secrets and derived columns never are. What tells of a person is
 * sealed under the key of that person: erasing deletes the key, and the entry stays without what it told.
 */
export async function record(tx: Db, request: FastifyRequest, ...changes: Change[]): Promise<void> {
  if (changes.length === 0) return
  const { actor } = principalIn(request)
  const people = await peopleIn(tx, changes)
  noteRecorded(request, changes, people)
  const told = await sealedDifferences(tx, changes, people)
  await tx.insert(schema.auditEntries).values(changes.map((c, i) => ({ actor, action: c.type, objectType: nounOf(c.type), objectId: c.objectId, perimeterId: c.perimeterId ?? null, ...told[i], traceId: request.id })))
  await tx.insert(schema.events).values(changes.map((c) => ({ type: c.type, objectType: nounOf(c.type), objectId: c.objectId, perimeterId: c.perimeterId ?? null, actor, txid: sql<string>`pg_current_xact_id()::text` })))
}

const nounOf = (type: string): string => type.split('.')[0] ?? type

type Difference = { before?: Record<string, unknown>; after?: Record<string, unknown> }

async function sealedDifferences(tx: Db, changes: readonly Change[], people: readonly string[][]): Promise<(Difference | { personId: string; sealed: string })[]> {
  const keys = people.some((ids) => ids.length > 0) ? await keysMadeFor(tx, people.flat()) : new Map<string, Buffer>()
  return changes.map((change, i) => {
    const [personId, ...others] = people[i] ?? []
    const told = difference(change)
    return personId === undefined || (!told.before && !told.after) ? told : { personId, sealed: seal(keys, [personId, ...others], told) }
  })
}

function difference({ before, after }: Change): Difference {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((key) => !UNTOLD.has(key))
  const changed = before && after ? keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])) : keys
  const pick = (row: Record<string, unknown>) => Object.fromEntries(changed.filter((key) => key in row).map((key) => [key, row[key]]))
  return { ...(before ? { before: pick(before) } : {}), ...(after ? { after: pick(after) } : {}) }
}
