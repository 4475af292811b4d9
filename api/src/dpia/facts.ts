import { type Db, schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { Config } from '../config.ts'
import { LEAST_ANSWERS } from '../evaluations/rules.ts'
import type { Reach } from '../plugins/access.ts'
import { readRegister } from '../privacy-register/register.ts'
import { PERSON_SCORE_MONTHS } from '../scores/current.ts'

export type DpiaFacts = Awaited<ReturnType<typeof readDpia>>
export type DpiaGap = 'controller' | 'dpo' | 'processings' | 'untold' | 'requests' | 'second-factor' | 'processors'

/**
 * What an impact assessment (GDPR 35) can say of this installation from its own configuration and figures; what only people can judge
 * (likelihood, severity, the opinion of the officer) is left to them. `edition` grows with every change of the configuration.
 */
export async function readDpia(db: Db, reach: Reach, config: Config) {
  const register = await readRegister(db, reach)
  const counts = await readCounts(db)
  const gaps: DpiaGap[] = [
    ...register.missing,
    ...(register.settings.processors.length === 0 ? ['processors' as const] : []),
    ...(counts.untold > 0 ? ['untold' as const] : []),
    ...(counts.lateRequests > 0 ? ['requests' as const] : []),
    ...(counts.staffWithoutSecondFactor > 0 ? ['second-factor' as const] : []),
  ]
  return { ...register, edition: await editionOf(db), organisation: config.organisation, counts, rules: { personScoreMonths: PERSON_SCORE_MONTHS, leastAnswers: LEAST_ANSWERS, production: config.production }, gaps }
}

/** Versions only grow, removed lines included: so does their sum. */
async function editionOf(db: Db): Promise<number> {
  const { rows: [row] } = await db.execute<{ n: number }>(sql`select (
    coalesce((select sum(version) from ${schema.privacySettings}), 0) + coalesce((select sum(version) from ${schema.processings}), 0) + coalesce((select sum(version) from ${schema.retentionRules}), 0) + 1)::int as n`)
  return row?.n ?? 1
}

async function readCounts(db: Db) {
  const { rows: [row] } = await db.execute<{ persons: number; untold: number; restricted: number; scored: number; requests: number; lateRequests: number; erased: number; accounts: number; staffWithoutSecondFactor: number; sealed: string }>(sql`select
    (select count(*) from stakeholders where kind = 'person' and deleted_at is null)::int as persons,
    (select count(*) from stakeholders s where s.kind = 'person' and s.deleted_at is null and not exists (select 1 from notices n where n.stakeholder_id = s.id and n.withdrawn_at is null))::int as untold,
    (select count(*) from stakeholders where kind = 'person' and deleted_at is null and restricted_at is not null)::int as restricted,
    (select count(distinct c.stakeholder_id) from scores c join stakeholders s on s.id = c.stakeholder_id where s.kind = 'person' and c.withdrawn_at is null)::int as scored,
    (select count(*) from person_requests)::int as requests,
    (select count(*) from person_requests where state in ('received', 'verified') and due_on < current_date)::int as "lateRequests",
    (select count(*) from erasures)::int as erased,
    (select count(*) from users where disabled_at is null)::int as accounts,
    (select count(distinct u.id) from users u join grants g on g.user_id = u.id where u.disabled_at is null and g.role in ('administrator', 'staff', 'dpo') and u.totp_confirmed_at is null)::int as "staffWithoutSecondFactor",
    (select coalesce(max(position), 0) from audit_links)::text as sealed`)
  if (!row) throw new Error('counting returned no row')
  return { ...row, sealed: Number(row.sealed) }
}
