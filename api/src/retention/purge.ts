import { type Db, schema } from '@convergence/db'
import { desc, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import type { RetentionCategory } from './defaults.ts'
import { listRetentionRules } from './rules.ts'

const { purges } = schema

/**
 * Rows whose time has come, and what a purge does with them. The dry run counts by the same condition as the purge acts on, so that
 * both say the same figure; `review` is for a person to decide, and never purged.
 */
interface Shelf { code: 'mails' | 'sign_ins' | 'sign_in_failures' | 'users' | 'persons'; category: RetentionCategory; action: 'empty' | 'delete' | 'disable' | 'review'; table: SQL; due: (before: SQL) => SQL; act?: SQL }

/** Somebody who came or spoke under a mandate has been in contact, whatever the sheet says. */
const spokeSince = (before: SQL): SQL => sql`exists (select 1 from mandates m where m.person_id = stakeholders.id and (
  exists (select 1 from attendances a join sessions x on x.id = a.session_id where a.mandate_id = m.id and x.starts_at >= ${before}) or exists (select 1 from positions p where p.mandate_id = m.id and p.stated_at >= ${before})))`

const shelves: readonly Shelf[] = [
  { code: 'mails', category: 'consultation_addresses', action: 'empty', table: sql`mails`, act: sql`update mails set to_address = '', to_name = '', text = '', html = '', calendar = null, version = version + 1`, due: (before) => sql`status in ('sent', 'cancelled') and coalesce(sent_at, updated_at) < ${before} and to_address <> ''` },
  { code: 'sign_ins', category: 'security_logs', action: 'delete', table: sql`sign_ins`, act: sql`delete from sign_ins`, due: (before) => sql`expires_at < ${before}` },
  { code: 'sign_in_failures', category: 'security_logs', action: 'delete', table: sql`sign_in_failures`, act: sql`delete from sign_in_failures`, due: (before) => sql`window_started_at < ${before}` },
  { code: 'users', category: 'unused_accounts', action: 'disable', table: sql`users`, act: sql`update users set disabled_at = now(), version = version + 1`, due: (before) => sql`disabled_at is null and not demonstration and coalesce(last_sign_in_at, created_at) < ${before} and not exists (select 1 from grants g where g.user_id = users.id and g.role = 'administrator')` },
  { code: 'persons', category: 'persons', action: 'review', table: sql`stakeholders`, due: (before) => sql`kind = 'person' and deleted_at is null and restricted_at is null and coalesce(last_contact_on, since) < (${before})::date and not ${spokeSince(before)} and not exists (select 1 from legal_holds h where h.stakeholder_id = stakeholders.id and h.lifted_at is null)` },
]

/** What is due today: by shelf, how many rows and what a purge would do. Changes nothing. */
export async function retentionDue(db: Db) {
  const months = new Map((await listRetentionRules(db)).map((rule) => [rule.category, rule.months]))
  const items = []
  for (const shelf of shelves) {
    const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${shelf.table} where ${shelf.due(since(months.get(shelf.category) ?? 0))}`)
    items.push({ shelf: shelf.code, category: shelf.category, action: shelf.action, months: months.get(shelf.category) ?? 0, count: rows[0]?.n ?? 0 })
  }
  return items
}

const since = (months: number): SQL => sql`now() - make_interval(months => ${months}::int)`

/** Does what the dry run says, all or nothing, and keeps the figures as its proof. */
export async function purge(tx: Db, request: FastifyRequest) {
  if (request.reach !== 'all') throw commonErrors['perimeter-out-of-reach']()
  const months = new Map((await listRetentionRules(tx)).map((rule) => [rule.category, rule.months]))
  const counts: Record<string, number> = {}
  for (const shelf of shelves) {
    if (!shelf.act) continue
    const done = await tx.execute(sql`${shelf.act} where ${shelf.due(since(months.get(shelf.category) ?? 0))} returning 1`)
    counts[shelf.code] = done.rows.length
  }
  const [row] = await tx.insert(purges).values({ actor: principalIn(request).actor, counts }).returning()
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'purge.created', objectId: row.id, after: { counts } })
  return { id: row.id, at: row.at, counts: row.counts }
}

export const listPurges = async (db: Db) => (await db.select({ id: purges.id, at: purges.at, counts: purges.counts }).from(purges).orderBy(desc(purges.at), desc(purges.id)).limit(100))
