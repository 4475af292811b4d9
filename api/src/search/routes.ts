import type { FastifyRequest } from 'fastify'
import { type Access, may, type Reach, reachOf } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { ProblemError } from '../errors.ts'
import { searchObjects } from './queries.ts'
import { SearchRequest, SearchResult, searchTypes } from './schemas.ts'

export async function searchRoutes(app: App): Promise<void> {
  app.post('/search', operation({ id: 'search', tag: 'search', summary: 'Find anything by its name or its number', description: 'Without case or accents. Points and sessions are found with the scope dialogue:read only; indicators, relays and watch items with report:read.', access: may.readMap, body: SearchRequest, response: { 200: SearchResult }, example: { body: { q: 'sante', limit: 10 } } }), async (request) => {
    const { q, types, limit } = request.body
    const reach = { map: request.reach, dialogue: reachIfAllowed(request, may.readDialogue), report: reachIfAllowed(request, may.readReport) }
    return { items: await searchObjects(app.db, q, types ?? searchTypes, limit, reach, languageOf(request)), nextCursor: null }
  })
}

/** What the reader reaches for another operation; null when they may not do it at all. */
function reachIfAllowed(request: FastifyRequest, access: Exclude<Access, { public: true }>): Reach | null {
  try {
    return reachOf(request.principal, access)
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}
