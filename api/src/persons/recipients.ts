import { type Db, type schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { record } from '../plugins/record.ts'

type Row = typeof schema.stakeholders.$inferSelect
/** What says who somebody is: changing it is a rectification (GDPR 16), which whoever took the person out has to hear of (GDPR 19). */
const identity = ['name', 'kind', 'description', 'city', 'website', 'externalId', 'since'] as const satisfies readonly (keyof Row)[]

/** Tells the feed that a person was rectified; the audit alone keeps what stood before. */
export async function tellRectified(tx: Db, request: FastifyRequest, before: Pick<Row, (typeof identity)[number]>, after: Pick<Row, 'id' | 'perimeterId' | (typeof identity)[number]>): Promise<void> {
  const fields = identity.filter((field) => before[field] !== after[field])
  if (before.kind !== 'person' || fields.length === 0) return
  await record(tx, request, { type: 'person.rectified', objectId: after.id, perimeterId: after.perimeterId, personId: after.id, after: { fields } })
}

/**
 * Who took a person out: accounts and keys that exported the person, and keys that read the sheet. `outdated`: the person was rectified
 * since, and has not been taken out again. The latest first, 500 at most.
 */
export async function listRecipients(db: Db, id: string) {
  const { rows } = await db.execute<{ actor: string; actorName: string | null; times: number; lastAt: string; rectifiedAt: string | null; outdated: boolean }>(sql`
    select x.actor, coalesce((select u.name from users u where x.actor = 'user:' || u.id), (select k.name from api_keys k where x.actor = 'key:' || k.id)) as "actorName", x.times,
      to_char(x.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastAt", to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "rectifiedAt", coalesce(r.at > x.last, false) as outdated
    from (select actor, count(*)::int as times, max(at) as last from readings where stakeholder_id = ${id} and (kind = 'export' or (kind = 'sheet' and actor like 'key:%')) group by actor) x
    left join (select max(at) as at from events where object_type = 'person' and type = 'person.rectified' and object_id = ${id}) r on true
    order by x.last desc, x.actor limit 500`)
  return rows.map(({ lastAt, rectifiedAt, ...row }) => ({ ...row, lastAt: new Date(lastAt), rectifiedAt: rectifiedAt === null ? null : new Date(rectifiedAt) }))
}
