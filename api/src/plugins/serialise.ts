import type { FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'
import { shapeOf } from './shape.ts'

type Serialiser = (data: unknown) => string

/**
 * Answers as JSON by a function made once per schema: it keeps what the schema names and nothing else, and does not
 * validate row by row what our own queries gave. With `checked`, as in every test, zod encodes the answer too, and an
 * answer that it refuses or writes otherwise is an error.
 */
export function serialiserCompiler(checked: boolean): FastifySerializerCompiler<z.ZodType> {
  return ({ schema, method, url }) => {
    const shape = shapeOf(schema)
    const fast: Serialiser = (data) => JSON.stringify(shape ? shape(data) : data)
    if (!checked) return fast
    return (data) => {
      const text = fast(data)
      if (text !== JSON.stringify(z.encode(schema, data))) throw new Error(`${method} ${url} is written otherwise than its schema says`)
      return text
    }
  }
}
