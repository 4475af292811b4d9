import { type Db, schema } from '@convergence/db'
import { asc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { isoText } from '../convergence/spans.ts'
import type { Locale } from '../mails/letter.ts'
import type { ConfirmationHolder, HeldRecord, RecordedPosition } from './schemas.ts'

const { accessLinks, positionConfirmations, stakeholders, users } = schema

type HolderRow = z.output<typeof ConfirmationHolder>
type Wire<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] }
export interface HolderAddress { stakeholderId: string; name: string; address: string; /** The language of the account with this address, where there is one. */ locale: Locale | null; /** When the last mail with a link left, where one did. */ writtenAt: Date | null }

/** The rows of a session that stand: of each holder on each wording the latest, a correction in place of what it corrects; without those never asked. */
const standing = (sessionId: string, holderId?: string) => sql`
  standing as (
    select distinct on (p.holder_id, p.point_version_id) p.* from positions p join points t on t.id = p.point_id and t.deleted_at is null
    where p.session_id = ${sessionId} and p.withdrawn_at is null and p.state <> 'not_asked' ${holderId ? sql`and p.holder_id = ${holderId}` : sql``}
    order by p.holder_id, p.point_version_id, p.stated_at desc, p.recorded_at desc, p.id desc
  )`

/** Holders with a position at a session, by name, with their answers, their latest link and mail. */
export async function listConfirmations(db: Db, sessionId: string): Promise<HolderRow[]> {
  const count = (verdict: string) => sql`count(*) filter (where s.confirmation = ${verdict})::int`
  const { rows } = await db.execute<Record<string, unknown> & { link: Wire<NonNullable<HolderRow['link']>> | null; mail: Wire<NonNullable<HolderRow['mail']>> | null; records: Wire<z.output<typeof HeldRecord>>[] }>(sql`
    with ${standing(sessionId)}, holder as (
      select s.holder_id as id, count(*)::int as positions, ${count('unconfirmed')} as unconfirmed, count(*) filter (where s.confirmation = 'confirmed' and s.corrects_id is null)::int as confirmed,
        count(*) filter (where s.confirmation = 'corrected' or (s.corrects_id is not null and s.confirmation <> 'contested'))::int as corrected, ${count('contested')} as contested
      from standing s group by s.holder_id
    )
    select h.id as "stakeholderId", k.name, k.fictional, h.positions, h.unconfirmed, h.confirmed, h.corrected, h.contested, ${addressOf(sessionId)} <> '' as "hasAddress",
      (select json_build_object('id', l.id, 'state', case when l.revoked_at is not null then 'revoked' when l.expires_at <= now() then 'expired' else 'working' end, 'expiresAt', ${isoText(sql`l.expires_at`)}, 'lastUsedAt', ${isoText(sql`l.last_used_at`)})
        from access_links l where l.purpose = 'confirmation' and l.session_id = ${sessionId} and l.stakeholder_id = h.id order by l.created_at desc, l.id desc limit 1) as link,
      (select json_build_object('id', m.id, 'status', m.status, 'sentAt', ${isoText(sql`m.sent_at`)}) from mails m where ${mailsTo(sessionId)} order by m.created_at desc, m.id desc limit 1) as mail,
      (select json_agg(json_build_object('id', s.id, 'pointTitle', t.title, 'state', s.state, 'value', s.value, 'confirmation', s.confirmation, 'corrects', s.corrects_id is not null, 'confirmedAt', ${isoText(sql`s.confirmed_at`)},
          'text', coalesce((select c.text from position_confirmations c where c.position_id = s.id order by c.at desc, c.id desc limit 1), '')) order by ${agendaRank(sessionId)} nulls last, t.title, s.point_version_id)
        from standing s join points t on t.id = s.point_id where s.holder_id = h.id) as records
    from holder h join stakeholders k on k.id = h.id and k.deleted_at is null order by k.search_name, k.id`)
  const date = (text: string | null) => (text === null ? null : new Date(text))
  return rows.map(({ link, mail, records, ...row }) => ({
    ...(row as unknown as HolderRow),
    records: records.map((one) => ({ ...one, confirmedAt: date(one.confirmedAt) })),
    link: link ? { ...link, expiresAt: new Date(link.expiresAt), lastUsedAt: date(link.lastUsedAt) } : null,
    mail: mail ? { ...mail, sentAt: date(mail.sentAt) } : null,
  }))
}

