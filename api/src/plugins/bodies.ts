import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { commonErrors } from '../errors.ts'

const MAX_DEPTH = 40
const JSON_TYPES = ['application/json', 'application/merge-patch+json']

/** Only JSON, and merge patches on PATCH; everything else, text/plain first, is refused with 415. A body's depth is bounded. */
export const bodies = fp(async (app: FastifyInstance) => {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser(JSON_TYPES, { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    if (depthOf(String(body)) > MAX_DEPTH) return done(commonErrors['too-deep']({ params: { levels: MAX_DEPTH } }), undefined)
    return parse(request, String(body), (error, value) => done(error && isJson(String(body)) ? commonErrors['forbidden-key']() : error, value))
  })
})

/** What is JSON and was refused all the same holds a key that would change an object's prototype. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Deepest nesting of brackets outside strings. */
function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < json.length; i += 1) {
    const c = json[i]
    if (inString) {
      if (c === '\\') i += 1
      else if (c === '"') inString = false
    } else if (c === '"') inString = true
    else if (c === '{' || c === '[') deepest = Math.max(deepest, (depth += 1))
    else if (c === '}' || c === ']') depth -= 1
  }
  return deepest
}
