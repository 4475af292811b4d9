import type { Document, JsonSchema, Operation } from './document.ts'

interface Branchy extends JsonSchema { properties?: Record<string, JsonSchema>; items?: JsonSchema; additionalProperties?: JsonSchema | boolean; anyOf?: JsonSchema[]; oneOf?: JsonSchema[]; allOf?: JsonSchema[] }

/** A field of an answer: where it stands (`items[].internalNote`), in which noun, and whether it is kept from readers. */
export interface Field { path: string; noun: string; name: string; schema: JsonSchema; kept: string | null }

const refOf = (schema: JsonSchema): string | undefined => schema.$ref?.split('/').at(-1)

/** The JSON answer of an operation's 200, or null. */
export const answerOf = ({ op }: Operation): JsonSchema | null => op.responses['200']?.content?.['application/json']?.schema ?? null

/** Every field that the document names in an answer; each noun is entered once on the way down. */
export function fieldsOf(document: Document, operation: Operation): Field[] {
  const found = new Map<string, Field>()
  const visit = (schema: JsonSchema, path: string, noun: string, above: readonly string[]): void => {
    const ref = refOf(schema)
    if (ref) return above.includes(ref) ? undefined : visit(document.components.schemas[ref] ?? {}, path, ref, [...above, ref])
    const s = schema as Branchy
    for (const [name, one] of Object.entries(s.properties ?? {})) {
      const at = path ? `${path}.${name}` : name
      if (!found.has(at)) found.set(at, { path: at, noun, name, schema: one, kept: typeof one['x-kept'] === 'string' ? one['x-kept'] : null })
      visit(one, at, noun, above)
    }
    if (s.items) visit(s.items, `${path}[]`, noun, above)
    if (typeof s.additionalProperties === 'object') visit(s.additionalProperties, `${path}{}`, noun, above)
    for (const one of [...(s.anyOf ?? []), ...(s.oneOf ?? []), ...(s.allOf ?? [])]) visit(one, path, noun, above)
  }
  const answer = answerOf(operation)
  if (answer) visit(answer, '', operation.id, [])
  return [...found.values()]
}

/** Whether somebody can write anything there: a text without a list of words, a format or a fixed value. */
export function isText(schema: JsonSchema): boolean {
  const types = [schema.type].flat()
  const own = types.includes('string') && !Array.isArray(schema.enum) && schema.format === undefined && !('const' in schema) && !/\^\[0-9a-f\]|\\d\\d\\d\\d|\\d\{4\}/.test(String(schema.pattern ?? ''))
  const { anyOf = [], oneOf = [], items } = schema as Branchy
  return own || [...anyOf, ...oneOf].some((one) => !one.$ref && isText(one)) || (items !== undefined && !items.$ref && isText(items))
}

/** What stands at a path of an answer: a value in some row, null in all, no such member, or no row to look at. */
export type Seen = 'value' | 'null' | 'absent' | 'no row'

export function seenAt(body: unknown, path: string): Seen {
  const found = valuesAt([body], path.split(/\.|(?=\[\]|\{\})/))
  if (found.length === 0) return 'no row'
  if (found.some((value) => value !== undefined && value !== null)) return 'value'
  return found.some((value) => value === null) ? 'null' : 'absent'
}

function valuesAt(values: readonly unknown[], [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [...values]
  const next = values.flatMap((value) => {
    if (step === '[]') return Array.isArray(value) ? (value as unknown[]) : []
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    return step === '{}' ? Object.values(value) : [(value as Record<string, unknown>)[step]]
  })
  return valuesAt(next, rest)
}
