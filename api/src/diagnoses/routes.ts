import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { adoptDiagnosis, createDiagnosis, patchDiagnosis, removeDiagnosis, reopenDiagnosis, requireDiagnosis, restoreDiagnosis } from './commands.ts'
import { listDiagnoses } from './queries.ts'
import { Diagnosis, DiagnosisAdopt, DiagnosisCreate, DiagnosisListQuery, DiagnosisPage, DiagnosisPatch } from './schemas.ts'

const tag = 'diagnoses'
const draft = { params: { id: demoId('diagnosis', 'sobriete-2029') } }
const adopted = { params: { id: demoId('diagnosis', 'renoncement-2036') } }
const examples = {
  list: { query: { status: 'adopted', horizon: 'plus10' } },
  create: { body: { title: 'Nos fournisseurs dans dix ans', question: 'Qui prendra de l’importance si les circuits se raccourcissent ?', horizon: 'plus10' as const, scenario: 'Sobriété choisie', conclusion: 'À débattre.', perimeterId: demoId('perimeter', 'national') } },
  patch: { ...draft, after: ['createDiagnosis'], body: { conclusion: 'Les collectivités passent au premier plan ; nous les rencontrons avant l’été.' } },
  adopt: { ...draft, body: { bodyId: demoId('body', 'comite-orientation'), on: '2026-11-20' } },
}

export async function diagnosesRoutes(app: App): Promise<void> {
  app.get('/diagnoses', operation({ id: 'listDiagnoses', tag, summary: 'Prospective diagnoses, one page', access: may.readMap, query: DiagnosisListQuery, response: { 200: DiagnosisPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listDiagnoses(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/diagnoses', operation({ id: 'createDiagnosis', tag, summary: 'Begin a diagnosis', access: may.writeMap, body: DiagnosisCreate, response: { 201: Diagnosis }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createDiagnosis(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/diagnoses/${row.id}` }
    }))

  app.get('/diagnoses/:id', operation({ id: 'getDiagnosis', tag, summary: 'One diagnosis', access: may.readMap, params: idParams, response: { 200: Diagnosis }, example: adopted }), async (request, reply) =>
    sendVersioned(request, reply, await requireDiagnosis(app.db, request.params.id, request.reach)))

  app.patch('/diagnoses/:id', operation({ id: 'updateDiagnosis', tag, summary: 'Change a draft', access: may.writeMap, params: idParams, body: DiagnosisPatch, response: { 200: Diagnosis }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchDiagnosis(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/diagnoses/:id/adopt', operation({ id: 'adoptDiagnosis', tag, summary: 'Keep that a body adopted it', description: 'A body that has a quorum adopts at a meeting, where the quorum is counted; without it the adoption is refused, with the figures.', access: may.publishReport, params: idParams, body: DiagnosisAdopt, response: { 200: Diagnosis }, example: examples.adopt }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await adoptDiagnosis(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/diagnoses/:id/reopen', operation({ id: 'reopenDiagnosis', tag, summary: 'Take the adoption back', access: may.publishReport, params: idParams, response: { 200: Diagnosis }, example: adopted }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await reopenDiagnosis(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  app.delete('/diagnoses/:id', operation({ id: 'deleteDiagnosis', tag, summary: 'Remove a draft; it can be restored', access: may.writeMap, params: idParams, response: { 204: z.null() }, example: draft }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeDiagnosis(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/diagnoses/:id/restore', operation({ id: 'restoreDiagnosis', tag, summary: 'Bring a removed diagnosis back', access: may.writeMap, params: idParams, response: { 200: Diagnosis }, example: draft }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreDiagnosis(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}
