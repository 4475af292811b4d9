import { createDb, schema } from '@convergence/db'
import { asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { Stakeholder } from '../src/stakeholders/schemas.ts'

const [kind = '', database = ''] = process.argv.slice(2)
const { db } = await createDb(database)

if (kind === 'product') {
  const app = await buildApp({ db, config: { ...readConfig({ LOG_LEVEL: 'silent' }), database } })
  process.stdout.write(`UP ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
} else {
  process.stdout.write(`UP ${await bare()}\n`)
}

/** The measure: routes with drizzle and zod on the same rows, and nothing else: no session, no rights, no problems. */
async function bare(): Promise<string> {
  const app = Fastify().withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const { stakeholders, ties } = schema
  const { searchName: _s, deletedAt: _d, ...columns } = getTableColumns(stakeholders)
  const query = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) })
  app.get('/list', { schema: { querystring: query, response: { 200: z.object({ items: z.array(Stakeholder) }) } } }, async (request) =>
    ({ items: await db.select(columns).from(stakeholders).where(isNull(stakeholders.deletedAt)).orderBy(asc(stakeholders.searchName), asc(stakeholders.id)).limit(request.query.limit) }))
  const Node = z.object({ id: z.uuid(), name: z.string(), reference: z.string(), kind: z.string(), categoryId: z.uuid().nullable(), side: z.string(), sphere: z.string(), status: z.string(), headcount: z.int().nullable(), fictional: z.boolean() })
  const Edge = z.object({ id: z.uuid(), fromId: z.uuid(), toId: z.uuid(), typeId: z.uuid(), strength: z.int(), sign: z.int(), basis: z.string() })
  app.get('/map', { schema: { response: { 200: z.object({ nodes: z.array(Node), edges: z.array(Edge) }) } } }, async () => {
    const { id, name, reference, kind: kindOf, categoryId, side, sphere, status, headcount, fictional } = stakeholders
    const nodes = await db.select({ id, name, reference, kind: kindOf, categoryId, side, sphere, status, headcount, fictional }).from(stakeholders).where(isNull(stakeholders.deletedAt))
    const edges = await db.select({ id: ties.id, fromId: ties.fromId, toId: ties.toId, typeId: ties.typeId, strength: ties.strength, sign: ties.sign, basis: ties.basis }).from(ties).where(sql`${ties.deletedAt} is null`)
    return { nodes, edges }
  })
  const { rankingRows } = schema
  const Ranked = z.object({ id: z.uuid(), name: z.string(), reference: z.string(), categoryId: z.uuid().nullable(), rank: z.int(), total: z.number(), coverage: z.number(), raterCount: z.int(), rankLow: z.int().nullable(), rankHigh: z.int().nullable(), termValues: z.array(z.number().nullable()), termCounts: z.array(z.int()) })
  app.get('/ranking/:id', { schema: { params: z.object({ id: z.uuid() }), querystring: query, response: { 200: z.object({ items: z.array(Ranked) }) } } }, async (request) => {
    const { rankingId: _r, stakeholderId: id, ...own } = getTableColumns(rankingRows)
    return { items: await db.select({ id, name: stakeholders.name, reference: stakeholders.reference, categoryId: stakeholders.categoryId, ...own }).from(rankingRows).innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId)).where(eq(rankingRows.rankingId, request.params.id)).orderBy(asc(rankingRows.rank), asc(rankingRows.stakeholderId)).limit(request.query.limit) }
  })
  return app.listen({ host: '127.0.0.1', port: 0 })
}
