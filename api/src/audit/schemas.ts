import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, isoDateTime, line, listQuery, pageOf, uuid } from '../schemas.ts'

const fields = z.record(z.string(), z.unknown()).nullable()

export const AuditEntry = createSelectSchema(schema.auditEntries, { at: isoDateTime, before: fields, after: fields })
  .omit({ sealed: true })
  .extend({ erased: z.boolean().describe('The person it told of was erased: the entry stays, what it told is gone'), actorName: z.string().nullable(), objectLabel: z.string().nullable() })
  .meta({ id: 'AuditEntry', description: 'Who did what and when, with the fields that changed.' })

export const AuditQuery = z.strictObject({ ...listQuery(['-at', 'at']), objectType: line(60).optional(), objectId: uuid.optional(), actor: line(80).optional(), from: day.optional(), to: day.optional() })
export const AuditPage = pageOf(AuditEntry, 'AuditPage')
