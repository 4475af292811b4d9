import { type Db, schema } from '@convergence/db'
import { and, desc, eq, getTableColumns, gte, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { principalIn, type Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import type { ReadingQuery } from './schemas.ts'

const { readings, stakeholders } = schema
type Kind = (typeof schema.readingKind.enumValues)[number]

/** Keeps that the sheet of a person was opened, or that an access file was made. */
export async function keepReading(db: Db, request: FastifyRequest, kind: Kind, { id, perimeterId }: { id: string; perimeterId: string }): Promise<void> {
  await db.insert(readings).values({ actor: principalIn(request).actor, kind, stakeholderId: id, perimeterId, traceId: request.id })
}

/** Keeps that people left in an export: one row for each person that it holds. */
export async function keepExport(db: Db, request: FastifyRequest, which: SQL | undefined): Promise<void> {
  await db.execute(sql`insert into ${readings} (actor, kind, stakeholder_id, perimeter_id, trace_id) select ${principalIn(request).actor}, 'export', ${stakeholders.id}, ${stakeholders.perimeterId}, ${request.id} from ${stakeholders} where ${and(eq(stakeholders.kind, 'person'), which)}`)
}

// Names are looked up, never stored: an erased person or account leaves only its id.
const actorName = sql<string | null>`coalesce((select u.name from users u where ${readings.actor} = 'user:' || u.id), (select k.name from api_keys k where ${readings.actor} = 'key:' || k.id))`
const personName = sql<string | null>`(select s.name from stakeholders s where s.id = ${readings.stakeholderId} and (s.restricted_at is null or s.deleted_at is not null))`
const columns = { ...getTableColumns(readings), id: sql<string>`${readings.id}::text`, actorName, personName }

/** Who read whom, the latest first. */
export function listReadings(db: Db, query: z.output<typeof ReadingQuery> & { stakeholderId?: string | undefined }, reach: Reach, secret: string) {
  const page = { ...query, sort: '-at' }
  const k = keyset(page, { at: readings.at }, readings.id, secret)
  return db.select({ ...columns, key: k.key }).from(readings).where(and(
    within(readings.perimeterId, reach),
    query.stakeholderId ? eq(readings.stakeholderId, query.stakeholderId) : undefined,
    query.actor ? eq(readings.actor, query.actor) : undefined,
    query.kind ? eq(readings.kind, query.kind) : undefined,
    query.from ? gte(readings.at, query.from) : undefined,
    query.to ? sql`${readings.at} <= ${query.to.toISOString()}::timestamptz` : undefined,
    k.where,
  )).orderBy(desc(readings.at), desc(readings.id)).limit(k.limit)
}
