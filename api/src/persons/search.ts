import { schema, searchKey } from '@convergence/db'
import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keyset, pageFrom } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { standingOf } from './hidden.ts'
import type { PersonSearch } from './schemas.ts'
import { suppressionCheck } from './suppression.ts'

const { mandates, perimeters, stakeholders } = schema
type Standing = 'shown' | 'removed' | 'restricted'

const conditions: Record<Standing, SQL | undefined> = {
  shown: and(isNull(stakeholders.restrictedAt), isNull(stakeholders.deletedAt)),
  removed: and(isNull(stakeholders.restrictedAt), isNotNull(stakeholders.deletedAt)),
  restricted: and(isNotNull(stakeholders.restrictedAt), isNotNull(stakeholders.deletedAt)),
}

const holds = (q: string): SQL | undefined => {
  const email = sql`exists (select 1 from ${mandates} where ${mandates.personId} = ${stakeholders.id} and lower(${mandates.email}) = ${q.trim().toLowerCase()})`
  const words = searchKey(q).split(' ').filter(Boolean).map((word) => { const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`; return or(sql`${stakeholders.searchName} like ${pattern}`, sql`${stakeholders.reference} like ${pattern}`) })
  return or(and(...words), email)
}

/** People who are held, one page: removed and restricted ones as well, never what an erasure left. */
export async function searchPersons(request: FastifyRequest, reply: FastifyReply, asked: z.output<typeof PersonSearch>) {
  const { db, config } = request.server
  const k = keyset(asked, { name: stakeholders.searchName }, stakeholders.id, config.secret)
  const { id, reference, name, city, perimeterId, since, lastContactOn, restrictedAt, deletedAt, version } = stakeholders
  const rows = await db.select({ id, reference, name, city, perimeterId, perimeterName: perimeters.name, since, lastContactOn, restrictedAt, deletedAt, version, key: k.key }).from(stakeholders).innerJoin(perimeters, eq(perimeters.id, stakeholders.perimeterId))
    .where(and(eq(stakeholders.kind, 'person'), within(stakeholders.perimeterId, request.reach), or(...(asked.standing ?? (['shown', 'removed', 'restricted'] as const)).map((s) => conditions[s])), asked.q?.trim() ? holds(asked.q) : undefined, k.where)).orderBy(...k.orderBy).limit(k.limit)
  const onFile = await suppressionCheck(db, config.secret)
  const page = pageFrom(rows.map((row) => ({ ...row, standing: standingOf(row) as Standing, objected: onFile(row.name) })), asked, request, reply)
  // A next page is asked for by another body, not at another address.
  reply.removeHeader('link')
  return page
}
