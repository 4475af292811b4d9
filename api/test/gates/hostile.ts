import fc from 'fast-check'
import type { Document, JsonSchema } from './document.ts'

/** Text that has broken servers: one pass of each goes through every string field (trust S-26). */
export const HOSTILE = ['\u0000', 'a\u0000b', '\ud800', 'a\udc00b', '\u202Egnp.exe', 'x'.repeat(20_000), 'e\u0301\u0301', '\uFEFF', "'; drop table users; --", '%00', '${7*7}', '<script>alert(1)</script>', '../../etc/passwd', '\r\nSet-Cookie: a=b', '😀'.repeat(200), ' ', '', '-1', '1e999', 'null', '{"$ne":1}']

const resolve = (document: Document, schema: JsonSchema): JsonSchema => {
  const name = schema.$ref?.split('/').at(-1)
  return name ? (document.components.schemas[name] ?? {}) : schema
}

interface ObjectSchema extends JsonSchema { properties?: Record<string, JsonSchema>; required?: string[] }

/** The members of a body's schema. */
export const membersOf = (document: Document, schema: JsonSchema): Record<string, JsonSchema> => (resolve(document, schema) as ObjectSchema).properties ?? {}

/** Whether a string can stand there, at some depth of anyOf. */
export function takesText(document: Document, schema: JsonSchema): boolean {
  const s = resolve(document, schema)
  return s.type === 'string' || ((s.anyOf as JsonSchema[] | undefined) ?? []).some((one) => takesText(document, one)) || (s.type === 'array' && takesText(document, s.items as JsonSchema))
}

/** Values of any shape for a member: near its schema, or far from it. */
export function valueFor(document: Document, schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 3, arbitrary: near(document, schema, 0) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) }, { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) })
}

/** Values that the schema of a member may allow. */
export const nearFor = (document: Document, schema: JsonSchema): fc.Arbitrary<unknown> => near(document, schema, 0)

function near(document: Document, schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const s = resolve(document, schema)
  if (Array.isArray(s.enum)) return fc.constantFrom(...(s.enum as unknown[]))
  const choices = (s.anyOf ?? s.oneOf) as JsonSchema[] | undefined
  if (choices) return fc.oneof(...choices.map((one) => near(document, one, depth)))
  if (depth > 3) return fc.constant(null)
  switch (s.type) {
    case 'integer': return fc.oneof(fc.integer({ min: Number(s.minimum ?? -5), max: Math.min(Number(s.maximum ?? 9), 2 ** 31) }), fc.constantFrom(2 ** 40, -1, 0))
    case 'number': return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean': return fc.boolean()
    case 'array': return fc.array(near(document, s.items as JsonSchema, depth + 1), { maxLength: 3 })
    case 'object': return fc.record(Object.fromEntries(Object.entries((s as ObjectSchema).properties ?? {}).map(([name, one]) => [name, near(document, one, depth + 1)])), { requiredKeys: (s as ObjectSchema).required ?? [] })
    case 'null': return fc.constant(null)
    default: return textOf(s)
  }
}

function textOf(s: JsonSchema): fc.Arbitrary<string> {
  if (s.format === 'uuid') return fc.uuid({ version: 7 })
  if (s.format === 'date') return fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))
  if (s.format === 'date-time') return fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((d) => d.toISOString())
  return fc.oneof(fc.string({ maxLength: 40, unit: 'grapheme' }), fc.string({ maxLength: 10, unit: 'binary' }))
}
