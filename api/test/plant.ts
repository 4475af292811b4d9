import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { type Db, newId } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { inject } from 'vitest'
import { holdings } from '../src/persons/holdings.ts'
import { type App } from '../src/plugins/app-type.ts'

/** Columns whose words a rule, a format or an algorithm decides: no room for a marker. */
const RULED = /_hash$|^(secret|principle|object_type|device_key|start_on|end_on|code|kind|lens|field|link_path|calendar_method|actor|trace_id|last_error|scenario)$/

/** Rows of tables that the demonstration leaves empty. */
const blanks = (person: string, perimeterId: string, userId: string): Record<string, Record<string, unknown>> => {
  const at = new Date().toISOString()
  const dated = { perimeter_id: perimeterId, created_at: at, updated_at: at, version: 1 }
  return {
    notices: { ...dated, kind: 'sent', channel: 'letter', happened_on: '2026-03-01', recorded_by: userId },
    person_requests: { ...dated, kind: 'access', state: 'received', received_on: '2026-03-01', due_on: '2026-04-01' },
    text_reasons: { object_type: 'stakeholder', object_id: person, field: 'description', classes: [], actor: `user:${userId}`, at },
    import_changes: { object_id: person, version: 1, restored: false },
    position_confirmations: { verdict: 'confirmed', at },
    access_links: { ...dated, purpose: 'invitation', object_id: person, expires_at: at },
    mails: { ...dated, kind: 'invitation', status: 'sent', attempts: 1, object_type: 'session', object_id: person, next_attempt_at: at, last_error: '' },
    minutes_corrections: { ...dated, version_number: 1, status: 'asked' },
    session_operations: { device_id: newId(), kind: 'position', based_on: null, code: '' },
  }
}

export interface Planted { id: string; name: string; email: string; markers: string[] }

/** Enters a person with a row in every table that holds people, and a marker of their own in every column of free text. */
export async function plant(db: Db, name: string, tag: string): Promise<Planted> {
  const id = newId()
  const email = `${tag}@exemple.fr`
  const markers: string[] = []
  const { rows: [model] } = await db.execute<{ row: Record<string, unknown> & { perimeter_id: string } }>(sql`select to_jsonb(s) as row from stakeholders s where kind = 'person' and deleted_at is null order by id limit 1`)
  const { rows: [user] } = await db.execute<{ id: string }>(sql`select id from users order by id limit 1`)
  if (!model || !user) throw new Error('the demonstration has people and accounts')
  const insert = async (table: string, base: Record<string, unknown>, own: Record<string, unknown>) => {
    const marks = await marksFor(db, table, tag)
    markers.push(...Object.entries(marks).filter(([column]) => !(column in own) || own[column] === undefined).map(([, mark]) => mark))
    const row = JSON.stringify({ ...base, ...marks, ...own })
    const columns = sql.join((await columnsOf(db, table)).map((column) => sql.identifier(column)), sql`, `)
    await db.execute(sql`insert into ${sql.identifier(table)} (${columns}) select ${columns} from jsonb_populate_record(null::${sql.identifier(table)}, ${row}::jsonb)`)
  }
  await insert('stakeholders', model.row, { id, name, search_name: name.toLowerCase(), tags: [`mk-${tag}-tags`], parent_id: null, external_id: `mk-${tag}-stakeholders-external`, import_id: null })
  markers.push(`mk-${tag}-tags`)
  for (const { table, of, title } of [...holdings].reverse()) {
    const own = ownColumns(title, table, id, email)
    if (!own) continue
    const { rows: [sample] } = await db.execute<{ row: Record<string, unknown> }>(sql`select to_jsonb(x) as row from ${sql.identifier(table)} x limit 1`)
    const base = { ...sample?.row, ...blanks(id, model.row.perimeter_id, user.id)[table] }
    await insert(table, base, { ...(('id' in base || (await columnsOf(db, table)).includes('id')) ? { id: newId() } : {}), ...(await linked(db, table, id)), ...own })
    void of
  }
  return { id, name, email, markers }
}

