import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { dayIn, mandateCovers } from '../positions/rules.ts'
import { requireStakeholders } from '../sessions/participants.ts'
import { lockedBody } from './commands.colleges.ts'
import { bodyErrors } from './errors.ts'
import { deleteMember, findMember, insertMember, listColleges, listTerms, type MemberRow, updateMember } from './queries.parts.ts'
import type { BodyRow } from './queries.ts'
import { addDays, overlap, peakSeats } from './rules.ts'
import type { MemberCreate, MemberEnd, MemberPatch, MemberRenew } from './schemas.parts.ts'

/** What the rules of a seat look at. */
interface SeatFacts { id?: string; stakeholderId: string; collegeId: string | null; mandateId: string | null; seats: number; startOn: string; endOn: string | null }

/** Gives a seat to a stakeholder, for a term. */
export async function addMember(tx: Db, request: FastifyRequest, bodyId: string, body: z.output<typeof MemberCreate>): Promise<MemberRow> {
  const owner = await lockedBody(tx, bodyId, request.reach)
  await requireStakeholders(tx, [body.stakeholderId], request.reach, '/stakeholderId')
  const facts = { ...body, collegeId: body.collegeId ?? null, mandateId: body.mandateId ?? null, seats: body.seats ?? 1, endOn: body.endOn ?? null }
  await requireSeat(tx, owner, facts)
  const id = await insertMember(tx, { ...present(body), stakeholderId: body.stakeholderId, startOn: body.startOn, bodyId })
  const row = await requireMember(tx, bodyId, id)
  await record(tx, request, { type: 'body-member.created', objectId: id, perimeterId: owner.perimeterId, after: told(row) })
  return row
}

/** Corrects what was written of a seat. */
export async function patchMember(tx: Db, request: FastifyRequest, bodyId: string, id: string, patch: z.output<typeof MemberPatch>): Promise<MemberRow> {
  const { owner, before } = await locked(tx, request, bodyId, id)
  requireMatch(request, before.version)
  const change = present(patch)
  await requireSeat(tx, owner, { ...before, ...change })
  return save(tx, request, owner, before, change, 'body-member.updated')
}

/** Records that a member leaves its seat, on a day and for a reason. */
export async function endMember(tx: Db, request: FastifyRequest, bodyId: string, id: string, { endOn, reason }: z.output<typeof MemberEnd>): Promise<MemberRow> {
  const { owner, before } = await locked(tx, request, bodyId, id)
  if (endOn < before.startOn) throw bodyErrors['body-member-order']({ errors: [{ pointer: '/endOn', code: 'order', message: 'before startOn' }] })
  if (before.endOn === null || endOn > before.endOn) await requireSeat(tx, owner, { ...before, endOn })
  return save(tx, request, owner, before, { endOn, endReason: reason }, 'body-member.ended')
}

/** Writes the next term of a member: the former one stays as it was. */
export async function renewMember(tx: Db, request: FastifyRequest, bodyId: string, id: string, body: z.output<typeof MemberRenew>): Promise<MemberRow> {
  const { owner, before } = await locked(tx, request, bodyId, id)
  if (before.endOn === null) throw bodyErrors['body-member-term-open']()
  if (before.renewed) throw bodyErrors['body-member-renewed']()
  const next = {
    stakeholderId: before.stakeholderId, collegeId: before.collegeId, mandateId: body.mandateId === undefined ? before.mandateId : body.mandateId,
    role: body.role ?? before.role, seats: body.seats ?? before.seats, startOn: body.startOn ?? addDays(before.endOn, 1), endOn: body.endOn ?? null,
  }
  await requireSeat(tx, owner, next)
  const row = await requireMember(tx, bodyId, await insertMember(tx, { ...next, bodyId }))
  await record(tx, request, { type: 'body-member.renewed', objectId: row.id, perimeterId: owner.perimeterId, after: told(row) })
  return row
}

