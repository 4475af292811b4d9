import fc from 'fast-check'
import type { Document, Operation } from './document.ts'
import { baseOf, type Fuzzer } from './fuzz-run.ts'
import { membersOf, nearFor } from './hostile.ts'

/** The operations of one noun: what makes one, and what then reads, changes, removes and brings it back. */
export interface Noun { create: Operation; param: string; read?: Operation; change?: Operation; remove?: Operation; restore?: Operation }

/** Every noun that can be made and of which something can be asked afterwards. */
export function nounsOf(operations: readonly Operation[]): Noun[] {
  const at = new Map(operations.map((o) => [`${o.method} ${o.path}`, o]))
  return operations.filter((o) => o.method === 'POST' && o.op.responses['201'] && o.bodyType === 'application/json').flatMap((create) => {
    const item = operations.find((o) => ['GET', 'PATCH', 'DELETE'].includes(o.method) && o.path.startsWith(`${create.path}/{`) && /^\/\{\w+\}$/.test(o.path.slice(create.path.length)))?.path
    if (!item) return []
    const param = /\{(\w+)\}$/.exec(item)?.[1] ?? ''
    const optional = { read: at.get(`GET ${item}`), change: at.get(`PATCH ${item}`), remove: at.get(`DELETE ${item}`), restore: at.get(`POST ${item}/restore`) }
    return [{ create, param, ...Object.fromEntries(Object.entries(optional).filter(([, o]) => o !== undefined)) }]
  })
}

/** The example with some members as their schema allows them: near enough to be taken often. */
export function nearBodies(document: Document, operation: Operation): fc.Arbitrary<object> {
  const members = operation.bodySchema ? Object.entries(membersOf(document, operation.bodySchema)) : []
  return fc.subarray(members, { maxLength: Math.min(3, members.length) }).chain((some) => fc.record(Object.fromEntries(some.map(([name, schema]) => [name, nearFor(document, schema)])))).map((some) => ({ ...(operation.bodyExample as object), ...some }))
}

const isTaken = ({ statusCode }: { statusCode: number }): boolean => statusCode < 300

/** create → read → change → read → delete → read → restore → read, each step judged by the document and by what the steps before must have made. */
export async function runSequence(fuzzer: Fuzzer, noun: Noun, bodies: { create: object; change: object }): Promise<void> {
  const making = { ...baseOf(noun.create), body: bodies.create }
  const made = await fuzzer.send(noun.create, making)
  const id = made.statusCode === 201 ? made.json<{ id?: unknown }>().id : undefined
  if (typeof id !== 'string') return
  const of = (operation: Operation, body?: object) => ({ params: { ...baseOf(operation).params, ...making.params, [noun.param]: id }, query: {}, body: body ?? (operation.method === 'POST' ? operation.bodyExample : undefined) })
  const read = async (wanted: number, after: string): Promise<void> => {
    if (!noun.read) return
    const answer = await fuzzer.send(noun.read, of(noun.read))
    if (answer.statusCode !== wanted) fuzzer.blame(noun.read, making, `after ${after} it answers ${answer.statusCode}, not ${wanted}`)
    if (wanted === 200 && answer.statusCode === 200 && answer.json<{ id?: unknown }>().id !== id) fuzzer.blame(noun.read, making, `after ${after} another object is answered`)
  }
  await read(200, 'create')
  if (noun.change && isTaken(await fuzzer.send(noun.change, of(noun.change, bodies.change)))) await read(200, 'change')
  // A version that nobody gave must change nothing.
  if (noun.change) {
    const stale = await fuzzer.send(noun.change, of(noun.change, bodies.change), '"999999"')
    if (isTaken(stale)) fuzzer.blame(noun.change, making, 'a version that was never given is taken')
  }
  if (!noun.remove || !isTaken(await fuzzer.send(noun.remove, of(noun.remove)))) return
  await read(404, 'delete')
  if (noun.restore && isTaken(await fuzzer.send(noun.restore, of(noun.restore)))) await read(200, 'restore')
}
