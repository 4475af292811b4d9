import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { isoText } from '../convergence/spans.ts'
import type { Locale } from '../mails/letter.ts'

const { evaluationRecipients } = schema

/** What an evaluation is about. */
export interface Subject { sessionId: string | null; activityId: string | null }

/** The sessions that a subject stands for: itself, or those of the activity that were held. */
const sessionsOf = ({ sessionId, activityId }: Subject): SQL => (sessionId ? sql`(select ${sessionId}::uuid as id)` : sql`(select session_id as id from activity_sessions where activity_id = ${activityId})`)

export interface Participant { stakeholderId: string; name: string; address: string; /** The language of the account with this address, where there is one. */ locale: Locale | null; college: string }

/** Who attended, observers included: once each, as at the last of the sessions, with the address of the mandate and the college. */
export async function listParticipants(db: Db, subject: Subject): Promise<Participant[]> {
  const { rows } = await db.execute<Participant & Record<string, unknown>>(sql`
    select p.*, (select u.locale from users u where lower(u.email) = lower(p.address) and u.disabled_at is null limit 1) as locale from (
      select distinct on (h.id) h.id as "stakeholderId", h.name, h.search_name, coalesce(nullif(m.college, ''), nullif(n.college, ''), c.label_fr, '') as college, coalesce(nullif(m.email, ''), nullif(i.email, ''), nullif(n.email, ''), ${spokesperson}, '') as address
      from attendances a join sessions s on s.id = a.session_id and s.deleted_at is null join stakeholders h on h.id = a.stakeholder_id and h.deleted_at is null
        left join mandates m on m.id = a.mandate_id and m.deleted_at is null left join invitations i on i.session_id = a.session_id and i.stakeholder_id = h.id left join mandates n on n.id = i.mandate_id and n.deleted_at is null left join categories c on c.id = h.category_id
      where a.session_id in ${sessionsOf(subject)} and s.status in ('open', 'closed') and a.status in ('present', 'remote', 'observer') order by h.id, s.starts_at desc
    ) p order by p.search_name, p."stakeholderId"`)
  return rows.map(({ stakeholderId, name, address, locale, college }) => ({ stakeholderId, name, address, locale, college }))
}

/** Where the organisation `h` is written to when nobody in particular spoke for it: its spokesperson first. */
const spokesperson = sql`(select x.email from mandates x where x.organisation_id = h.id and x.deleted_at is null and x.email <> '' and (x.end_on is null or x.end_on >= left(to_char(now(), 'YYYY-MM-DD'), length(x.end_on))) order by x.spokesperson desc, x.id limit 1)`

/** Puts on the list whoever attended and is not on it yet. */
export async function addRecipients(tx: Db, evaluationId: string, participants: readonly Participant[]): Promise<void> {
  if (participants.length > 0) await tx.insert(evaluationRecipients).values(participants.map(({ stakeholderId }) => ({ evaluationId, stakeholderId }))).onConflictDoNothing()
}

type RecipientRow = { stakeholderId: string; name: string; fictional: boolean; hasAddress: boolean; sentAt: Date | null; answered: boolean }

/** Whom an evaluation asks, by name: whether they were written to and whether they answered; never what. */
export async function listRecipients(db: Db, evaluation: Subject & { id: string }): Promise<RecipientRow[]> {
  const { rows } = await db.execute<Omit<RecipientRow, 'sentAt' | 'hasAddress'> & { sentAt: string | null }>(sql`select h.id as "stakeholderId", h.name, h.fictional, ${isoText(sql`r.sent_at`)} as "sentAt", r.answered_on is not null as answered
    from evaluation_recipients r join stakeholders h on h.id = r.stakeholder_id where r.evaluation_id = ${evaluation.id} order by h.search_name, h.id`)
  const reachable = new Set((await listParticipants(db, evaluation)).filter((p) => p.address !== '').map((p) => p.stakeholderId))
  return rows.map(({ sentAt, ...row }) => ({ ...row, sentAt: sentAt === null ? null : new Date(sentAt), hasAddress: reachable.has(row.stakeholderId) }))
}

/** Who has not answered yet. */
export async function listWaiting(db: Db, evaluationId: string): Promise<Map<string, { sentAt: Date | null }>> {
  const rows = await db.select({ stakeholderId: evaluationRecipients.stakeholderId, sentAt: evaluationRecipients.sentAt }).from(evaluationRecipients).where(and(eq(evaluationRecipients.evaluationId, evaluationId), isNull(evaluationRecipients.answeredOn)))
  return new Map(rows.map(({ stakeholderId, sentAt }) => [stakeholderId, { sentAt }]))
}
