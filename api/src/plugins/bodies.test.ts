import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../errors.ts'
import { bodies } from './bodies.ts'

async function codeOf(payload: string): Promise<string> {
  const app = Fastify()
  app.setErrorHandler((error, _request, reply) => reply.code(400).send({ code: error instanceof ProblemError ? error.code : 'other' }))
  await app.register(bodies)
  app.post('/', async () => ({ code: 'taken' }))
  const answer = await app.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': 'application/json' } })
  await app.close()
  return answer.json<{ code: string }>().code
}

describe('a body', () => {
  it.each([
    ['{"a":1}', 'taken'],
    ['{"a":{"__proto__":{"admin":true}}}', 'forbidden-key'],
    ['{"constructor":{"prototype":{"admin":true}}}', 'forbidden-key'],
    ['{"a":"__proto__","b":"constructor"}', 'taken'],
    [`${'['.repeat(41)}${']'.repeat(41)}`, 'too-deep'],
    ['{"a":', 'other'],
  ])('says by its own code why it is refused: %s', async (payload, code) => {
    expect(await codeOf(payload)).toBe(code)
  })
})
