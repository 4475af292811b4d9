import { type Db, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import { MAX_FILE_BYTES, type UploadedFile } from '../plugins/uploads.ts'
import { fileErrors } from './errors.ts'
import { mediaTypeOf, nameOf } from './types.ts'

const { files } = schema
export const tooLarge = () => fileErrors['file-too-large']({ params: { limit: `${MAX_FILE_BYTES / 1024 / 1024} Mo` } })
const at = { errors: [{ pointer: '/file', code: 'refused', message: 'empty, or not of an accepted type' }] }

/** Keeps the bytes of an upload, once for the same bytes; gives its id, and a name that says what it is. Throws on what is not accepted. */
export async function keepFile(tx: Db, { bytes, digest, name }: UploadedFile): Promise<{ fileId: string; fileName: string }> {
  if (bytes.length === 0) throw fileErrors['file-empty'](at)
  const mediaType = await mediaTypeOf(bytes, name)
  if (!mediaType) throw fileErrors['file-type-refused'](at)
  const fileName = nameOf(name, mediaType)
  await tx.insert(files).values({ sha256: digest, mediaType, size: bytes.length, content: bytes }).onConflictDoNothing()
  const [row] = await tx.select({ id: files.id }).from(files).where(eq(files.sha256, digest))
  if (!row) throw new Error('a file that was just kept is not there')
  return { fileId: row.id, fileName }
}

/** Sends the bytes of a kept file to be saved under its name, never to be shown in the page of the application. */
export async function sendFile(db: Db, reply: FastifyReply, { fileId, fileName }: { fileId: string; fileName: string }): Promise<FastifyReply> {
  const [row] = await db.select().from(files).where(eq(files.id, fileId))
  if (!row) throw new Error(`file ${fileId} has no bytes`)
  return reply.header('content-disposition', dispositionOf(fileName)).type(row.mediaType).send(row.content)
}

/** RFC 6266: a plain name for old readers, the exact one beside it. */
export function dispositionOf(fileName: string): string {
  const plain = fileName.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
