import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'
import { requireBareWhenPublic, requireUnquoted } from '../notices/gate.ts'
import { type Access, principalIn, reachOf, requireReach } from '../plugins/access.ts'
import { languageOf } from '../plugins/language.ts'
import { record } from '../plugins/record.ts'
import { takeReferences } from '../plugins/reference.ts'
import { keyOf } from '../stakeholders/queries.ts'
import { insertMany, updateMany } from './bulk.ts'
import { reportOf } from './commands.ts'
import { importErrors } from './errors.ts'
import type { Target } from './fields.ts'
import type { Plan } from './plan.ts'
import { renderProblem, type RowProblem } from './problems.ts'
import { type ImportRow, lockImport, updateImport } from './queries.ts'
import { planImport } from './read-file.ts'
import type { CommitReport, StoredReport } from './report.ts'

const { categories, events, importChanges, perimeters, stakeholders, tieTypes, ties } = schema
const MOST_PROBLEMS = 500

const written = {
  stakeholders: ['name', 'kind', 'categoryId', 'side', 'sphere', 'contractual', 'status', 'parentId', 'headcount', 'tags', 'description', 'internalNote', 'city', 'website', 'since', 'archivedOn', 'externalId', 'searchName'],
  ties: ['typeId', 'fromId', 'toId', 'strength', 'sign', 'basis', 'startOn', 'endOn', 'source', 'note', 'externalId'],
} as const satisfies Record<Target, readonly string[]>
const born = { stakeholders: ['id', 'reference', 'perimeterId', 'fictional', 'importId', ...written.stakeholders], ties: ['id', 'perimeterId', 'importId', ...written.ties] } as const
export const tableOf = { stakeholders, ties } as const
export const nounOf = { stakeholders: 'stakeholder', ties: 'tie' } as const
export const writtenColumns: Record<Target, readonly string[]> = written

const mayCurate = { roles: ['administrator', 'staff'], scope: null } as const satisfies Access

/** Writes a checked file, all of it or nothing. Throws 409 when it was not checked, 422 with the problems when one is left. */
export async function commitImport(tx: Db, request: FastifyRequest, id: string): Promise<ImportRow> {
  const row = await lockImport(tx, id, request.reach)
  if (!row) throw importErrors['import-not-found']()
  if (row.state === 'committed' || row.state === 'undone') throw importErrors['import-already-committed']()
  const { check } = reportOf(row)
  if (row.state !== 'checked' || !check) throw importErrors['import-not-checked']()
  requireReach(request, row.perimeterId)
  if (check.errorCount > 0) throw refused(check.errors, check.errorCount, request)
  // One import at a time in a perimeter: two that name the same newcomers must not both create them.
  await tx.select({ id: perimeters.id }).from(perimeters).where(eq(perimeters.id, row.perimeterId)).for('no key update')
  const plan = await planImport(tx, row, { reach: request.reach, secret: request.server.config.secret })
  if (plan.problems.length > 0) throw refused(plan.problems, plan.problems.length, request)
  await writePlan(tx, request, row, plan)
  const commit: CommitReport = { created: plan.creates.length, updated: plan.updates.length, unchanged: plan.unchanged, at: new Date().toISOString() }
  const after = await updateImport(tx, id, { state: 'committed', committedAt: new Date(), report: { check, commit } satisfies StoredReport })
  await record(tx, request, { type: 'import.committed', objectId: id, perimeterId: row.perimeterId, after: { fileName: row.fileName, target: row.target, ...commit } })
  return after
}

function refused(problems: readonly RowProblem[], count: number, request: FastifyRequest) {
  const errors = problems.slice(0, MOST_PROBLEMS).map((problem) => ({ pointer: `/rows/${problem.line}/${problem.column ?? ''}`, code: problem.code, message: renderProblem(problem, languageOf(request)).message }))
  return importErrors['import-rows-refused']({ params: { count }, errors })
}

async function writePlan(tx: Db, request: FastifyRequest, row: ImportRow, plan: Plan): Promise<void> {
  if (plan.newChoices.length > 0) await createChoices(tx, request, row.target, plan.newChoices)
  await insertRows(tx, row, plan)
  await updateRows(tx, row, plan)
  await announce(tx, request, row, plan)
}