/** Where a holder `k` is written to about a session: the address of its invitation, else that of the mandate through which it came or spoke. */
const addressOf = (sessionId: string) => sql`coalesce(
  (select nullif(i.email, '') from invitations i where i.session_id = ${sessionId} and i.stakeholder_id = k.id),
  (select nullif(m.email, '') from invitations i join mandates m on m.id = i.mandate_id and m.deleted_at is null where i.session_id = ${sessionId} and i.stakeholder_id = k.id),
  (select nullif(m.email, '') from positions p join mandates m on m.id = p.mandate_id and m.deleted_at is null where p.session_id = ${sessionId} and p.holder_id = k.id and m.email <> '' order by p.stated_at desc limit 1), '')`

/**
 * The mails by which a holder `k` was asked about a session. The name tells apart holders that share an address: a mail
 * has no column for the holder that it is about.
 */
const mailsTo = (sessionId: string) => sql`m.kind = 'confirmation' and m.object_id = ${sessionId} and m.to_address = ${addressOf(sessionId)} and m.to_name = btrim(regexp_replace(k.name, '\\s+', ' ', 'g'))`

/** The place of a point of `s` on the agenda. */
const agendaRank = (sessionId: string) => sql`(select min(a.rank) from agenda_items a where a.session_id = ${sessionId} and a.point_id = s.point_id)`

/** Where and in which language the holders that have something to confirm are written to. */
export async function listAddresses(db: Db, sessionId: string): Promise<HolderAddress[]> {
  const { rows } = await db.execute<Record<string, unknown> & Wire<HolderAddress>>(sql`
    with ${standing(sessionId)}
    select k.id as "stakeholderId", k.name, x.address, (select u.locale from users u where lower(u.email) = lower(x.address) and u.disabled_at is null limit 1) as locale,
      (select ${isoText(sql`max(m.sent_at)`)} from mails m where ${mailsTo(sessionId)}) as "writtenAt"
    from stakeholders k cross join lateral (select ${addressOf(sessionId)} as address) x where k.deleted_at is null and k.id in (select holder_id from standing) order by k.search_name, k.id`)
  return rows.map(({ writtenAt, ...row }) => ({ ...row, writtenAt: writtenAt === null ? null : new Date(writtenAt) }))
}

export type StandingRow = z.output<typeof RecordedPosition> & { pointId: string; pointVersionId: string; mandateId: string | null; perimeterId: string; source: string; version: number }

/** What stands of one holder at a session, in the order of the agenda. */
export async function listStanding(db: Db, sessionId: string, holderId: string): Promise<StandingRow[]> {
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    with ${standing(sessionId, holderId)}
    select s.id, s.point_id as "pointId", s.point_version_id as "pointVersionId", s.mandate_id as "mandateId", s.perimeter_id as "perimeterId", s.source, s.version, t.title as "pointTitle", v.statement, v.number as "versionNumber",
      s.state, s.value, s.reason, s.reservation, s.condition, n.name as "personName", m.role, ${isoText(sql`s.stated_at`)} as "statedAt", s.confirmation, ${isoText(sql`s.confirmed_at`)} as "confirmedAt",
      coalesce((select c.text from position_confirmations c where c.position_id = s.id order by c.at desc, c.id desc limit 1), '') as text,
      (select json_build_object('state', b.state, 'value', b.value) from positions b where b.id = s.corrects_id) as before
    from standing s join points t on t.id = s.point_id join point_versions v on v.id = s.point_version_id left join mandates m on m.id = s.mandate_id left join stakeholders n on n.id = m.person_id
    order by ${agendaRank(sessionId)} nulls last, t.title, v.number`)
  return rows.map((row) => ({ ...(row as unknown as StandingRow), statedAt: new Date(String(row.statedAt)), confirmedAt: row.confirmedAt === null ? null : new Date(String(row.confirmedAt)) }))
}

/** What was said of a position, the first first. */
export async function listTrail(db: Db, positionId: string) {
  const rows = await db.select({ id: positionConfirmations.id, verdict: positionConfirmations.verdict, text: positionConfirmations.text, at: positionConfirmations.at, linkId: positionConfirmations.linkId, user: users.name, holder: stakeholders.name }).from(positionConfirmations)
    .leftJoin(users, eq(users.id, positionConfirmations.recordedBy)).leftJoin(accessLinks, eq(accessLinks.id, positionConfirmations.linkId)).leftJoin(stakeholders, eq(stakeholders.id, accessLinks.stakeholderId))
    .where(eq(positionConfirmations.positionId, positionId)).orderBy(asc(positionConfirmations.at), asc(positionConfirmations.id))
  return rows.map(({ linkId, user, holder, ...row }) => ({ ...row, by: holder ?? user, byHolder: linkId !== null }))
}
