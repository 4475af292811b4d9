import { type Db, schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import type { PrivacySettingsPatch } from './schemas.ts'

const { privacySettings } = schema
/** The one row: two who speak first at the same time meet on its key. */
const ONE = '00000000-0000-7000-8000-000000000001'
const nothing = { id: null, controller: '', controllerContact: '', dpo: '', dpoContact: '', processors: [], version: 0, updatedAt: null }

/** Who answers for the data; version 0 and empty before anybody said so. */
export async function readPrivacySettings(db: Db) {
  const [row] = await db.select().from(privacySettings).where(eq(privacySettings.id, ONE))
  return row ?? nothing
}

/** Says who answers for the data: for everything, so not by who reaches a part of it. */
export async function patchPrivacySettings(tx: Db, request: FastifyRequest, patch: z.output<typeof PrivacySettingsPatch>) {
  if (request.reach !== 'all') throw commonErrors['perimeter-out-of-reach']()
  const before = await readPrivacySettings(tx)
  requireMatch(request, before.version)
  const values = { ...patch, version: before.version + 1, updatedAt: new Date() }
  const rows = before.id === null
    ? await tx.insert(privacySettings).values({ id: ONE, ...values }).onConflictDoNothing().returning()
    : await tx.update(privacySettings).set(values).where(and(eq(privacySettings.id, before.id), eq(privacySettings.version, before.version))).returning()
  const [row] = rows
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'privacy-settings.updated', objectId: row.id, before, after: row })
  return row
}
