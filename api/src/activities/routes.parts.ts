import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf, sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { Session } from '../sessions/schemas.ts'
import { addMembers, listAudience, patchMember, removeMember, requireMember } from './audience.ts'
import { applyAudience, compareAudience } from './audience-refresh.ts'
import { examples } from './examples.parts.ts'
import { addRisk, listRisks, patchRisk, removeRisk, requireRisk } from './risks.ts'
import { ActivityRisk, ActivitySessionCreate, AudienceAdd, AudienceApply, AudienceChanged, AudienceCompare, AudienceComparison, AudienceListQuery, AudienceMember, AudienceMemberPatch, AudiencePage, partParams, RiskCreate, RiskList, RiskPatch, SessionActivityPut } from './schemas.parts.ts'
import { moveSession, planSession } from './sessions.ts'

const tag = 'activities'
const members = '/activities/:id/stakeholders'
const member = `${members}/:partId` as const
const risks = '/activities/:id/risks'
const risk = `${risks}/:partId` as const

/** Who a dialogue is held with, and what makes them a stakeholder of it. */
export function audienceRoutes(app: App): void {
  app.get(members, operation({ id: 'listAudience', tag, summary: 'The audience of an activity with its load, by name, one page', access: may.readDialogue, params: idParams, query: AudienceListQuery, response: { 200: AudiencePage }, example: examples.audience }), async (request, reply) =>
    pageFrom(await listAudience(app.db, request.params.id, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post(members, operation({ id: 'addAudience', tag, summary: 'Add stakeholders to the audience by hand', access: may.writeDialogue, params: idParams, body: AudienceAdd, response: { 200: AudienceChanged }, example: examples.add }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await addMembers(tx, request, request.params.id, request.body) })))

  app.get(member, operation({ id: 'getAudienceMember', tag, summary: 'One stakeholder of the audience', access: may.readDialogue, params: partParams, response: { 200: AudienceMember }, example: examples.member }), async (request, reply) => {
    const row = await requireMember(app.db, request.params.id, request.params.partId, request.reach)
    reply.header('etag', etagOf(row.version))
    return row
  })

  app.patch(member, operation({ id: 'updateAudienceMember', tag, summary: 'Say what makes a stakeholder one of this activity', access: may.writeDialogue, params: partParams, body: AudienceMemberPatch, response: { 200: AudienceMember }, example: examples.memberPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchMember(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(member, operation({ id: 'removeAudienceMember', tag, summary: 'Take a stakeholder out of the audience', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.memberDelete }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeMember(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))

  app.post('/activities/:id/audience/compare', operation({ id: 'compareAudience', tag, summary: 'Who a query of the register would bring in and take out', description: 'Without `query`, the one by which the audience was chosen: what changed since.', access: may.readDialogue, params: idParams, body: AudienceCompare, response: { 200: AudienceComparison }, example: examples.compare }), (request) =>
    compareAudience(app.db, request.params.id, request.body.query, request.reach))

  app.post('/activities/:id/audience/apply', operation({ id: 'applyAudience', tag, summary: 'Freeze what a query keeps today as the audience', access: may.writeDialogue, params: idParams, body: AudienceApply, response: { 200: AudienceChanged }, example: examples.apply }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await applyAudience(tx, request, request.params.id, request.body) })))
}

/** Risks of holding the dialogue, or of not holding it. */
export function riskRoutes(app: App): void {
  app.get(risks, operation({ id: 'listActivityRisks', tag, summary: 'The risks of an activity, the worst first', access: may.readDialogue, params: idParams, response: { 200: RiskList }, example: examples.risks }), async (request) =>
    ({ items: await listRisks(app.db, request.params.id, request.reach), nextCursor: null }))

  app.post(risks, operation({ id: 'createActivityRisk', tag, summary: 'Add a risk', access: may.writeDialogue, params: idParams, body: RiskCreate, response: { 201: ActivityRisk }, example: examples.riskCreate }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addRisk(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/activities/${row.activityId}/risks/${row.id}` }
    }))

  app.get(risk, operation({ id: 'getActivityRisk', tag, summary: 'One risk', access: may.readDialogue, params: partParams, response: { 200: ActivityRisk }, example: examples.risk }), async (request, reply) =>
    sendVersioned(request, reply, await requireRisk(app.db, request.params.id, request.params.partId, request.reach)))

  app.patch(risk, operation({ id: 'updateActivityRisk', tag, summary: 'Change a risk or its treatment', access: may.writeDialogue, params: partParams, body: RiskPatch, response: { 200: ActivityRisk }, example: examples.riskPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchRisk(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(risk, operation({ id: 'deleteActivityRisk', tag, summary: 'Remove a risk', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.riskDelete }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeRisk(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))
}

/** The sessions that a dialogue produces. */
export function activitySessionRoutes(app: App): void {
  app.post('/activities/:id/sessions', operation({ id: 'createActivitySession', tag, summary: 'Plan a session of an activity and invite its audience', description: 'Aim, level and perimeter are those of the activity. Invitations are written; their mails leave when they are sent from the session.', access: may.writeDialogue, params: idParams, body: ActivitySessionCreate, response: { 201: Session }, example: examples.session }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await planSession(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/sessions/${row.id}` }
    }))

  app.put('/sessions/:id/activity', operation({ id: 'setSessionActivity', tag, summary: 'Give a session to an activity, or to none', access: may.writeDialogue, params: idParams, body: SessionActivityPut, response: { 200: Session }, versioned: false, example: examples.move }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await moveSession(tx, request, request.params.id, request.body.activityId)
      return { body: row, version: row.version }
    }))
}
