import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { requireUser } from '../users/commands.ts'
import { qualificationErrors } from './errors.ts'
import { findQualification } from './queries.ts'
import type { QualificationCreate, QualificationPatch } from './schemas.ts'

const { qualifications } = schema

/** Keeps that an account was trained for something. */
export async function addQualification(tx: Db, request: FastifyRequest, userId: string, body: z.output<typeof QualificationCreate>) {
  await requireUser(tx, userId, request.reach)
  requireOrder(body.grantedOn, body.expiresOn ?? null)
  const [row] = await tx.insert(qualifications).values({ ...present(body), skill: body.skill, grantedOn: body.grantedOn, userId }).returning()
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'qualification.created', objectId: row.id, after: row })
  return row
}

export async function patchQualification(tx: Db, request: FastifyRequest, userId: string, id: string, patch: z.output<typeof QualificationPatch>) {
  const before = await requireOwn(tx, request, userId, id)
  requireOrder(patch.grantedOn ?? before.grantedOn, patch.expiresOn === undefined ? before.expiresOn : patch.expiresOn)
  const [row] = await tx.update(qualifications).set({ ...present(patch), version: sql`${qualifications.version} + 1`, updatedAt: new Date() }).where(and(eq(qualifications.id, id), eq(qualifications.version, before.version))).returning()
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'qualification.updated', objectId: id, before, after: row })
  return row
}

export async function removeQualification(tx: Db, request: FastifyRequest, userId: string, id: string): Promise<void> {
  const before = await requireOwn(tx, request, userId, id)
  await tx.delete(qualifications).where(eq(qualifications.id, id))
  await record(tx, request, { type: 'qualification.removed', objectId: id, before })
}

/** The qualification of an account, or a 404. */
export async function requireQualification(db: Db, userId: string, id: string) {
  const row = await findQualification(db, userId, id)
  if (!row) throw qualificationErrors['qualification-not-found']()
  return row
}

async function requireOwn(tx: Db, request: FastifyRequest, userId: string, id: string) {
  await requireUser(tx, userId, request.reach)
  const row = await requireQualification(tx, userId, id)
  requireMatch(request, row.version)
  return row
}

function requireOrder(grantedOn: string, expiresOn: string | null): void {
  if (expiresOn && expiresOn < grantedOn) throw qualificationErrors['qualification-ends-before-start']({ errors: [{ pointer: '/expiresOn', code: 'order', message: 'before grantedOn' }] })
}
