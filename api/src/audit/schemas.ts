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

export const AuditChain = z.object({
  entries: z.int().min(0).describe('Entries of the audit'),
  linked: z.int().min(0).describe('Entries that stand in the chain'),
  waiting: z.int().min(0).describe('Entries written since, that are linked in the next seconds'),
  head: z.object({ position: z.int().min(1), hash: z.string(), at: isoDateTime }).nullable().describe('The last link. Kept elsewhere, its hash proves all that stands before it'),
  verifiedFrom: z.int().min(1).describe('The first position that was recomputed; the command `pnpm audit:verify` recomputes all'),
  verified: z.int().min(0).describe('Links recomputed and found to hold'),
  verifiedAt: isoDateTime,
  broken: z.object({ position: z.int().min(1), reason: z.enum(['altered', 'entry-missing', 'link-missing']), entryId: uuid.nullable() }).nullable().describe('The first position that does not hold'),
}).meta({ id: 'AuditChain', description: 'Whether the audit is what was written: each entry is bound to the one before it by its hash.' })
