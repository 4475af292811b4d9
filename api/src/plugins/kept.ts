import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { z } from 'zod'
import type { Reach, Role } from './access.ts'

/** What is kept from readers: internal notes, how people are written to, scores of individuals. */
export type Kept = 'note' | 'contact' | 'score'

declare module 'zod' {
  interface GlobalMeta { 'x-kept'?: Kept; 'x-kept-by'?: 'feature' }
}

/** A field of an answer that leaves as null for whom is only a reader of its perimeter, whatever the route (P-19). */
export const kept = <T extends z.ZodType>(kind: Kept, schema: T) => schema.nullable().meta({ 'x-kept': kind, description: 'null to who may only read' })

/** The same where the feature itself decides, by a stricter rule or by the perimeter of something else. */
export const keptByFeature = <T extends z.ZodType>(kind: Kept, schema: T, description: string) => schema.nullable().meta({ 'x-kept': kind, 'x-kept-by': 'feature', description })

const trusted: readonly Role[] = ['administrator', 'staff', 'facilitator', 'relay', 'integrator', 'dpo']

/** The perimeters in which somebody sees what is kept from readers: never by being a reader, nor by a private link. */
export function keptReach(request: FastifyRequest): Reach {
  const held = (request.principal?.grants ?? []).filter((grant) => trusted.includes(grant.role))
  if (held.some((grant) => grant.reach === 'all')) return 'all'
  return [...new Set(held.flatMap((grant) => grant.reach))]
}

/** The body as this request may see it: a kept field stays where the nearest perimeter around it is covered; with none around, where all that the request reaches is. */
export function withoutKept(request: FastifyRequest, reply: FastifyReply, body: unknown): unknown {
  const reach = keptReach(request)
  if (reach === 'all') return body
  const cover = coverOf((request.routeOptions.schema?.response as Record<number, unknown> | undefined)?.[reply.statusCode])
  if (!cover) return body
  const asked = request.reach as Reach | null
  return cover(body, { sees: (perimeterId) => reach.includes(perimeterId), bare: reach.length > 0 && asked !== null && asked !== 'all' && asked.every((id) => reach.includes(id)) })
}

/** Every answer passes here before it is written; `write` asks the same of its own. */
export const keeping = fp(async (app: FastifyInstance) => {
  app.addHook('preSerialization', async (request, reply, body) => withoutKept(request, reply, body))
})

/** `bare`: whether what stands in no perimeter is seen. */
interface Sight { sees: (perimeterId: string) => boolean; bare: boolean }
type Cover = (value: unknown, sight: Sight) => unknown
type Node = z.core.$ZodType
type Defined = { _zod: { def: z.core.$ZodTypes['_zod']['def'] } }

const covers = new WeakMap<object, Cover | null>()
function coverOf(schema: unknown): Cover | null {
  if (!(schema instanceof z.ZodType)) return null
  const known = covers.get(schema)
  if (known !== undefined) return known
  const made = build(schema)
  covers.set(schema, made)
  return made
}

/** What empties the kept fields of a value; null where its schema has none. */
function build(schema: Node): Cover | null {
  const meta = z.globalRegistry.get(schema)
  if (meta?.['x-kept'] && meta['x-kept-by'] === undefined) return (value, sight) => (sight.bare ? value : null)
  const def = (schema as unknown as Defined)._zod.def
  switch (def.type) {
    case 'nullable': case 'optional': case 'readonly': return present(build(def.innerType))
    case 'array': return ofItems(build(def.element))
    case 'record': return ofValues(build(def.valueType))
    case 'object': return ofFields(def.shape)
    case 'union': return ofOptions(def.options)
    default: return null
  }
}

const present = (cover: Cover | null): Cover | null => cover && ((value, sight) => (value === null || value === undefined ? value : cover(value, sight)))
const ofItems = (cover: Cover | null): Cover | null => cover && ((value, sight) => (value as unknown[]).map((item) => cover(item, sight)))
const ofValues = (cover: Cover | null): Cover | null => cover && ((value, sight) => Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, cover(item, sight)])))

function ofFields(fields: Record<string, Node>): Cover | null {
  const entries = Object.entries(fields).flatMap(([key, field]) => { const cover = build(field); return cover ? [{ key, cover }] : [] })
  if (entries.length === 0) return null
  return (value, sight) => {
    const row = value as Record<string, unknown>
    const own = typeof row.perimeterId === 'string' ? { ...sight, bare: sight.sees(row.perimeterId) } : sight
    return { ...row, ...Object.fromEntries(entries.filter(({ key }) => key in row).map(({ key, cover }) => [key, cover(row[key], own)])) }
  }
}

/** Which option a value is need not be known: each empties only the fields that it has. */
function ofOptions(options: readonly Node[]): Cover | null {
  const made = options.map(build).filter((cover) => cover !== null)
  if (made.length === 0) return null
  return (value, sight) => (typeof value === 'object' && value !== null ? made.reduce((covered, cover) => cover(covered, sight), value as unknown) : value)
}

/** The address for whom may see it, else null: an empty one means that there is none. */
export const addressFor = (reach: Reach, perimeterId: string, address: string): string | null => (reach === 'all' || reach.includes(perimeterId) ? address : null)
