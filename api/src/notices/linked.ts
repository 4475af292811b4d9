import { type Db, schema } from '@convergence/db'
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { becomeHolder, linkHashOf, refusedLink } from '../links/secret.ts'
import { wordingOf } from './rules.ts'

const { accessLinks, roundRaters, rounds } = schema
/** Links by which somebody answers or is asked: before the first answer they read who asks, why, and what their rights are. */
const answering = ['invitation', 'confirmation', 'minutes', 'evaluation', 'verification'] as const

/**
 * The notice of the consultation that a private link opens (GDPR 13): the latest published template of the perimeter or of one above it;
 * `wording` is null while none is published. Reading it keeps nothing: neither the address of the reader nor that it was read.
 */
export async function noticeOfLink(db: Db, request: FastifyRequest) {
  const hash = linkHashOf(request)
  const link = hash ? ((await linkBehind(db, hash)) ?? (await raterBehind(db, hash))) : undefined
  if (!link) throw await refusedLink(db, request)
  becomeHolder(request, link.kind, link.id)
  const { rows: [template] } = await db.execute<{ name: string; edition: number; parts: Record<string, string> }>(sql`
    with recursive above as (select id, parent_id, 0 as far from perimeters where id = ${link.perimeterId} union all select p.id, p.parent_id, above.far + 1 from perimeters p join above on p.id = above.parent_id)
    select t.name, t.edition, t.parts from notice_templates t join above on above.id = t.perimeter_id
    where t.published_at is not null and t.deleted_at is null order by above.far, t.published_at desc, t.id limit 1`)
  return { name: template?.name ?? null, edition: template?.edition ?? null, wording: template ? wordingOf(template.parts) : null }
}

type Behind = { kind: 'link' | 'rater'; id: string; perimeterId: string }

async function linkBehind(db: Db, hash: string): Promise<Behind | undefined> {
  const [row] = await db.select({ id: accessLinks.id, perimeterId: accessLinks.perimeterId }).from(accessLinks)
    .where(and(eq(accessLinks.secretHash, hash), inArray(accessLinks.purpose, [...answering]), isNull(accessLinks.revokedAt), gt(accessLinks.expiresAt, sql`now()`)))
  return row && { kind: 'link', ...row }
}

async function raterBehind(db: Db, hash: string): Promise<Behind | undefined> {
  const [row] = await db.select({ id: roundRaters.id, perimeterId: rounds.perimeterId }).from(roundRaters).innerJoin(rounds, and(eq(rounds.id, roundRaters.roundId), isNull(rounds.deletedAt)))
    .where(and(eq(roundRaters.linkHash, hash), gt(roundRaters.linkExpiresAt, sql`now()`), isNull(roundRaters.userId)))
  return row && { kind: 'rater', ...row }
}
