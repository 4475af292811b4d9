import { schema } from '@convergence/db'
import { z } from 'zod'
import { isoDateTime, line, listQuery, pageOf, solidLine, uuid } from '../schemas.ts'
import { encodings } from './decode.ts'
import { delimiters, MAX_COLUMNS } from './parse.ts'
import { UploadedFile } from '../plugins/uploads.ts'

const target = z.enum(schema.importTarget.enumValues)
const fieldName = z.string().regex(/^[a-zA-Z]{1,40}$/)
const count = z.int().min(0)
// Headers and words of the file are kept as they stand, whatever they are.
const said = z.string().max(300)

export const MAX_TEXT_CHARACTERS = 5_000_000
export const ImportCreate = z
  .strictObject({ target, perimeterId: uuid, fileName: solidLine(200).default('import.csv'), content: z.string().min(1).max(MAX_TEXT_CHARACTERS).describe('The text of the CSV file; larger files, and files that are not UTF-8, go to /imports/upload') })
  .meta({ id: 'ImportCreate' })
export const ImportUpload = z
  .strictObject({ target, perimeterId: uuid, file: z.custom<UploadedFile>((value) => value instanceof UploadedFile).meta({ type: 'string', format: 'binary', description: 'CSV, at most 20 MB and 50,000 rows; UTF-8, UTF-16 or Windows-1252; separated by ; , or tab' }) })
  .meta({ id: 'ImportUpload' })

const Mapping = z.record(fieldName, z.array(said).max(MAX_COLUMNS)).describe('Field → headers that feed it; only tags, flags and texts take several')
const action = z.enum(['use', 'empty', 'create', 'undecided'])
const Choice = z.object({ value: z.string().describe('Category or type of tie as the file writes it'), count, action: action.describe('use the option of that code, leave empty, create an option of that name, or not decided yet'), code: z.string().nullable() }).meta({ id: 'ImportChoice' })

export const ImportPatch = z
  .strictObject({
    mapping: Mapping.optional(),
    defaults: z.record(fieldName, line(300)).optional().describe('Values of new rows where the file says nothing'),
    choices: z.array(z.strictObject({ value: said, action, code: z.string().max(60).nullable().optional() })).max(200).optional(),
  })
  .meta({ id: 'ImportPatch', description: 'What is given replaces what was; the dry run has to be done again.' })

const RowProblem = z
  .object({ line: count.describe('Line of the file; 0 for the file as a whole'), column: z.string().nullable().describe('Header of the column'), field: z.string().nullable(), value: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'ImportRowProblem' })
const CheckReport = z
  .object({ rows: count, toCreate: count, toUpdate: count, unchanged: count, newChoices: z.array(z.string()).describe('Categories or types of tie that will be created'), errorCount: count, errors: z.array(RowProblem).describe('The first 500'), warningCount: count, warnings: z.array(RowProblem).describe('The first 200'), at: isoDateTime })
  .meta({ id: 'ImportCheckReport', description: 'Dry run: what writing the file would do.' })
const CommitReport = z.object({ created: count, updated: count, unchanged: count, at: isoDateTime }).meta({ id: 'ImportCommitReport' })
const UndoReport = z
  .object({ removed: count, restored: count, keptCount: count, kept: z.array(z.object({ objectId: z.string(), name: z.string(), reason: z.enum(['changed', 'in-use']) })).describe('The first 100 rows that were kept, because somebody changed or used them since'), at: isoDateTime })
  .meta({ id: 'ImportUndoReport' })

const summary = {
  id: uuid, target, state: z.enum(schema.importState.enumValues), fileName: z.string(), encoding: z.enum(encodings), delimiter: z.enum(delimiters), rowCount: count, perimeterId: uuid, author: z.string().nullable(),
  commit: CommitReport.nullable(), undo: UndoReport.nullable(), version: z.int().min(1), createdAt: isoDateTime, updatedAt: isoDateTime,
}
export const ImportSummary = z.object(summary).meta({ id: 'ImportSummary' })
export const ImportPage = pageOf(ImportSummary, 'ImportPage')
export const Import = z
  .object({
    ...summary,
    headers: z.array(z.string()), sample: z.array(z.array(z.string())).describe('The first 20 rows, as read'),
    mapping: z.record(z.string(), z.array(z.string())), confidence: z.record(z.string(), z.enum(['exact', 'likely'])).describe('Fields whose column was recognised by its header'), unmapped: z.array(z.string()).describe('Headers that feed no field'),
    defaults: z.record(z.string(), z.string()), choices: z.array(Choice), check: CheckReport.nullable(),
    twin: z.object({ id: uuid, committedAt: isoDateTime.nullable() }).nullable().describe('An earlier import of the very same file that stands'),
  })
  .meta({ id: 'Import', description: 'A file on its way into the register: uploaded, checked, committed, undone.' })

export const ImportListQuery = z.strictObject(listQuery(['-createdAt', 'createdAt']))
export const ImportRowsQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().regex(/^\d{1,6}$/).optional() })
export const ImportRows = pageOf(z.object({ line: count, cells: z.array(z.string()) }), 'ImportRows')
const FieldInfo = z.object({ name: z.string(), required: z.boolean(), many: z.boolean(), defaultable: z.boolean(), headers: z.array(z.string()).describe('Headers that propose it, without case or accents') })
export const ImportFields = z.object({ items: z.array(FieldInfo), nextCursor: z.null() }).meta({ id: 'ImportFields' })
export const ImportFieldsQuery = z.strictObject({ target })