async function insertRows(tx: Db, { id: importId, target }: ImportRow, plan: Plan): Promise<void> {
  if (plan.creates.length === 0) return
  if (target === 'ties') return insertMany(tx, ties, born.ties, plan.creates.map(({ row }) => ({ ...row, importId })))
  const references = await takeReferences(tx, plan.creates.length)
  const rows = plan.creates.map(({ row }, i) => ({ ...row, importId, reference: references[i], searchName: searchNameOf(row) }))
  // A parent may stand further down in the file: parents are set once all rows are there.
  await insertMany(tx, stakeholders, born.stakeholders.filter((column) => column !== 'parentId'), rows)
  const children = plan.creates.filter(({ row }) => typeof row.parentId === 'string').map(({ id, row }) => ({ id, parent: row.parentId }))
  if (children.length > 0) await tx.execute(sql`update stakeholders s set parent_id = r.parent from json_to_recordset(${JSON.stringify(children)}::json) as r(id uuid, parent uuid) where s.id = r.id`)
}

export const searchNameOf = (row: Record<string, unknown>): string => keyOf(row as { name: string; city?: string; tags?: string[] })

async function updateRows(tx: Db, { id: importId, target }: ImportRow, plan: Plan): Promise<void> {
  if (plan.updates.length === 0) return
  const rows = plan.updates.map(({ row }) => (target === 'stakeholders' ? { ...row, searchName: searchNameOf(row) } : row))
  if ((await updateMany(tx, tableOf[target], written[target], rows)) !== rows.length) throw commonErrors['stale-version']()
  if (target === 'stakeholders') await requireTold(tx, plan)
  await insertMany(tx, importChanges, ['importId', 'objectId', 'before', 'version'], plan.updates.map(({ id, before, version }) => ({ importId, objectId: id, before, version: version + 1 })))
}

/** What a file changes passes the gate of notices as any other write does. */
async function requireTold(tx: Db, plan: Plan): Promise<void> {
  const ids = plan.updates.map(({ id }) => id)
  await requireUnquoted(tx, plan.updates.filter(({ row, before }) => row.kind === 'person' && before.kind !== 'person').map(({ id }) => id))
  await requireBareWhenPublic(tx, ids)
}

/** One event per row; the audit tells what changed in rows that stood, and the import itself tells who created the others. */
async function announce(tx: Db, request: FastifyRequest, row: ImportRow, plan: Plan): Promise<void> {
  const noun = nounOf[row.target]
  const { actor } = principalIn(request)
  const table = tableOf[row.target]
  if (plan.creates.length > 0) await tx.execute(sql`insert into ${events} (type, object_type, object_id, perimeter_id, actor, txid) select ${`${noun}.created`}, ${noun}, ${table.id}, ${table.perimeterId}, ${actor}, pg_current_xact_id()::text from ${table} where ${table.importId} = ${row.id} order by ${table.id}`)
  await announceChanges(tx, request, `${noun}.updated`, plan.updates)
}

/** Audit and events of rows that were changed, a thousand a statement. */
export async function announceChanges(tx: Db, request: FastifyRequest, type: `${string}.${string}`, changes: readonly { id: string; perimeterId: string; before?: Record<string, unknown>; after?: Record<string, unknown> }[]): Promise<void> {
  for (let at = 0; at < changes.length; at += 1000) await record(tx, request, ...changes.slice(at, at + 1000).map(({ id, perimeterId, before, after }) => ({ type, objectId: id, perimeterId, before, after })))
}

async function createChoices(tx: Db, request: FastifyRequest, target: Target, choices: Plan['newChoices']): Promise<void> {
  if (!mayCreateChoices(request)) throw importErrors['import-creation-refused']()
  const table = target === 'stakeholders' ? categories : tieTypes
  const [last] = await tx.select({ rank: sql<number>`coalesce(max(${table.rank}), 0)::int` }).from(table)
  const rank = last?.rank ?? 0
  if (target === 'stakeholders') await tx.insert(categories).values(choices.map(({ id, code, label }, i) => ({ id, code, labelFr: label, labelEn: label, side: 'external' as const, sphere: 'observes' as const, contractual: false, icon: 'tag', colour: ((rank + i) % 14) + 1, rank: rank + i + 1 })))
  else await tx.insert(tieTypes).values(choices.map(({ id, code, label }, i) => ({ id, code, labelFr: label, labelEn: label, reverseFr: label, reverseEn: label, fromKinds: [...schema.stakeholderKind.enumValues], toKinds: [...schema.stakeholderKind.enumValues], directed: true, rank: rank + i + 1 })))
  const noun = target === 'stakeholders' ? 'category' : 'tieType'
  await record(tx, request, ...choices.map(({ id, code, label }) => ({ type: `${noun}.created` as const, objectId: id, after: { code, labelFr: label } })))
}

function mayCreateChoices(request: FastifyRequest): boolean {
  try {
    reachOf(request.principal, mayCurate)
    return true
  } catch {
    return false
  }
}

