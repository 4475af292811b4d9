import { demoId } from '@convergence/db'
import { z } from 'zod'
import { type Access, may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireUser } from '../users/commands.ts'
import { addQualification, patchQualification, removeQualification, requireQualification } from './commands.ts'
import { listFacilitators, listQualifications } from './queries.ts'
import { FacilitatorList, FacilitatorQuery, Qualification, QualificationCreate, QualificationList, QualificationPatch, qualificationParams } from './schemas.ts'

const tag = 'qualifications'
const root = '/users/:id/qualifications'
const one = `${root}/:partId` as const
const mayRead = { roles: ['administrator', 'staff'], scope: null } as const satisfies Access

const id = demoId('user', 'facilitator')
const part = { params: { id, partId: demoId('qualification', 'facilitator') } }
const examples = {
  facilitators: { query: { day: '2026-12-15' } },
  list: { params: { id } },
  create: { params: { id }, body: { skill: 'facilitation', grantedOn: '2026-10-06', expiresOn: '2029-10-05', source: 'Formation interne, deux jours' } },
  patch: { ...part, body: { source: 'Formation interne, deux jours, et une séance observée' } },
}

/** What people are trained for. Administrators write it, staff read it; whoever prepares a session sees whether its facilitator is trained. */
export async function qualificationsRoutes(app: App): Promise<void> {
  app.get('/facilitators', operation({ id: 'listFacilitators', tag, summary: 'Who may run a session, and whether they are trained for it on a day', access: may.writeDialogue, query: FacilitatorQuery, response: { 200: FacilitatorList }, example: examples.facilitators }), async (request) =>
    ({ items: await listFacilitators(app.db, request.query.day, request.reach), nextCursor: null }))

  app.get(root, operation({ id: 'listQualifications', tag, summary: 'What an account is trained for', access: mayRead, params: idParams, response: { 200: QualificationList }, example: examples.list }), async (request) => {
    await requireUser(app.db, request.params.id, request.reach)
    return { items: await listQualifications(app.db, request.params.id), nextCursor: null }
  })

  app.post(root, operation({ id: 'createQualification', tag, summary: 'Keep that an account was trained', access: may.administer, params: idParams, body: QualificationCreate, response: { 201: Qualification }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addQualification(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/users/${row.userId}/qualifications/${row.id}` }
    }))

  app.get(one, operation({ id: 'getQualification', tag, summary: 'One qualification', access: mayRead, params: qualificationParams, response: { 200: Qualification }, example: part }), async (request, reply) => {
    await requireUser(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireQualification(app.db, request.params.id, request.params.partId))
  })

  app.patch(one, operation({ id: 'updateQualification', tag, summary: 'Change a qualification', access: may.administer, params: qualificationParams, body: QualificationPatch, response: { 200: Qualification }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchQualification(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(one, operation({ id: 'deleteQualification', tag, summary: 'Take a qualification back', access: may.administer, params: qualificationParams, response: { 204: z.null() }, example: part }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeQualification(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))
}
