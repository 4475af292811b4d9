import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { dayIn } from '../positions/rules.ts'
import { requireBody } from './commands.ts'
import { bodyErrors } from './errors.ts'
import { collegeNamed, type CollegeRow, countInCollege, deleteCollege, insertCollege, listColleges, listTerms, updateCollege } from './queries.parts.ts'
import { type BodyRow, lockBody } from './queries.ts'
import { peakSeats } from './rules.ts'
import type { CollegeCreate, CollegePatch } from './schemas.parts.ts'

const today = (): string => dayIn(new Date())

export async function addCollege(tx: Db, request: FastifyRequest, bodyId: string, body: z.output<typeof CollegeCreate>): Promise<CollegeRow> {
  const owner = await lockedBody(tx, bodyId, request.reach)
  await requireName(tx, bodyId, body.label)
  const id = await insertCollege(tx, { ...body, bodyId })
  const row = await requireCollege(tx, bodyId, id)
  await record(tx, request, { type: 'body-college.created', objectId: id, perimeterId: owner.perimeterId, after: { bodyId, label: row.label, seats: row.seats, rank: row.rank } })
  return row
}

/** Changes a college; its seats cannot be fewer than those that are, or are to be, filled on one day. */
export async function patchCollege(tx: Db, request: FastifyRequest, bodyId: string, id: string, patch: z.output<typeof CollegePatch>): Promise<CollegeRow> {
  const owner = await lockedBody(tx, bodyId, request.reach)
  const before = await requireCollege(tx, bodyId, id)
  requireMatch(request, before.version)
  if (patch.label !== undefined) await requireName(tx, bodyId, patch.label, id)
  if (patch.seats !== undefined) await requireRoom(tx, bodyId, id, patch.seats)
  if (!(await updateCollege(tx, before, present(patch)))) throw commonErrors['stale-version']()
  const row = await requireCollege(tx, bodyId, id)
  await record(tx, request, { type: 'body-college.updated', objectId: id, perimeterId: owner.perimeterId, before, after: row })
  return row
}

export async function removeCollege(tx: Db, request: FastifyRequest, bodyId: string, id: string): Promise<void> {
  const owner = await lockedBody(tx, bodyId, request.reach)
  const before = await requireCollege(tx, bodyId, id)
  requireMatch(request, before.version)
  const used = await countInCollege(tx, id)
  if (used > 0) throw bodyErrors['body-college-in-use']({ params: { count: used } })
  await deleteCollege(tx, id)
  await record(tx, request, { type: 'body-college.removed', objectId: id, perimeterId: owner.perimeterId, before: { bodyId, label: before.label, seats: before.seats } })
}

/** The college of this body, or a 404. */
export async function requireCollege(db: Db, bodyId: string, id: string): Promise<CollegeRow> {
  const row = (await listColleges(db, bodyId, today())).find((college) => college.id === id)
  if (!row) throw bodyErrors['body-college-not-found']()
  return row
}

/** The body with its row locked: seats are given out one writer at a time. */
export async function lockedBody(tx: Db, id: string, reach: Reach): Promise<BodyRow> {
  await requireBody(tx, id, reach)
  await lockBody(tx, id)
  return requireBody(tx, id, reach)
}

async function requireName(tx: Db, bodyId: string, label: string, not?: string): Promise<void> {
  if (await collegeNamed(tx, bodyId, label, not)) throw bodyErrors['body-college-exists']({ errors: [{ pointer: '/label', code: 'taken', message: 'another college of the body has it' }] })
}

async function requireRoom(tx: Db, bodyId: string, id: string, seats: number): Promise<void> {
  const terms = (await listTerms(tx, bodyId)).filter((term) => term.collegeId === id)
  const taken = peakSeats(terms, { startOn: today(), endOn: null })
  if (taken > seats) throw bodyErrors['body-college-seats-taken']({ params: { taken, seats }, errors: [{ pointer: '/seats', code: 'too_small', message: 'fewer than those filled' }] })
}
