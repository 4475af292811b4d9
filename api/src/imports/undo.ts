import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { requireReach } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { updateMany } from './bulk.ts'
import { reportOf } from './commands.ts'
import { announceChanges, nounOf, searchNameOf, tableOf, writtenColumns } from './commit.ts'
import { importErrors } from './errors.ts'
import { type ImportRow, lockImport, updateImport } from './queries.ts'
import type { StoredReport, UndoReport } from './report.ts'
import { textsIn } from './resolve.ts'

const { importChanges } = schema
const MOST_KEPT = 100

type Kept = UndoReport['kept']
interface Touched { id: string; name: string; perimeterId: string; untouched: boolean; used: boolean }

/** Takes a batch back: removes what it created and restores what it changed, except where somebody worked on it since. */
export async function undoImport(tx: Db, request: FastifyRequest, id: string): Promise<ImportRow> {
  const row = await lockImport(tx, id, request.reach)
  if (!row) throw importErrors['import-not-found']()
  if (row.state !== 'committed') throw importErrors['import-not-committed']()
  requireReach(request, row.perimeterId)
  const restored = await restoreChanged(tx, request, row)
  const removed = await removeCreated(tx, request, row)
  const kept = [...removed.kept, ...restored.kept]
  const undo: UndoReport = { removed: removed.count, restored: restored.count, keptCount: kept.length, kept: kept.slice(0, MOST_KEPT), at: new Date().toISOString() }
  const after = await updateImport(tx, id, { state: 'undone', undoneAt: new Date(), report: { ...reportOf(row), undo } satisfies StoredReport })
  await record(tx, request, { type: 'import.undone', objectId: id, perimeterId: row.perimeterId, after: { removed: undo.removed, restored: undo.restored, kept: undo.keptCount } })
  return after
}

async function removeCreated(tx: Db, request: FastifyRequest, row: ImportRow): Promise<{ count: number; kept: Kept }> {
  const rows = await createdBy(tx, row)
  const gone = rows.filter((r) => r.untouched && !r.used)
  const table = tableOf[row.target]
  for (let at = 0; at < gone.length; at += 1000)
    await tx.execute(sql`update ${table} set deleted_at = now(), updated_at = now(), version = version + 1 where id in (select value::uuid from ${textsIn(gone.slice(at, at + 1000).map((r) => r.id))} as t(value))`)
  await announceChanges(tx, request, `${nounOf[row.target]}.removed`, gone)
  return { count: gone.length, kept: rows.filter((r) => !r.untouched || r.used).map((r) => ({ objectId: r.id, name: r.name, reason: r.untouched ? 'in-use' : 'changed' })) }
}

// A later batch that changed the row and was undone left two versions behind and no trace in it.
const UNTOUCHED = sql`t.version = 1 + 2 * (select count(*) from import_changes c where c.object_id = t.id and c.restored)`

async function createdBy(tx: Db, { id, target }: ImportRow): Promise<Touched[]> {
  const query = target === 'stakeholders'
    ? sql`select t.id, t.name, t.perimeter_id as "perimeterId", ${UNTOUCHED} as untouched, ${usedBesides(id)} as used from stakeholders t where t.import_id = ${id} and t.deleted_at is null order by t.id`
    : sql`select t.id, a.name || ' → ' || b.name as name, t.perimeter_id as "perimeterId", ${UNTOUCHED} as untouched, false as used from ties t join stakeholders a on a.id = t.from_id join stakeholders b on b.id = t.to_id where t.import_id = ${id} and t.deleted_at is null order by t.id`
  return (await tx.execute<Touched & Record<string, unknown>>(query)).rows
}

/** Somebody ties, invites, quotes or otherwise counts on the stakeholder. One set, hashed once: asked row by row it took minutes. */
const usedBesides = (importId: string) => sql`t.id in (
  select x.from_id from ties x where x.deleted_at is null
  union all select x.to_id from ties x where x.deleted_at is null
  union all select x.person_id from mandates x where x.deleted_at is null
  union all select x.organisation_id from mandates x where x.deleted_at is null
  union all select x.parent_id from stakeholders x where x.parent_id is not null and x.deleted_at is null and x.import_id is distinct from ${importId}
  union all select x.stakeholder_id from impact_stakeholders x
  union all select x.stakeholder_id from expectations x where x.deleted_at is null
  union all select x.stakeholder_id from invitations x
  union all select x.stakeholder_id from attendances x
  union all select x.holder_id from positions x)`

async function restoreChanged(tx: Db, request: FastifyRequest, row: ImportRow): Promise<{ count: number; kept: Kept }> {
  const table = tableOf[row.target]
  const expected = sql<number>`${importChanges.version} + 2 * (select count(*) from import_changes later where later.object_id = ${importChanges.objectId} and later.restored and later.version > ${importChanges.version})`
  const changes = await tx.select({ before: importChanges.before, expected: sql<number>`(${expected})::int`, stands: table }).from(importChanges).innerJoin(table, eq(table.id, importChanges.objectId)).where(and(eq(importChanges.importId, row.id), isNull(table.deletedAt)))
  const same = changes.filter((change) => change.stands.version === change.expected)
  const rows = same.map(({ stands, before }) => {
    const back: Record<string, unknown> = { ...stands, ...before }
    return row.target === 'stakeholders' ? { ...back, searchName: searchNameOf(back) } : back
  })
  await updateMany(tx, table, writtenColumns[row.target], rows)
  if (same.length > 0) await tx.update(importChanges).set({ restored: true }).where(and(eq(importChanges.importId, row.id), sql`${importChanges.objectId} in (select value::uuid from ${textsIn(same.map((change) => change.stands.id))} as t(value))`))
  await announceChanges(tx, request, `${nounOf[row.target]}.updated`, same.map(({ stands, before }) => ({ id: stands.id, perimeterId: stands.perimeterId, before: pick(stands, before), after: before })))
  return { count: same.length, kept: changes.filter((change) => !same.includes(change)).map(({ stands }) => ({ objectId: stands.id, name: 'name' in stands ? stands.name : '', reason: 'changed' })) }
}

const pick = (row: Record<string, unknown>, like: Record<string, unknown>) => Object.fromEntries(Object.keys(like).map((key) => [key, row[key]]))
