import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { uploaded as file } from '../files/schemas.ts'
import { lifecycleWire, line, solidLine } from '../schemas.ts'

const { sessionDocuments } = schema
const audience = z.enum(schema.documentAudience.enumValues)

export const SessionDocument = createSelectSchema(sessionDocuments, lifecycleWire)
  .omit({ deletedAt: true, createdBy: true })
  .extend({ mediaType: z.string(), size: z.int().min(0).describe('In bytes'), addedByName: z.string().nullable() })
  .meta({ id: 'SessionDocument', description: 'A document of a session: read before, or shown in the room.' })
export const SessionDocumentList = z.object({ items: z.array(SessionDocument), nextCursor: z.null() }).meta({ id: 'SessionDocumentList' })
export const SessionDocumentUpload = z.strictObject({ file, title: line(200).default('').describe('The name of the file, without its ending, when it is empty'), audience: audience.default('participants') }).meta({ id: 'SessionDocumentUpload' })
export const SessionDocumentReplace = z.strictObject({ file }).meta({ id: 'SessionDocumentReplace' })
export const SessionDocumentPatch = z.strictObject({ title: solidLine(200).optional(), audience: audience.optional() }).meta({ id: 'SessionDocumentPatch' })
