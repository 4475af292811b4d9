import { type Db, demoId, schema } from '@convergence/db'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { requireBody } from '../bodies/commands.ts'
import { listColleges, membersOn } from '../bodies/queries.parts.ts'
import { inSeat, quorumsOf } from '../bodies/quorum.ts'
import { may, seesMap } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { dayIn } from '../positions/rules.ts'
import { idParams } from '../schemas.ts'
import { requireSession } from '../sessions/commands.ts'
import { compare } from './compare.ts'
import { BodyRepresentativenessQuery, Representativeness, RepresentativenessQuery } from './schemas.ts'

const tag = 'bodies'
const { attendances, bodyMembers, invitations } = schema
const description = 'Total variation distance between the shares of the voices and those of the map (Loosemore and Hanby, 1971), 0 to 1, with the least that so many voices could reach. See docs/methods/representativeness.md.'
const example = { params: { id: demoId('body', 'comite-dialogue-bretagne') }, query: { on: '2026-11-27' } }
const sessionExample = { params: { id: demoId('session', 'seance-2026-10') } }

/** Bodies and meetings beside the map. */
export async function representativenessRoutes(app: App): Promise<void> {
  app.get('/bodies/:id/representativeness', operation({ id: 'getBodyRepresentativeness', tag, summary: 'The seats of a body beside the map: who has its part, and who has no voice', description, access: may.readDialogue, params: idParams, query: BodyRepresentativenessQuery, response: { 200: Representativeness }, example }), async (request) => {
    const day = request.query.on ?? dayIn(new Date())
    const body = await requireBody(app.db, request.params.id, request.reach, day)
    const perimeterId = request.query.perimeterId ?? body.perimeterId
    const voices = sql`select ${bodyMembers.stakeholderId} as stakeholder_id, ${bodyMembers.seats} as n from body_members where ${and(eq(bodyMembers.bodyId, body.id), inSeat(day))}`
    const compared = await compare(app.db, { perimeterId, day, voices }, request.reach, seesMap(request))
    const colleges = (await listColleges(app.db, body.id, day)).map(({ id, label, seats, filled }) => ({ id, label, seats, filled, voices: filled }))
    return { ...compared, basis: 'seats' as const, colleges }
  })

  app.get('/sessions/:id/representativeness', operation({ id: 'getSessionRepresentativeness', tag, summary: 'Who came to a session, or is invited to it, beside the map', description, access: may.readDialogue, params: idParams, query: RepresentativenessQuery, response: { 200: Representativeness }, example: sessionExample }), async (request) => {
    const session = await requireSession(app.db, request.params.id, request.reach)
    const day = dayIn(session.startsAt, session.timeZone)
    const perimeterId = request.query.perimeterId ?? session.perimeterId
    const held = session.status === 'open' || session.status === 'closed'
    const compared = await compare(app.db, { perimeterId, day, voices: held ? whoCame(session.id) : whoIsInvited(session.id) }, request.reach, seesMap(request))
    return { ...compared, basis: held ? 'attendance' as const : 'invitations' as const, colleges: session.bodyId && held ? await collegesAt(app.db, session.bodyId, session.id, day) : [] }
  })
}

const whoCame = (id: string): SQL => sql`select ${attendances.stakeholderId} as stakeholder_id, 1 as n from attendances where ${eq(attendances.sessionId, id)} and ${attendances.status} in ('present', 'remote', 'represented')`
const whoIsInvited = (id: string): SQL => sql`select ${invitations.stakeholderId} as stakeholder_id, 1 as n from invitations where ${eq(invitations.sessionId, id)} and ${invitations.role} = 'participant' and ${invitations.status} <> 'apologised'`

/** The colleges of the body that met, with the seats that its quorum counts at the session. */
async function collegesAt(db: Db, bodyId: string, sessionId: string, day: string) {
  const counts = (await quorumsOf(db, [{ id: sessionId, bodyId, day }])).get(sessionId)?.counts ?? []
  const members = await membersOn(db, bodyId, day)
  const counted = new Map(counts.map((count) => [count.memberId, count.counted]))
  return (await listColleges(db, bodyId, day)).map(({ id, label, seats, filled }) => ({ id, label, seats, filled, voices: members.filter((m) => m.collegeId === id).reduce((sum, m) => sum + (counted.get(m.id) ?? 0), 0) }))
}