/** Takes away a seat that was written by mistake; one that is left is ended instead. */
export async function removeMember(tx: Db, request: FastifyRequest, bodyId: string, id: string): Promise<void> {
  const { owner, before } = await locked(tx, request, bodyId, id)
  requireMatch(request, before.version)
  await deleteMember(tx, id)
  await record(tx, request, { type: 'body-member.removed', objectId: id, perimeterId: owner.perimeterId, before: told(before) })
}

/** The member of this body, or a 404. */
export async function requireMember(db: Db, bodyId: string, id: string): Promise<MemberRow> {
  const row = await findMember(db, bodyId, id, dayIn(new Date()))
  if (!row) throw bodyErrors['body-member-not-found']()
  return row
}

async function locked(tx: Db, request: FastifyRequest, bodyId: string, id: string): Promise<{ owner: BodyRow; before: MemberRow }> {
  const owner = await lockedBody(tx, bodyId, request.reach)
  return { owner, before: await requireMember(tx, bodyId, id) }
}

/** Refuses a seat that the dates, the mandate, the college or another term do not allow. */
async function requireSeat(tx: Db, owner: BodyRow, seat: SeatFacts): Promise<void> {
  requireDates(owner, seat)
  await requireOwnMandate(tx, seat)
  const others = (await listTerms(tx, owner.id)).filter((term) => term.id !== seat.id)
  const same = others.some((term) => term.stakeholderId === seat.stakeholderId && term.collegeId === seat.collegeId && term.mandateId === seat.mandateId && overlap(term, seat))
  if (same) throw bodyErrors['body-member-already']()
  if (seat.collegeId === null) return
  const college = (await listColleges(tx, owner.id, seat.startOn)).find((one) => one.id === seat.collegeId)
  if (!college) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/collegeId', code: 'unknown', message: 'not a college of this body' }] })
  const taken = seat.seats + peakSeats(others.filter((term) => term.collegeId === college.id), seat)
  if (taken > college.seats) throw bodyErrors['body-college-full']({ params: { college: college.label, seats: college.seats, taken }, errors: [{ pointer: '/collegeId', code: 'full', message: 'no seat left' }] })
}

function requireDates(owner: BodyRow, { startOn, endOn }: SeatFacts): void {
  if (endOn !== null && endOn < startOn) throw bodyErrors['body-member-order']({ errors: [{ pointer: '/endOn', code: 'order', message: 'before startOn' }] })
  if ((owner.since && startOn < owner.since) || (owner.ceasedOn && startOn > owner.ceasedOn)) throw bodyErrors['body-member-outside']({ errors: [{ pointer: '/startOn', code: 'out_of_range', message: 'outside the life of the body' }] })
}

async function requireOwnMandate(tx: Db, { mandateId, stakeholderId, startOn }: SeatFacts): Promise<void> {
  if (mandateId === null) return
  const { mandates } = schema
  const [mandate] = await tx.select().from(mandates).where(and(eq(mandates.id, mandateId), isNull(mandates.deletedAt)))
  if (mandate?.organisationId === stakeholderId && mandateCovers(mandate, startOn)) return
  throw bodyErrors['body-member-mandate']({ errors: [{ pointer: '/mandateId', code: 'invalid', message: 'not of this stakeholder on that day' }] })
}

const told = ({ bodyId, stakeholderId, collegeId, mandateId, role, seats, startOn, endOn, endReason }: MemberRow) => ({ bodyId, stakeholderId, collegeId, mandateId, role, seats, startOn, endOn, endReason })

async function save(tx: Db, request: FastifyRequest, owner: BodyRow, before: MemberRow, change: Parameters<typeof updateMember>[2], type: `body-member.${string}`): Promise<MemberRow> {
  if (!(await updateMember(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireMember(tx, owner.id, before.id)
  await record(tx, request, { type, objectId: row.id, perimeterId: owner.perimeterId, before: told(before), after: told(row) })
  return row
}
