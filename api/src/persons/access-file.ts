import { type Db, schema } from '@convergence/db'
import { asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { openSeals } from '../audit/seal.ts'
import { currentScales } from '../scores/current.ts'
import type { Held } from './find.ts'
import { holdings } from './holdings.ts'
import { isTold, labelOf, OTHER, type Row, wordsOfIds } from './labels.ts'
import { patternOf } from './mask.ts'
import { addressesOf } from './restrict.ts'
import { textColumns } from './sweep.ts'

const { auditEntries, processings, privacySettings, retentionRules } = schema
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const MENTIONS = 500
const AROUND = 160

interface Section { code: string; title: string; rows: { name: string; label: string; value: string }[][] }

/** All that is held about a person, read from every table; the names of other people are masked. */
export async function makeAccessFile(db: Db, person: Held) {
  const found = await readHoldings(db, person.id)
  const words = await wordsOfIds(db, found.flatMap((section) => section.rows), person)
  const sections: Section[] = found.filter((section) => section.rows.length > 0).map(({ code, title, rows }) => ({ code, title, rows: rows.map((row) => fieldsOf(row, words)) }))
  sections.push(...await readAudit(db, person.id))
  const mentions = await readMentions(db, person, sections)
  const mask = await othersMask(db, person.id, JSON.stringify([sections, mentions]))
  const rules = await readRules(db)
  return {
    madeAt: new Date(), person: { id: person.id, reference: person.reference, name: person.name }, ...rules, scales: await readScales(db, found),
    sections: sections.map((section) => ({ ...section, rows: section.rows.map((row) => row.map((field) => ({ ...field, value: mask(field.value) }))) })),
    mentions: mentions.map(({ where, text }) => ({ where, text: mask(text) })),
  }
}
export type AccessFileContent = Awaited<ReturnType<typeof makeAccessFile>>

interface Found { code: string; title: string; rows: Row[] }

async function readHoldings(db: Db, id: string): Promise<Found[]> {
  const read = async (code: string, title: string, where: SQL): Promise<Found> => {
    const { rows } = await db.execute<{ row: Row }>(sql`select to_jsonb(t) as row from ${sql.identifier(code)} t where ${where}`)
    return { code, title, rows: rows.map(({ row }) => row) }
  }
  const found = [await read('stakeholders', 'Fiche', sql`t.id = ${id}`)]
  for (const { table, title, of } of holdings) found.push(await read(table, title, of(id)))
  return found
}

function fieldsOf(row: Row, words: (column: string, id: string) => string | null): Section['rows'][number] {
  return Object.entries(row).flatMap(([name, value]) => {
    if (!isTold(name) || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return []
    if (typeof value === 'string' && UUID.test(value)) {
      const told = words(name, value)
      return told === null ? [] : [{ name, label: labelOf(name), value: told }]
    }
    return [{ name, label: labelOf(name), value: textOf(value) }]
  })
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? 'oui' : 'non') : Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.join(', ') : JSON.stringify(value))

/** What the audit keeps of the person, its seals opened: values that were changed since stand there alone. */
async function readAudit(db: Db, id: string): Promise<Section[]> {
  const entries = await db.select().from(auditEntries).where(or(eq(auditEntries.personId, id), sql`${auditEntries.sealed} like ${`%${id}%`}`, eq(auditEntries.objectId, id))).orderBy(asc(auditEntries.at))
  const opened = await openSeals(db, entries)
  const rows = entries.map((entry, i) => [
    { name: 'at', label: labelOf('at'), value: entry.at.toISOString() }, { name: 'action', label: 'Action', value: entry.action },
    ...told('before', 'Avant', opened[i]?.before), ...told('after', 'Après', opened[i]?.after),
  ])
  return rows.length > 0 ? [{ code: 'audit_entries', title: 'Journal des changements', rows }] : []
}

const told = (name: string, label: string, values: Record<string, unknown> | null | undefined) =>
  Object.entries(values ?? {}).filter(([key, value]) => value !== null && value !== '' && !/Id$|^id$|By$/.test(key)).map(([key, value]) => ({ name: `${name}.${key}`, label: `${label} : ${key}`, value: textOf(value) }))

/** Where the name stands in other records: a window of the text around it. */
async function readMentions(db: Db, person: Held, sections: readonly Section[]) {
  const pattern = patternOf({ name: person.name, emails: await addressesOf(db, person.id) })
  if (!pattern) return []
  const told = new Set(sections.flatMap((section) => section.rows.flatMap((row) => row.map((field) => field.value))))
  const mentions: { where: string; text: string }[] = []
  const columns = (await textColumns(db)).filter(({ table, column }) => table !== 'idempotency_keys' && table !== 'mails' && column !== 'search_name')
  for (const { table, column, type } of columns) {
    const value = type === 'text' ? sql`${sql.identifier(column)}` : sql`${sql.identifier(column)}::text`
    const { rows } = await db.execute<{ text: string }>(sql`select ${value} as text from ${sql.identifier(table)} where ${value} ~* ${pattern.posix} limit ${MENTIONS}`)
    for (const { text } of rows) if (!told.has(text)) mentions.push({ where: `${table}.${column}`, text: around(text, pattern.first(text)) })
  }
  return mentions.slice(0, MENTIONS)
}

function around(text: string, at: number): string {
  const [from, to] = [Math.max(0, at - AROUND), at + AROUND]
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}

/** A function that masks every other person, and every account, that the text names. */
async function othersMask(db: Db, id: string, text: string): Promise<(value: string) => string> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select name from stakeholders where kind = 'person' and id <> ${id} and length(name) > 3 and position(lower(name) in lower(${text})) > 0
    union select name from users where length(name) > 3 and position(lower(name) in lower(${text})) > 0 union select email from users where position(lower(email) in lower(${text})) > 0
    union select email from mandates where person_id <> ${id} and email <> '' and position(lower(email) in lower(${text})) > 0`)
  const names = rows.map((row) => row.name).sort((a, b) => b.length - a.length)
  if (names.length === 0) return (value) => value
  const any = new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'giu')
  return (value) => value.replace(any, OTHER)
}

async function readRules(db: Db) {
  const [settings] = await db.select().from(privacySettings).limit(1)
  const purposes = await db.select().from(processings).where(isNull(processings.deletedAt))
  const retention = await db.select().from(retentionRules).orderBy(retentionRules.category)
  return {
    controller: { name: settings?.controller ?? '', contact: settings?.controllerContact ?? '', officer: settings?.dpo ?? '', officerContact: settings?.dpoContact ?? '' },
    purposes: purposes.map(({ name, purpose, legalBasis, endsOn, measures }) => ({ name, purpose, legalBasis, endsOn, measures })),
    recipients: [...new Set([...purposes.flatMap((row) => row.recipients), ...(settings?.processors ?? []).map((row) => `${row.name} (${row.purpose}, ${row.country})`)])],
    retention: retention.map(({ category, months, justification }) => ({ category, months, justification })),
  }
}

/** The marks of every scale on which the person was scored. */
async function readScales(db: Db, found: readonly Found[]) {
  const ids = [...new Set(found.filter((section) => section.code === 'scores').flatMap((section) => section.rows.map((row) => String(row.criterion_id))))]
  if (ids.length === 0) return []
  const { rows } = await db.execute<{ criterion: string; min: number; max: number; anchors: { value: number; labelFr: string }[] }>(sql`select c.label_fr as criterion, v.min, v.max, v.anchors from ${currentScales({ criterionIds: ids })} v join criteria c on c.id = v.criterion_id order by 1`)
  return rows.map(({ criterion, min, max, anchors }) => ({ criterion, min, max, marks: anchors.map((anchor) => `${anchor.value} : ${anchor.labelFr}`) }))
}
