import { z } from 'zod'

/** Keeps of a value what its schema names. */
export type Shape = (value: unknown) => unknown

type Node = z.core.$ZodType
type Defined = { _zod: { def: z.core.$ZodTypes['_zod']['def'] } }

/**
 * The function that cuts a value to its schema, ready for JSON.stringify; null where the value passes as it is. What zod
 * transforms in a way that this does not know is left to zod.
 */
export function shapeOf(schema: Node): Shape | null {
  const def = (schema as unknown as Defined)._zod.def
  switch (def.type) {
    case 'string': case 'number': case 'boolean': case 'enum': case 'literal': case 'null': case 'unknown': case 'any': case 'date': return null
    case 'nullable': case 'optional': case 'readonly': return present(shapeOf(def.innerType))
    case 'array': return listShape(shapeOf(def.element))
    case 'record': return recordShape(shapeOf(def.valueType))
    case 'object': return def.catchall && !isNever(def.catchall) ? byZod(schema) : objectShape(def.shape)
    case 'union': return 'discriminator' in def ? taggedShape(String(def.discriminator), def.options) : disjointShape(def.options) ?? byZod(schema)
    // An instant is a Date here; JSON.stringify writes it exactly as the codec does.
    case 'pipe': return typeOf(def.out) === 'date' && typeOf(def.in) === 'string' ? null : byZod(schema)
    default: return byZod(schema)
  }
}

const typeOf = (schema: Node): string => schema._zod.def.type
const isNever = (schema: Node): boolean => typeOf(schema) === 'never'
const byZod = (schema: Node): Shape => (value) => z.encode(schema, value)
const present = (shape: Shape | null): Shape | null => shape && ((value) => (value === null || value === undefined ? value : shape(value)))
const listShape = (shape: Shape | null): Shape | null => shape && ((value) => (value as unknown[]).map(shape))
const recordShape = (shape: Shape | null): Shape | null => shape && ((value) => Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, shape(item)])))

function objectShape(fields: Record<string, Node>): Shape {
  const entries = Object.entries(fields).map(([key, field]) => ({ key, shape: shapeOf(field) }))
  return (value) => {
    const from = value as Record<string, unknown>
    const cut: Record<string, unknown> = {}
    for (const { key, shape } of entries) cut[key] = shape ? shape(from[key]) : from[key]
    return cut
  }
}

/** A union told apart by the value of one field. */
function taggedShape(tag: string, options: readonly Node[]): Shape {
  const shapes = new Map(options.flatMap((option) => [...(option._zod.propValues?.[tag] ?? [])].map((value) => [value, shapeOf(option)] as const)))
  return (value) => {
    const shape = shapes.get((value as Record<string, string>)[tag])
    if (shape === undefined) throw new TypeError(`no option of the union is named so by ${tag}`)
    return shape ? shape(value) : value
  }
}

/** A union of plain values, or of objects that share no field; null for any other. */
function disjointShape(options: readonly Node[]): Shape | null | undefined {
  return options.every((option) => typeOf(option) !== 'object' && shapeOf(option) === null) ? passing : apart(options)
}

const passing: Shape = (value) => value

function apart(options: readonly Node[]): Shape | undefined {
  const objects = options.flatMap((option) => (option instanceof z.ZodObject ? [{ keys: Object.keys(option.shape), shape: objectShape(option.shape) }] : []))
  const keys = objects.flatMap((object) => object.keys)
  if (objects.length !== options.length || new Set(keys).size !== keys.length || objects.some((object) => object.keys.length === 0)) return undefined
  return (value) => {
    const found = objects.find((object) => object.keys.some((key) => key in (value as object)))
    if (!found) throw new TypeError('no option of the union has such a field')
    return found.shape(value)
  }
}
