import { type Db, schema } from '@convergence/db'
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { record } from '../plugins/record.ts'
import { countHeads, requireListed } from './attending.ts'
import { roomErrors } from './errors.ts'
import { readCode } from './rules.ts'
import type { Door, DoorAnswer, DoorCheckIn } from './schemas.ts'
import type { Guesses } from './throttle.ts'

const { attendances, checkIns, invitations, sessions, stakeholders } = schema
export type DoorSession = typeof sessions.$inferSelect

/** The session that a code opens; whoever holds the code becomes the principal, without any right. */
export async function sessionOfCode(db: Db, request: FastifyRequest, guesses: Guesses, typed: string): Promise<DoorSession> {
  const code = readCode(typed)
  const [session] = code === null ? [] : await db.select().from(sessions).where(and(eq(sessions.checkInCode, code), isNull(sessions.deletedAt)))
  if (!session || code === null) {
    await guesses.wrong(request.ip)
    throw roomErrors['check-in-code-unknown']()
  }
  await guesses.right(request.ip, code)
  requireOpenDoor(session)
  request.principal = { kind: 'door', actor: `door:${session.id}`, userId: session.id, signInId: null, grants: [], scopes: [] }
  request.reach = []
  return session
}

function requireOpenDoor(session: DoorSession): void {
  if (session.status === 'closed' || session.status === 'cancelled') throw roomErrors['check-in-closed']()
}

/** Title, time, place and the organisations that one may choose. */
export async function doorOf(db: Db, session: DoorSession): Promise<z.output<typeof Door>> {
  const asked = db.select({ id: invitations.stakeholderId }).from(invitations).where(eq(invitations.sessionId, session.id))
  const attending = db.select({ id: attendances.stakeholderId }).from(attendances).where(eq(attendances.sessionId, session.id))
  const organisations = await db.select({ id: stakeholders.id, name: stakeholders.name }).from(stakeholders)
    .where(and(isNull(stakeholders.deletedAt), or(inArray(stakeholders.id, asked), inArray(stakeholders.id, attending)))).orderBy(asc(stakeholders.searchName), asc(stakeholders.id))
  return { sessionId: session.id, title: session.title, place: session.place, startsAt: session.startsAt, timeZone: session.timeZone, fictional: session.fictional, organisations }
}

/** Checks one person in: once per device key, whatever is sent again; a check-in that was undone is taken up again. */
export async function checkIn(tx: Db, request: FastifyRequest, { id: sessionId }: DoorSession, body: z.output<typeof DoorCheckIn>): Promise<z.output<typeof DoorAnswer>> {
  const [session] = await tx.select().from(sessions).where(eq(sessions.id, sessionId)).for('share')
  if (!session) throw roomErrors['check-in-code-unknown']()
  requireOpenDoor(session)
  if (body.sessionId && body.sessionId !== session.id) throw roomErrors['check-in-other-session']()
  const values = { ...(await subjectOf(tx, session.id, body)), personName: body.personName ?? '', personRole: body.personRole ?? '', method: body.by ?? ('code' as const) }
  const [made] = await tx.insert(checkIns).values({ sessionId: session.id, deviceKey: body.deviceKey, ...values }).onConflictDoNothing().returning()
  const row = made ?? (await takeUpAgain(tx, session.id, body.deviceKey, values))
  if (row) {
    await record(tx, request, { type: 'check-in.created', objectId: row.id, perimeterId: session.perimeterId, after: row })
    if (row.stakeholderId) await countHeads(tx, request, session, row.stakeholderId)
  }
  return answerOf(tx, session, body.deviceKey, row === null)
}

async function subjectOf(tx: Db, sessionId: string, body: z.output<typeof DoorCheckIn>): Promise<{ stakeholderId: string | null; organisation: string }> {
  if (body.stakeholderId) {
    await requireListed(tx, sessionId, body.stakeholderId)
    return { stakeholderId: body.stakeholderId, organisation: '' }
  }
  const organisation = (body.organisation ?? '').trim()
  if (organisation === '') throw roomErrors['check-in-organisation-missing']({ errors: [{ pointer: '/organisation', code: 'missing', message: 'stakeholderId or organisation' }] })
  return { stakeholderId: null, organisation }
}

async function takeUpAgain(tx: Db, sessionId: string, deviceKey: string, values: Partial<typeof checkIns.$inferInsert>) {
  const [known] = await tx.select().from(checkIns).where(ofDevice(sessionId, deviceKey)).for('update')
  if (!known?.withdrawnAt) return null
  const [row] = await tx.update(checkIns).set({ ...values, at: new Date(), withdrawnAt: null, version: known.version + 1, updatedAt: new Date() }).where(eq(checkIns.id, known.id)).returning()
  return row ?? null
}

const ofDevice = (sessionId: string, deviceKey: string) => and(eq(checkIns.sessionId, sessionId), eq(checkIns.deviceKey, deviceKey))

async function answerOf(tx: Db, session: DoorSession, deviceKey: string, already: boolean): Promise<z.output<typeof DoorAnswer>> {
  const [row] = await tx.select({ id: checkIns.id, organisation: checkIns.organisation, personName: checkIns.personName, at: checkIns.at, name: stakeholders.name }).from(checkIns).leftJoin(stakeholders, eq(stakeholders.id, checkIns.stakeholderId)).where(ofDevice(session.id, deviceKey))
  if (!row) throw roomErrors['check-in-not-found']()
  return { id: row.id, sessionId: session.id, title: session.title, organisation: row.name ?? row.organisation, personName: row.personName, at: row.at, already }
}

/** Undoes what this device said; nothing is left of it but a trace. */
export async function undoOwn(tx: Db, request: FastifyRequest, session: DoorSession, deviceKey: string): Promise<void> {
  const [row] = await tx.update(checkIns).set({ withdrawnAt: new Date(), updatedAt: new Date() }).where(and(ofDevice(session.id, deviceKey), isNull(checkIns.withdrawnAt))).returning()
  if (!row) throw roomErrors['check-in-not-found']()
  await record(tx, request, { type: 'check-in.withdrawn', objectId: row.id, perimeterId: session.perimeterId, before: row })
  if (row.stakeholderId) await countHeads(tx, request, session, row.stakeholderId)
}
