import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { keepFile } from '../files/store.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import type { UploadedFile } from '../plugins/uploads.ts'
import { requireSession } from './commands.ts'
import { sessionErrors } from './errors.ts'
import type { SessionDocumentPatch, SessionDocumentUpload } from './schemas.documents.ts'

const { files, sessionDocuments: documents, users } = schema
type Audience = (typeof documents.$inferSelect)['audience']

const { deletedAt: _deletedAt, createdBy: _createdBy, ...own } = getTableColumns(documents)
const select = (db: Db, where: SQL | undefined) =>
  db.select({ ...own, mediaType: files.mediaType, size: files.size, addedByName: users.name }).from(documents).innerJoin(files, eq(files.id, documents.fileId)).leftJoin(users, eq(users.id, documents.createdBy)).where(where).orderBy(asc(documents.createdAt), asc(documents.id))

/** The documents of a session in the order they were added, all or those of some audiences. */
export const listDocuments = (db: Db, sessionId: string, audiences?: readonly Audience[]) =>
  select(db, and(eq(documents.sessionId, sessionId), isNull(documents.deletedAt), audiences ? inArray(documents.audience, [...audiences]) : undefined))

/** What somebody who takes part may read. */
export const forParticipants: readonly Audience[] = ['participants', 'public']

export async function requireDocument(db: Db, sessionId: string, id: string, audiences?: readonly Audience[]) {
  const [row] = await select(db, and(eq(documents.sessionId, sessionId), eq(documents.id, id), isNull(documents.deletedAt), audiences ? inArray(documents.audience, [...audiences]) : undefined))
  if (!row) throw sessionErrors['session-document-not-found']()
  return row
}

/** Adds a document. A closed session takes some too: what was shown in the room often comes after. */
export async function addDocument(tx: Db, request: FastifyRequest, sessionId: string, { file, title, audience }: z.output<typeof SessionDocumentUpload>) {
  const session = await requireSession(tx, sessionId, request.reach)
  const kept = await keepFile(tx, file)
  return insert(tx, request, session, { ...kept, title: title || titleOf(file.name), audience })
}

/** Puts another file in the place of one: the old one can be restored. */
export async function replaceDocument(tx: Db, request: FastifyRequest, sessionId: string, id: string, file: UploadedFile) {
  const session = await requireSession(tx, sessionId, request.reach)
  const before = await requireDocument(tx, sessionId, id)
  const kept = await keepFile(tx, file)
  await hide(tx, before, new Date())
  await record(tx, request, { type: 'session-document.removed', objectId: id, perimeterId: session.perimeterId, before })
  return insert(tx, request, session, { ...kept, title: before.title, audience: before.audience })
}

export async function patchDocument(tx: Db, request: FastifyRequest, sessionId: string, id: string, patch: z.output<typeof SessionDocumentPatch>) {
  const session = await requireSession(tx, sessionId, request.reach)
  const before = await requireDocument(tx, sessionId, id)
  requireMatch(request, before.version)
  const done = await tx.update(documents).set({ ...present(patch), version: sql`${documents.version} + 1`, updatedAt: new Date() }).where(and(eq(documents.id, id), eq(documents.version, before.version))).returning({ id: documents.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  const row = await requireDocument(tx, sessionId, id)
  await record(tx, request, { type: 'session-document.updated', objectId: id, perimeterId: session.perimeterId, before, after: row })
  return row
}

export async function removeDocument(tx: Db, request: FastifyRequest, sessionId: string, id: string): Promise<void> {
  const session = await requireSession(tx, sessionId, request.reach)
  const before = await requireDocument(tx, sessionId, id)
  requireMatch(request, before.version)
  await hide(tx, before, new Date())
  await record(tx, request, { type: 'session-document.removed', objectId: id, perimeterId: session.perimeterId, before })
}

export async function restoreDocument(tx: Db, request: FastifyRequest, sessionId: string, id: string, reach: Reach) {
  const session = await requireSession(tx, sessionId, reach)
  const [removed] = await select(tx, and(eq(documents.sessionId, sessionId), eq(documents.id, id), isNotNull(documents.deletedAt)))
  if (!removed) throw sessionErrors['session-document-not-found']()
  await hide(tx, removed, null)
  const row = await requireDocument(tx, sessionId, id)
  await record(tx, request, { type: 'session-document.restored', objectId: id, perimeterId: session.perimeterId, after: row })
  return row
}

async function insert(tx: Db, request: FastifyRequest, session: { id: string; perimeterId: string }, row: { fileId: string; fileName: string; title: string; audience: Audience }) {
  const [made] = await tx.insert(documents).values({ ...row, sessionId: session.id, createdBy: principalIn(request).userId }).returning({ id: documents.id })
  const after = await requireDocument(tx, session.id, made?.id ?? '')
  await record(tx, request, { type: 'session-document.created', objectId: after.id, perimeterId: session.perimeterId, after })
  return after
}

async function hide(tx: Db, before: { id: string; version: number }, deletedAt: Date | null): Promise<void> {
  const done = await tx.update(documents).set({ deletedAt, version: sql`${documents.version} + 1`, updatedAt: new Date() }).where(and(eq(documents.id, before.id), eq(documents.version, before.version))).returning({ id: documents.id })
  if (done.length === 0) throw commonErrors['stale-version']()
}

/** A file's name without its ending, in words. */
const titleOf = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,8}$/, '').replace(/[_\s]+/g, ' ').trim().slice(0, 200) || 'Document'
