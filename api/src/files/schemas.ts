import { z } from 'zod'
import { UploadedFile } from '../plugins/uploads.ts'
import { accepted } from './types.ts'

/** The part of a form that holds the bytes. */
export const uploaded = z.custom<UploadedFile>((value) => value instanceof UploadedFile).meta({ type: 'string', format: 'binary', description: 'PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TXT or CSV, at most 20 MB; judged by its content' })

/** What a download answers: the bytes under one of the accepted media types. */
export const fileResponse = { 200: { description: 'The file, to be saved', content: Object.fromEntries(Object.keys(accepted).map((type) => [type, { schema: z.string().meta({ format: 'binary' }) }])) } } as unknown as { 200: z.ZodType }
