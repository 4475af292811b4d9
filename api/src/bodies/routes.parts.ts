import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { dayIn } from '../positions/rules.ts'
import { idParams } from '../schemas.ts'
import { addCollege, patchCollege, removeCollege, requireCollege } from './commands.colleges.ts'
import { addMember, endMember, patchMember, removeMember, renewMember, requireMember } from './commands.members.ts'
import { requireBody } from './commands.ts'
import { examples } from './examples.ts'
import { listColleges, listMembers } from './queries.parts.ts'
import { College, CollegeCreate, CollegeList, CollegePatch, DayQuery, Member, MemberCreate, MemberEnd, MemberPage, MemberPatch, MemberQuery, MemberRenew, partParams } from './schemas.parts.ts'

const tag = 'bodies'
const colleges = '/bodies/:id/colleges'
const members = '/bodies/:id/members'
const at = (kind: 'colleges' | 'members', bodyId: string, id: string): string => `/api/v1/bodies/${bodyId}/${kind}/${id}`

/** The colleges of a body and their seats, and who fills them. */
export function bodyPartRoutes(app: App): void {
  collegeRoutes(app)
  memberRoutes(app)
  termRoutes(app)
}

function collegeRoutes(app: App): void {
  app.get(colleges, operation({ id: 'listBodyColleges', tag, summary: 'Colleges of a body, with the seats filled on a day', access: may.readDialogue, params: idParams, query: DayQuery, response: { 200: CollegeList }, example: examples.colleges }), async (request) => {
    await requireBody(app.db, request.params.id, request.reach)
    return { items: await listColleges(app.db, request.params.id, request.query.on ?? dayIn(new Date())), nextCursor: null }
  })

  app.post(colleges, operation({ id: 'createBodyCollege', tag, summary: 'Add a college and its seats', access: may.writeDialogue, params: idParams, body: CollegeCreate, response: { 201: College }, example: examples.collegeCreate }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addCollege(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: at('colleges', request.params.id, row.id) }
    }))

  app.get(`${colleges}/:partId`, operation({ id: 'getBodyCollege', tag, summary: 'One college', access: may.readDialogue, params: partParams, response: { 200: College }, example: examples.college }), async (request, reply) => {
    await requireBody(app.db, request.params.id, request.reach)
    const row = await requireCollege(app.db, request.params.id, request.params.partId)
    reply.header('etag', etagOf(row.version))
    return row
  })

  app.patch(`${colleges}/:partId`, operation({ id: 'updateBodyCollege', tag, summary: 'Change a college or its seats', access: may.writeDialogue, params: partParams, body: CollegePatch, response: { 200: College }, example: examples.collegePatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchCollege(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(`${colleges}/:partId`, operation({ id: 'deleteBodyCollege', tag, summary: 'Remove a college in which nobody ever sat', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.college }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeCollege(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))
}

function memberRoutes(app: App): void {
  app.get(members, operation({ id: 'listBodyMembers', tag, summary: 'Members of a body: all that ever sat, or those in their seats on a day', access: may.readDialogue, params: idParams, query: MemberQuery, response: { 200: MemberPage }, example: examples.members }), async (request, reply) => {
    await requireBody(app.db, request.params.id, request.reach)
    const { on, asOf } = request.query
    return pageFrom(await listMembers(app.db, request.params.id, request.query, asOf ?? on ?? dayIn(new Date()), app.config.secret), request.query, request, reply)
  })

  app.post(members, operation({ id: 'createBodyMember', tag, summary: 'Give a seat to a stakeholder, for a term', access: may.writeDialogue, params: idParams, body: MemberCreate, response: { 201: Member }, example: examples.memberCreate }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addMember(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: at('members', request.params.id, row.id) }
    }))

  app.get(`${members}/:partId`, operation({ id: 'getBodyMember', tag, summary: 'One member', access: may.readDialogue, params: partParams, response: { 200: Member }, example: examples.member }), async (request, reply) => {
    await requireBody(app.db, request.params.id, request.reach)
    const row = await requireMember(app.db, request.params.id, request.params.partId)
    reply.header('etag', etagOf(row.version))
    return row
  })

  app.patch(`${members}/:partId`, operation({ id: 'updateBodyMember', tag, summary: 'Correct what was written of a seat', access: may.writeDialogue, params: partParams, body: MemberPatch, response: { 200: Member }, example: examples.memberPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchMember(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(`${members}/:partId`, operation({ id: 'deleteBodyMember', tag, summary: 'Take away a seat that was written by mistake', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.member }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeMember(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))
}

function termRoutes(app: App): void {
  app.post(`${members}/:partId/end`, operation({ id: 'endBodyMember', tag, summary: 'Say that a member leaves its seat, when and why', access: may.writeDialogue, params: partParams, body: MemberEnd, response: { 200: Member }, example: examples.memberEnd }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await endMember(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.post(`${members}/:partId/renew`, operation({ id: 'renewBodyMember', tag, summary: 'Write the next term of a member; the former one stays as it was', access: may.writeDialogue, params: partParams, body: MemberRenew, response: { 201: Member }, example: examples.memberRenew }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await renewMember(tx, request, request.params.id, request.params.partId, request.body)
      return { status: 201, body: row, version: row.version, location: at('members', request.params.id, row.id) }
    }))
}
