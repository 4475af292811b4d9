import { type Db, schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { countAreas } from '../coverage/queries.ts'
import { rateOf, stateOf } from '../coverage/rules.ts'
import { may, principalIn, type Reach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { keyset, pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { findFigures, lastSession, upcomingSessions, waitingImports } from './queries.ts'
import { Today, TodayQuery, TodayRowPage, TodayRowQuery } from './schemas.ts'
import { countTopics, type Scope, sessionsMissing, sessionsUnconfirmed, topicRows } from './topics.ts'

const tag = 'today'
const { areas } = schema

export async function todayRoutes(app: App): Promise<void> {
  app.get('/today', operation({ id: 'getToday', tag, summary: 'What waits, what is near, what to watch', access: may.readDialogue, query: TodayQuery, response: { 200: Today }, example: {} }), async (request) => {
    const scope = { reach: request.reach, perimeterId: request.query.perimeterId, skills: readsSkills(request) }
    const [counts, figures, upcoming, last, imports, coverage, missing, unconfirmed] = await Promise.all([countTopics(app.db, scope), findFigures(app.db, scope), upcomingSessions(app.db, scope), lastSession(app.db, scope), waitingImports(app.db, importReach(request), scope.perimeterId), coverageOf(app.db, scope), sessionsMissing(app.db, scope, 3), sessionsUnconfirmed(app.db, scope, 5)])
    return { counts, figures: { ...figures, ...coverage.figures }, upcoming, lastSession: last, imports, blind: coverage.blind, missing, unconfirmed }
  })

  app.get('/today/rows', operation({ id: 'listTodayRows', tag, summary: 'The rows that one of today’s figures counts', access: may.readDialogue, query: TodayRowQuery, response: { 200: TodayRowPage }, example: { query: { topic: 'withoutMandate', limit: '20' } } }), async (request, reply) => {
    const page = { ...request.query, sort: request.query.topic }
    const k = keyset(page, { [page.topic]: sql`x.sort` }, sql`x.id`, app.config.secret)
    const rows = await topicRows(app.db, page.topic, { reach: request.reach, perimeterId: page.perimeterId, skills: readsSkills(request) }, k.limit, k.where)
    return pageFrom(rows.map(({ sort, ...row }) => ({ ...row, key: sort })), page, request, reply)
  })
}

/** What people are trained for is told to who answers for them. */
const readsSkills = (request: FastifyRequest): boolean => principalIn(request).grants.some((grant) => (may.readSkills.roles as readonly string[]).includes(grant.role))

/** Where this person may import; null when nowhere. */
function importReach(request: FastifyRequest): Reach | null {
  const held = principalIn(request).grants.filter((grant) => (may.contributeMap.roles as readonly string[]).includes(grant.role))
  if (held.length === 0) return null
  return held.some((grant) => grant.reach === 'all') ? 'all' : held.flatMap((grant) => grant.reach)
}

/** How many ISO areas are spoken of, and those to which nothing at all is tied. */
async function coverageOf(db: Db, scope: Scope) {
  const [rows, named] = await Promise.all([countAreas(db, { perimeterId: scope.perimeterId, asOf: undefined }, scope.reach), db.select({ id: areas.id, code: areas.code, labelFr: areas.labelFr, labelEn: areas.labelEn }).from(areas)])
  const states = new Map(rows.map((row) => [row.areaId, stateOf(row)]))
  const { areas: total, full, blind } = rateOf([...states.values()])
  const empty = named.filter((area) => states.get(area.id) === 'blind').toSorted((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }))
  return { figures: { areas: total, areasFull: full, areasBlind: blind }, blind: empty }
}
