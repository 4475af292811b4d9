import { z } from 'zod'
import { isWritten } from '../schemas.ts'
import { unread } from './unread.ts'

/** A text of a body: where it stands, its member's name, and the names that stand beside it of whom it tells. */
export interface TextLeaf { pointer: string; field: string; text: string; names: readonly string[] }

interface Place { pointer: string; field: string; names: readonly string[] }
export type Collect = (value: unknown, place: Place, found: TextLeaf[]) => void
type Node = z.core.$ZodType
type Defined = { _zod: { def: z.core.$ZodTypes['_zod']['def'] } }

const made = new WeakMap<object, Map<string, Collect | null>>()

/** What gathers the texts of a body that are read as they are written; null where its schema has none. */
export function textsOf(schema: unknown, field = ''): Collect | null {
  if (!(schema instanceof z.ZodType)) return null
  const known = made.get(schema) ?? new Map<string, Collect | null>()
  made.set(schema, known)
  if (!known.has(field)) known.set(field, build(schema, field))
  return known.get(field) ?? null
}

/** The texts of a body. */
export function leavesOf(schema: unknown, body: unknown): TextLeaf[] {
  const found: TextLeaf[] = []
  textsOf(schema)?.(body, { pointer: '', field: '', names: [] }, found)
  return found
}

function build(schema: Node, field: string): Collect | null {
  if (isWritten(schema)) return field in unread ? null : ofText
  const def = (schema as unknown as Defined)._zod.def
  switch (def.type) {
    case 'nullable': case 'optional': case 'readonly': case 'default': case 'prefault': return build(def.innerType, field)
    case 'pipe': return build(def.in, field)
    case 'array': return ofItems(build(def.element, field))
    case 'record': return ofValues(build(def.valueType, field))
    case 'object': return ofFields(def.shape)
    case 'union': return ofOptions(def.options.map((option) => build(option, field)))
    default: return null
  }
}

const ofText: Collect = (value, { pointer, field, names }, found) => {
  // Two options of a union may name the same text.
  if (typeof value === 'string' && value.length > 2 && found.at(-1)?.pointer !== pointer) found.push({ pointer, field, text: value, names })
}

const ofItems = (collect: Collect | null): Collect | null => collect && ((value, place, found) => {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) collect(item, { ...place, pointer: `${place.pointer}/${i}` }, found)
})

const ofValues = (collect: Collect | null): Collect | null => collect && ((value, place, found) => {
  if (isRow(value)) for (const [key, item] of Object.entries(value)) collect(item, { ...place, pointer: `${place.pointer}/${escaped(key)}` }, found)
})

function ofFields(shape: Record<string, Node>): Collect | null {
  const entries = Object.entries(shape).flatMap(([key, field]) => { const collect = build(field, key); return collect ? [{ key, collect }] : [] })
  if (entries.length === 0) return null
  return (value, place, found) => {
    if (!isRow(value)) return
    const names = [...place.names, ...namesIn(value)]
    for (const { key, collect } of entries) if (key in value) collect(value[key], { pointer: `${place.pointer}/${escaped(key)}`, field: key, names }, found)
  }
}

function ofOptions(options: readonly (Collect | null)[]): Collect | null {
  const some = options.filter((collect) => collect !== null)
  return some.length === 0 ? null : (value, place, found) => { for (const collect of some) collect(value, place, found) }
}

/** Whom an object names itself: a person who is entered, somebody who signs in at the door. */
const namesIn = (row: Record<string, unknown>): string[] => [row.kind === 'person' ? row.name : null, row.personName].filter((name) => typeof name === 'string' && name !== '') as string[]

const isRow = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
// RFC 6901.
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
