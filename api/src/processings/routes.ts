import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createProcessing, patchProcessing, removeProcessing, requireProcessing } from './commands.ts'
import { listProcessings } from './queries.ts'
import { Processing, ProcessingCreate, ProcessingPatch, Processings } from './schemas.ts'

const tag = 'processings'
const id = demoId('perimeter', 'national')
const one = { params: { id }, after: ['createProcessing'] } as const
const body = {
  perimeterId: id, kind: 'map', name: 'Carte des parties prenantes', purpose: 'Savoir qui est concerné et conduire le dialogue sur nos impacts.', legalBasis: 'legitimate_interest',
  balancingTest: 'Seuls le rôle public et les propos tenus en séance sont gardés ; chacun est informé et peut s’opposer.', endsOn: '2029-12-31', recipients: ['Direction de la responsabilité sociale'], measures: 'Accès par rôle et périmètre, journal des lectures.',
} as const

/** Lines of the register of processings (GDPR 30): read by who answers for the data, kept by the data protection officer. */
export async function processingsRoutes(app: App): Promise<void> {
  app.get('/processings', operation({ id: 'listProcessings', tag, summary: 'The processings of the register, by name', access: may.readPrivacy, response: { 200: Processings } }), async (request) => ({ items: await listProcessings(app.db, request.reach) }))

  app.post('/processings', operation({ id: 'createProcessing', tag, summary: 'Enter a processing into the register', description: 'A purpose, exactly one legal basis, an owner and an end date. Legitimate interest asks for a balancing test.', access: may.protect, body: ProcessingCreate, response: { 201: Processing }, example: { body } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createProcessing(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/processings/${row.id}` }
    }))

  app.get('/processings/:id', operation({ id: 'getProcessing', tag, summary: 'One processing of the register', access: may.readPrivacy, params: idParams, response: { 200: Processing }, example: one }), async (request, reply) =>
    sendVersioned(request, reply, await requireProcessing(app.db, request.params.id, request.reach)))

  app.patch('/processings/:id', operation({ id: 'updateProcessing', tag, summary: 'Change a processing of the register', access: may.protect, params: idParams, body: ProcessingPatch, response: { 200: Processing }, example: { ...one, body: { measures: 'Accès par rôle et périmètre ; relecture annuelle.' } } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchProcessing(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/processings/:id', operation({ id: 'deleteProcessing', tag, summary: 'Take a processing out of the register', access: may.protect, params: idParams, response: { 204: z.null() }, example: one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeProcessing(tx, request, request.params.id)
      return { status: 204 }
    }))
}
