import { type Db, schema } from '@convergence/db'
import { asc, eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { linkErrors } from '../links/errors.ts'
import type { AccessLinkRow } from '../links/links.ts'
import { forParticipants, listDocuments } from '../sessions/documents.ts'
import { findSession } from '../sessions/queries.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'
import { requireChangeable, giveAnswer } from './answers.ts'
import { audited } from './commands.ts'
import { record } from '../plugins/record.ts'
import { selectInvitations, seatsTaken } from './queries.ts'
import { endOf } from './rules.ts'
import type { z } from 'zod'
import type { LinkedAnswer } from './schemas.linked.ts'

const { agendaItems, points } = schema

/** The invitation behind a link and its session; a link whose invitation, session or stakeholder was taken away opens nothing. */
async function behind(db: Db, link: AccessLinkRow) {
  const session = link.sessionId ? await findSession(db, link.sessionId, 'all') : null
  const [invitation] = session ? await selectInvitations(db, session.id, [link.objectId]) : []
  if (!session || !invitation || !(await stakeholdersExist(db, [invitation.stakeholderId], 'all'))) throw linkErrors['link-refused']()
  return { session, invitation }
}

/** What the invited sees and may do: the session, its agenda and documents for participants, their answer, to whom a proxy may go. */
export async function linkedInvitation(db: Db, link: AccessLinkRow) {
  const { session, invitation } = await behind(db, link)
  const agenda = await db.select({ id: agendaItems.id, title: agendaItems.title, aim: agendaItems.aim, durationMinutes: agendaItems.durationMinutes, statement: sql<string | null>`(select v.statement from point_versions v where v.point_id = ${points.id} order by v.number desc limit 1)` })
    .from(agendaItems).leftJoin(points, eq(points.id, agendaItems.pointId)).where(eq(agendaItems.sessionId, session.id)).orderBy(asc(agendaItems.rank), asc(agendaItems.id))
  const others = (await selectInvitations(db, session.id)).filter((row) => row.id !== invitation.id && row.role === 'participant' && row.status !== 'apologised' && row.status !== 'represented')
  const closed = session.status === 'cancelled' ? ('cancelled' as const) : session.status === 'closed' || endOf(session) < new Date() ? ('over' as const) : null
  return {
    invitation: { ...invitation, representing: (await selectInvitations(db, session.id)).filter((row) => row.status === 'represented' && row.proxyId === invitation.stakeholderId).map((row) => row.stakeholderName) },
    session: { ...session, freeSeats: session.seats === null ? null : Math.max(0, session.seats - (await seatsTaken(db, session.id))), videoUrl: closed ? '' : session.videoUrl },
    agenda,
    documents: await listDocuments(db, session.id, forParticipants),
    proxies: invitation.role === 'observer' || invitation.represents > 0 ? [] : others.map((row) => ({ id: row.stakeholderId, name: row.stakeholderName })),
    closed,
  }
}

/** Keeps what the invited answers. */
export async function answerLinked(tx: Db, request: FastifyRequest, link: AccessLinkRow, { answer, proxyId, note }: z.output<typeof LinkedAnswer>) {
  const { session } = await behind(tx, link)
  const locked = await requireChangeable(tx, session.id, 'all')
  // Read again within the lock: somebody may have answered on their behalf meanwhile.
  const { invitation } = await behind(tx, link)
  const row = await giveAnswer(tx, request, locked, invitation, { status: answer, proxyId, note })
  await record(tx, request, { type: 'invitation.answered', objectId: row.id, perimeterId: locked.perimeterId, before: audited(invitation), after: audited(row) })
  return linkedInvitation(tx, link)
}

/** The session behind a link, for its calendar file and its documents. */
export const linkedSession = async (db: Db, link: AccessLinkRow) => (await behind(db, link)).session
