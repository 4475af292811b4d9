import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isoDateTime } from '../schemas.ts'
import { serialiserCompiler } from './serialise.ts'

const write = (schema: z.ZodType, checked = false) => serialiserCompiler(checked)({ schema, method: 'GET', url: '/x' })
const Cat = z.object({ type: z.literal('cat'), lives: z.int() })
const Dog = z.object({ type: z.literal('dog'), name: z.string().nullable() })

describe('an answer', () => {
  it('carries nothing that its schema does not name, at any depth', () => {
    const schema = z.object({ items: z.array(z.object({ id: z.string(), owner: z.object({ name: z.string() }).nullable().optional() })), byCode: z.record(z.string(), z.strictObject({ n: z.int() })) })
    const hidden = { items: [{ id: 'a', passwordHash: 'x', owner: { name: 'n', email: 'x' } }, { id: 'b', owner: null }, { id: 'c' }], byCode: { a: { n: 1, secret: 'x' } }, secret: 'x' }
    expect(write(schema)(hidden)).toBe('{"items":[{"id":"a","owner":{"name":"n"}},{"id":"b","owner":null},{"id":"c"}],"byCode":{"a":{"n":1}}}')
  })

  it('writes instants, unions and what only zod can transform as zod does', () => {
    const schema = z.object({ at: isoDateTime.nullable(), pet: z.discriminatedUnion('type', [Cat, Dog]), figure: z.union([z.strictObject({ value: z.number() }), z.strictObject({ reason: z.string() })]), mixed: z.union([z.string(), z.int()]), shouted: z.codec(z.string(), z.string(), { decode: (s) => s.toLowerCase(), encode: (s) => s.toUpperCase() }) })
    for (const pet of [{ type: 'cat', lives: 9 }, { type: 'dog', name: null }] as const) for (const figure of [{ value: 0.5 }, { reason: 'none' }]) {
      const value = { at: new Date(0), pet, figure, mixed: 3, shouted: 'oh' }
      expect(write(schema)(value)).toBe(JSON.stringify(z.encode(schema, value)))
    }
  })

  it('is held against its schema where answers are checked', () => {
    expect(() => write(z.object({ n: z.int() }), true)({ n: 'one' })).toThrow()
    expect(write(z.object({ n: z.int() }), true)({ n: 1 })).toBe('{"n":1}')
  })
})