/** What ties the clone of a row to the person; null for what a clone cannot be made of. */
function ownColumns(title: string, table: string, id: string, email: string): Record<string, unknown> | null {
  const by: Record<string, Record<string, unknown> | null> = {
    positions: { holder_id: id, mandate_id: null, corrects_id: null }, mandates: { person_id: id, email }, ties: { from_id: id, import_id: null, confirmed_by_id: null }, mails: { to_address: email, secret: null, status: 'sent' }, commitments: { owner_stakeholder_id: id },
    check_ins: { stakeholder_id: id, device_key: newId() }, round_raters: { stakeholder_id: id, user_id: null, link_hash: null, mandate_id: null }, invitations: { stakeholder_id: id, mandate_id: null, proxy_id: null, email }, attendances: { stakeholder_id: id, mandate_id: null, proxy_id: null },
    access_links: { stakeholder_id: id, secret_hash: newId() }, evaluation_recipients: { stakeholder_id: id, link_id: null }, body_members: { stakeholder_id: id, mandate_id: null }, answers: { stakeholder_id: id, mail_id: null }, relays: { stakeholder_id: id, user_id: null }, qualifications: { stakeholder_id: id, user_id: null },
    training_attendances: { stakeholder_id: id, user_id: null, qualification_id: null }, position_confirmations: { link_id: null }, mactor_influences: {}, mactor_stances: {}, session_operations: { payload: { holderId: id, reason: `mk-payload-${email}` } },
    import_changes: { object_id: id, before: { description: `mk-before-${email}` } }, text_reasons: {}, readings: null, legal_holds: null, map_places: null, impact_assessments: { stakeholder_id: id, capacity: 'stakeholder' }, commitment_events: { stakeholder_id: id, evidence_file_id: null, kind: 'blocked', progress: null },
  }
  if (title === 'Liens confirmés' || title === 'Scores donnés') return null
  return table in by ? (by[table] ?? null) : { stakeholder_id: id }
}

/** Ids of rows that the person’s others were planted under. */
async function linked(db: Db, table: string, id: string): Promise<Record<string, unknown>> {
  const one = async (query: ReturnType<typeof sql>) => (await db.execute<{ id: string }>(query)).rows[0]?.id
  if (table === 'position_confirmations') return { position_id: await one(sql`select id from positions where holder_id = ${id} limit 1`) }
  if (table === 'minutes_corrections') return { minutes_id: await one(sql`select id from minutes limit 1`) }
  if (table === 'mactor_influences') return { actor_id: await one(sql`select id from mactor_actors where stakeholder_id = ${id} limit 1`) }
  if (table === 'mactor_stances') return { actor_id: await one(sql`select id from mactor_actors where stakeholder_id = ${id} limit 1`), position_id: null }
  if (table === 'session_operations') return { session_id: await one(sql`select id from sessions order by id limit 1`), sequence: 1, status: 'applied', said_at: new Date().toISOString(), received_at: new Date().toISOString() }
  if (table === 'import_changes') return { import_id: await one(sql`insert into imports (id, target, file_name, digest, encoding, delimiter, headers, rows, row_count, mapping, defaults, perimeter_id) select ${newId()}::uuid, 'stakeholders', 'essai.csv', '', 'utf-8', ';', '{nom}', '[]', 0, '{}', '{}', id from perimeters limit 1 returning id`) }
  return {}
}

async function columnsOf(db: Db, table: string): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = ${table} and is_identity = 'NO' order by ordinal_position`)
  return rows.map((row) => row.name)
}

async function marksFor(db: Db, table: string, tag: string): Promise<Record<string, string>> {
  const { rows } = await db.execute<{ name: string }>(sql`select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = ${table} and data_type = 'text'`)
  return Object.fromEntries(rows.filter((row) => !RULED.test(row.name)).map((row) => [row.name, `mk-${tag}-${table}-${row.name}`]))
}

/** Every value of every table as text; on PostgreSQL, what pg_dump writes as well. */
export async function dumpOf({ db }: { db: Db; app: App }): Promise<string> {
  const { rows: tables } = await db.execute<{ name: string }>(sql`select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`)
  const parts: string[] = []
  for (const { name } of tables) parts.push(...(await db.execute<{ row: string }>(sql`select to_jsonb(t)::text as row from ${sql.identifier(name)} t`)).rows.map((row) => row.row))
  const home = inject('testHome')
  const folder = '/usr/lib/postgresql'
  const version = existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a))[0] : undefined
  if (home.engine === 'postgres' && version) {
    const { rows: [own] } = await db.execute<{ name: string }>(sql`select current_database() as name`)
    parts.push(execFileSync(`${folder}/${version}/bin/pg_dump`, [Object.assign(new URL(home.url), { pathname: `/${own?.name}` }).toString()], { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 }))
  }
  return parts.join('\n')
}
