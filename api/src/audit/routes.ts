import { type Db, demoId, schema } from '@convergence/db'
import { and, eq, getTableColumns, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { may, type Principal, principalIn, type Reach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { keyset, pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { within } from '../plugins/reach.ts'
import { readChain } from './chain-state.ts'
import { AuditChain, AuditPage, AuditQuery } from './schemas.ts'
import { openSeals } from './seal.ts'

const tag = 'audit'
const { auditEntries: entries } = schema
/** Staff read the history of the objects that they answer for; the whole journal is the administrator's. */
const mayReadHistory = { roles: ['administrator', 'staff', 'facilitator', 'relay'], scope: 'admin:read' } as const
const mayVerify = { roles: ['administrator', 'dpo'], scope: 'admin:read' } as const

// Names are looked up, never stored in the journal: an erased account leaves only its id.
const actorName = sql<string | null>`coalesce((select u.name from users u where ${entries.actor} = 'user:' || u.id), (select k.name from api_keys k where ${entries.actor} = 'key:' || k.id), (select r.name from round_raters r where ${entries.actor} = 'rater:' || r.id), (select s.name from access_links l join stakeholders s on s.id = l.stakeholder_id where ${entries.actor} = 'link:' || l.id))`
const objectLabel = sql<string | null>`case ${entries.objectType}
  when 'stakeholder' then (select name from stakeholders where id = ${entries.objectId})
  when 'impact' then (select title from impacts where id = ${entries.objectId})
  when 'session' then (select title from sessions where id = ${entries.objectId})
  when 'round' then (select title from rounds where id = ${entries.objectId})
  when 'rater' then (select name from round_raters where id = ${entries.objectId})
  when 'criterion' then (select label_fr from criteria where id = ${entries.objectId})
  when 'commitment' then (select statement from commitments where id = ${entries.objectId})
  when 'outcome' then (select statement from outcomes where id = ${entries.objectId})
  when 'point' then (select title from points where id = ${entries.objectId})
  when 'user' then (select name from users where id = ${entries.objectId})
  when 'api-key' then (select name from api_keys where id = ${entries.objectId})
  when 'perimeter' then (select name from perimeters where id = ${entries.objectId}) end`

export async function auditRoutes(app: App): Promise<void> {
  app.get('/audit', operation({ id: 'listAudit', tag, summary: 'The journal of changes, one page', access: may.readAdmin, query: AuditQuery, response: { 200: AuditPage }, example: { query: { limit: '20' } } }), async (request, reply) =>
    pageFrom(await listEntries(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.get('/audit/chain', operation({ id: 'getAuditChain', tag, summary: 'Whether the audit is what was written', description: 'Recomputes the last 10,000 links of the chain; `pnpm audit:verify` recomputes all of them.', access: mayVerify, response: { 200: AuditChain }, example: {} }), async () => readChain(app.db))

  app.get('/audit/objects/:objectId', operation({ id: 'listObjectHistory', tag, summary: 'What was changed on one object', access: mayReadHistory, params: AuditQuery.pick({ objectId: true }).required(), query: AuditQuery.pick({ limit: true, cursor: true, sort: true }), response: { 200: AuditPage }, example: { params: { objectId: demoId('stakeholder', 'adherents') } } }), async (request, reply) =>
    pageFrom(await listEntries(app.db, { ...request.query, objectId: request.params.objectId }, request.reach, app.config.secret, historyOf(principalIn(request))), request.query, request, reply))
}

/** Accounts, keys and the views that people keep for themselves have no history but for administrators: it holds addresses and rights. */
const historyOf = ({ grants }: Principal): SQL | undefined =>
  grants.some((grant) => grant.role === 'administrator') ? undefined : and(notInArray(entries.objectType, ['user', 'api-key', 'savedView']), or(notInArray(entries.objectType, ANSWERED_FOR), within(entries.perimeterId, answering(grants)) ?? sql`true`))

/** Drafts of the report with their internal notes, and who passed which training: hidden from facilitators and relays, so is their history. */
const ANSWERED_FOR = ['edition', 'edition-block', 'training-attendance', 'qualification']
function answering(grants: Principal['grants']): Reach {
  const held = grants.filter((grant) => grant.role === 'staff')
  return held.some((grant) => grant.reach === 'all') ? 'all' : held.flatMap((grant) => (grant.reach === 'all' ? [] : grant.reach))
}

async function listEntries(db: Db, query: z.output<typeof AuditQuery>, reach: Reach, secret: string, only?: SQL) {
  const k = keyset(query, { at: entries.at }, entries.id, secret)
  const rows = await db.select({ ...getTableColumns(entries), actorName, objectLabel, key: k.key }).from(entries).where(and(
    within(entries.perimeterId, reach),
    only,
    query.objectType ? eq(entries.objectType, query.objectType) : undefined,
    query.objectId ? eq(entries.objectId, query.objectId) : undefined,
    query.actor ? eq(entries.actor, query.actor) : undefined,
    query.from ? sql`${entries.at} >= (${query.from}::date::timestamp at time zone 'Europe/Paris')` : undefined,
    query.to ? sql`${entries.at} < ((${query.to}::date + 1)::timestamp at time zone 'Europe/Paris')` : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  const opened = await openSeals(db, rows)
  return rows.map(({ sealed: _sealed, ...row }, i) => ({ ...row, erased: false, ...opened[i] }))
}
