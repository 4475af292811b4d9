import { demoId } from '@convergence/db'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createPersonRequest, patchPersonRequest, requirePersonRequest, today } from './commands.ts'
import { listPersonRequests } from './queries.ts'
import { PersonRequest, PersonRequestCreate, PersonRequestPage, PersonRequestPatch, PersonRequestQuery } from './schemas.ts'

const tag = 'person requests'
const id = demoId('perimeter', 'national')
const after = ['createPersonRequest']
const examples = {
  list: { query: { overdue: 'false', sort: 'dueOn' } },
  create: { body: { perimeterId: id, kind: 'access', requester: 'Maëlle Tanguy', details: 'Demande écrite : quelles données détenez-vous sur moi ?' } },
  one: { params: { id }, after },
  patch: { params: { id }, after, body: { state: 'verified', identityCheck: 'Réponse depuis l’adresse connue de longue date' } },
} as const

/** The register of what people ask: the data protection officer's. */
export async function personRequestsRoutes(app: App): Promise<void> {
  app.get('/person-requests', operation({ id: 'listPersonRequests', tag, summary: 'What people asked about their data, one page', access: may.protect, query: PersonRequestQuery, response: { 200: PersonRequestPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listPersonRequests(app.db, request.query, { reach: request.reach, secret: app.config.secret, today: today() }), request.query, request, reply))

  app.post('/person-requests', operation({ id: 'createPersonRequest', tag, summary: 'Keep what a person asks', description: 'Due one month after it came (GDPR 12(3)).', access: may.protect, body: PersonRequestCreate, response: { 201: PersonRequest }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createPersonRequest(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/person-requests/${row.id}` }
    }))

  app.get('/person-requests/:id', operation({ id: 'getPersonRequest', tag, summary: 'One request of a person', access: may.protect, params: idParams, response: { 200: PersonRequest }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requirePersonRequest(app.db, request.params.id, request.reach)))

  app.patch('/person-requests/:id', operation({ id: 'updatePersonRequest', tag, summary: 'Check an identity, extend, answer or refuse', access: may.protect, params: idParams, body: PersonRequestPatch, response: { 200: PersonRequest }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchPersonRequest(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))
}
