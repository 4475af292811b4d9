import { createHash } from 'node:crypto'
import { type Db, newId } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { principalIn, type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { languageOf } from '../plugins/language.ts'
import { record } from '../plugins/record.ts'
import { countWords, listOptions, proposeChoices } from './choices.ts'
import type { Encoding } from './decode.ts'
import { importErrors } from './errors.ts'
import type { Target } from './fields.ts'
import type { Sheet } from './parse.ts'
import type { Choice } from './plan.ts'
import { proposeMapping } from './propose.ts'
import { chunksOf, findImport, findTwin, type ImportRow, insertChunks, insertImport, lockImport, updateImport } from './queries.ts'
import { planImport } from './read-file.ts'
import { checkReport, renderCheck, type StoredReport } from './report.ts'
import { requireChoices, requireDefaults, requireMapping } from './rules.ts'
import type { ImportPatch } from './schemas.ts'

const SAMPLE_ROWS = 20

/** A file that has been read: its text as a sheet, and what it was. */
export interface ReadFile { target: Target; perimeterId: string; fileName: string; digest: string; encoding: Encoding; sheet: Sheet }

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Keeps a file with the mapping that its headers suggest. */
export async function createImport(tx: Db, request: FastifyRequest, file: ReadFile): Promise<ImportRow> {
  const { sheet, target, perimeterId } = file
  const { headers, rows, lines, delimiter } = sheet
  const { mapping } = proposeMapping(target, headers)
  const counts = new Map<string, number>()
  countWords(target, headers, mapping, rows, counts)
  const choices = proposeChoices(target, counts, await listOptions(tx, target), [])
  const { userId } = principalIn(request)
  const row = await insertImport(tx, { id: newId(), target, fileName: file.fileName, digest: file.digest, encoding: file.encoding, delimiter, headers, rows: rows.slice(0, SAMPLE_ROWS), rowCount: rows.length, mapping, defaults: {}, choices, perimeterId, createdBy: userId })
  await insertChunks(tx, row.id, rows, lines)
  await record(tx, request, { type: 'import.created', objectId: row.id, perimeterId, after: { target, fileName: row.fileName, digest: row.digest, rowCount: row.rowCount } })
  return row
}

/** Changes the mapping, the defaults or the choices; an earlier dry run no longer counts. */
export async function patchImport(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof ImportPatch>): Promise<ImportRow> {
  const before = await requireOpen(tx, id, request.reach)
  requireMatch(request, before.version)
  const { target, headers } = before
  const mapping = patch.mapping ? requireMapping(target, headers, patch.mapping) : before.mapping
  const options = await listOptions(tx, target)
  const defaults = patch.defaults ? requireDefaults(target, patch.defaults, options) : before.defaults
  const words = patch.mapping ? await wordsOf(tx, before, mapping) : before.choices
  const choices = patch.choices ? requireChoices(target, words, patch.choices, options) : words
  const row = await updateImport(tx, id, { mapping, defaults, choices, state: 'uploaded', report: null })
  await record(tx, request, { type: 'import.updated', objectId: id, perimeterId: row.perimeterId, before: { mapping: before.mapping, defaults: before.defaults, choices: before.choices }, after: { mapping, defaults, choices } })
  return row
}

async function wordsOf(tx: Db, row: ImportRow, mapping: ImportRow['mapping']): Promise<Choice[]> {
  const counts = new Map<string, number>()
  for await (const chunk of chunksOf(tx, row.id)) countWords(row.target, row.headers, mapping, chunk.rows, counts)
  return proposeChoices(row.target, counts, await listOptions(tx, row.target), row.choices)
}

/** The dry run: reads everything, writes nothing but its report. */
export async function checkImport(tx: Db, request: FastifyRequest, id: string): Promise<ImportRow> {
  const before = await requireOpen(tx, id, request.reach)
  requireReach(request, before.perimeterId)
  const check = checkReport(await planImport(tx, before, { reach: request.reach, secret: request.server.config.secret }))
  const row = await updateImport(tx, id, { state: 'checked', report: { check } satisfies StoredReport })
  await record(tx, request, { type: 'import.checked', objectId: id, perimeterId: row.perimeterId, after: { rows: check.rows, toCreate: check.toCreate, toUpdate: check.toUpdate, unchanged: check.unchanged, errorCount: check.errorCount } })
  return row
}

/** The import, locked, when its file has not been written yet. */
async function requireOpen(tx: Db, id: string, reach: Reach): Promise<ImportRow> {
  const row = await lockImport(tx, id, reach)
  if (!row) throw importErrors['import-not-found']()
  if (row.state === 'committed' || row.state === 'undone') throw importErrors['import-already-committed']()
  return row
}

/** The import as its reader sees it: report in their language, columns that nothing takes, an earlier twin. */
export async function shownImport(db: Db, request: FastifyRequest, id: string) {
  const row = await findImport(db, id, request.reach)
  if (!row) throw importErrors['import-not-found']()
  const { check } = reportOf(row)
  const used = new Set(Object.values(row.mapping).flat())
  const { confidence } = proposeMapping(row.target, row.headers)
  return {
    ...summaryOf(row), headers: row.headers, sample: row.rows, mapping: row.mapping, defaults: row.defaults, choices: row.choices,
    confidence: Object.fromEntries(Object.entries(confidence).filter(([field]) => row.mapping[field])), unmapped: row.headers.filter((header) => !used.has(header)),
    check: check ? renderCheck(check, languageOf(request)) : null, twin: row.state === 'undone' ? null : await findTwin(db, row),
  }
}

export const reportOf = (row: Pick<ImportRow, 'report'>): StoredReport => (row.report ?? {}) as StoredReport

/** What a list says of an import. */
export function summaryOf(row: ImportRow & { author: string | null }) {
  const { commit, undo } = reportOf(row)
  const { id, target, state, fileName, encoding, delimiter, rowCount, perimeterId, author, version, createdAt, updatedAt } = row
  return { id, target, state, fileName, encoding: encoding as Encoding, delimiter: delimiter as Sheet['delimiter'], rowCount, perimeterId, author, version, createdAt, updatedAt, commit: commit ? { ...commit, at: new Date(commit.at) } : null, undo: undo ? { ...undo, at: new Date(undo.at) } : null }
}
