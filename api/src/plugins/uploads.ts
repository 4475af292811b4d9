import { createHash } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { commonErrors, type ProblemError } from '../errors.ts'
import type { App } from './app-type.ts'

export const MAX_FILE_BYTES = 20 * 1024 * 1024

/** A file as it came. In JSON it is its digest, so that an idempotency key can tell one upload from another. */
export class UploadedFile {
  readonly name: string
  readonly bytes: Buffer
  readonly digest: string
  constructor(name: string, bytes: Buffer) {
    this.name = safeName(name)
    this.bytes = bytes
    this.digest = createHash('sha256').update(bytes).digest('hex')
  }

  toJSON(): string {
    return this.digest
  }
}

/** The last part of a path, without characters that hide or break text, at most 200 long. */
export const safeName = (name: string): string =>
  (name.normalize('NFC').split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim().slice(-200) || 'import.csv'

/** Lets the routes of this plugin alone take multipart/form-data; their body is the fields by name, the file as `UploadedFile`. `tooLarge` makes the refusal of a file beyond `MAX_FILE_BYTES`. */
export async function acceptUploads(app: App, tooLarge: () => ProblemError): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 10, fieldSize: 1000, parts: 12, headerPairs: 100 }, throwFileSizeLimit: false })
  app.addHook('preValidation', async (request) => {
    request.body = await fieldsOf(request, tooLarge)
  })
}

async function fieldsOf(request: FastifyRequest, tooLarge: () => ProblemError): Promise<Record<string, unknown>> {
  if (!request.isMultipart()) throw commonErrors['media-type-refused']()
  const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = part.value
      else {
        const bytes = await part.toBuffer()
        if (part.file.truncated) throw tooLarge()
        fields[part.fieldname] = new UploadedFile(part.filename, bytes)
      }
    }
  } catch (error) {
    throw asProblem(error, tooLarge)
  }
  return { ...fields }
}

/** The parser's own errors say 413 or are a client's broken body; none is a failure of ours. */
function asProblem(error: unknown, tooLarge: () => ProblemError): unknown {
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 413) return tooLarge()
  if (typeof statusCode === 'number') return error
  return code?.startsWith('FST_') || error instanceof Error && /Unexpected end|Malformed|Multipart|boundary|part header/i.test(error.message) ? commonErrors['invalid-request']() : error
}
