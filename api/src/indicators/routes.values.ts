import { z } from 'zod'
import { fileResponse, uploaded } from '../files/schemas.ts'
import { tooLarge } from '../files/store.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { acceptUploads, MAX_FILE_BYTES } from '../plugins/uploads.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireBare } from './commands.ts'
import { editValue, freezeValue, freezeValues, giveValue, reopenValue, requireValue, restateValue, submitValue, validateValue, withdrawValue } from './commands.values.ts'
import { attachEvidence, sendEvidence } from './evidence.ts'
import { examples } from './examples.ts'
import { listValues } from './queries.values.ts'
import { takeValue } from './take.ts'
import { FreezeValues, Frozen, IndicatorTake, IndicatorValue, IndicatorValueCreate, IndicatorValueListQuery, IndicatorValuePage, IndicatorValuePatch, Restatement, valueParams } from './schemas.values.ts'

const tag = 'indicators'
const path = '/indicators/:id/values/:valueId'
const ValueEvidence = z.strictObject({ file: uploaded }).meta({ id: 'IndicatorEvidenceUpload' })

/** Values of an indicator: given, submitted, validated, frozen, restated. */
export async function valueRoutes(app: App): Promise<void> {
  app.get('/indicators/:id/values', operation({ id: 'listIndicatorValues', tag, summary: 'Values of an indicator, the latest period first', access: may.readReport, params: idParams, query: IndicatorValueListQuery, response: { 200: IndicatorValuePage }, example: examples.values }), async (request, reply) => {
    await requireBare(app.db, request.params.id, request.reach)
    return pageFrom(await listValues(app.db, request.params.id, request.query, request.reach, app.config.secret), request.query, request, reply)
  })

  app.post('/indicators/:id/values', operation({ id: 'createIndicatorValue', tag, summary: 'Give the value of a period that is over, for one perimeter', access: may.contributeReport, params: idParams, body: IndicatorValueCreate, response: { 201: IndicatorValue }, example: examples.value }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await giveValue(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/indicators/${request.params.id}/values/${row.id}` }
    }))

  app.get(path, operation({ id: 'getIndicatorValue', tag, summary: 'One value', access: may.readReport, params: valueParams, response: { 200: IndicatorValue }, example: examples.oneValue }), async (request, reply) => {
    await requireBare(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireValue(app.db, request.params.id, request.params.valueId, request.reach))
  })

  app.patch(path, operation({ id: 'updateIndicatorValue', tag, summary: 'Change a value while it is a draft or submitted', description: 'A frozen value answers 409 `indicator-value-frozen`: it is corrected by `POST …/restatements`, never edited.', access: may.contributeReport, params: valueParams, body: IndicatorValuePatch, response: { 200: IndicatorValue }, example: examples.valuePatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await editValue(tx, request, request.params.id, request.params.valueId, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/indicators/:id/take', operation({ id: 'takeIndicatorValue', tag, summary: 'Take the value of a period from the records, as a draft: of an automatic indicator', description: 'The rows behind it: `GET /measures/{name}/rows` with the days of the period and the perimeter.', access: may.contributeReport, params: idParams, body: IndicatorTake, response: { 201: IndicatorValue }, example: examples.take }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await takeValue(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/indicators/${request.params.id}/values/${row.id}` }
    }))

  const deeds = [
    { name: 'submit', id: 'submitIndicatorValue', summary: 'Hand a draft in', access: may.contributeReport, run: submitValue, example: examples.submit },
    { name: 'validate', id: 'validateIndicatorValue', summary: 'Validate a submitted value: it counts from now on', access: may.writeReport, run: validateValue, example: examples.validate },
    { name: 'reopen', id: 'reopenIndicatorValue', summary: 'Give a value back to be corrected', access: may.writeReport, run: reopenValue, example: examples.validate },
    { name: 'withdraw', id: 'withdrawIndicatorValue', summary: 'Take a draft or submitted value back; it stays readable', access: may.contributeReport, run: withdrawValue, example: examples.withdraw },
    { name: 'freeze', id: 'freezeIndicatorValue', summary: 'Freeze a validated value: from then on it is only restated', access: may.publishReport, run: freezeValue, example: examples.freeze },
  ] as const
  for (const { name, id, summary, access, run, example } of deeds)
    app.post(`${path}/${name}`, operation({ id, tag, summary, access, params: valueParams, response: { 200: IndicatorValue }, example }), (request, reply) =>
      write(request, reply, async (tx) => {
        const row = await run(tx, request, request.params.id, request.params.valueId)
        return { body: row, version: row.version }
      }))

  app.post(`${path}/restatements`, operation({ id: 'restateIndicatorValue', tag, summary: 'Correct a frozen value by a new one that names it, with its reason', access: may.writeReport, params: valueParams, body: Restatement, response: { 201: IndicatorValue }, example: examples.restate }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restateValue(tx, request, request.params.id, request.params.valueId, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/indicators/${request.params.id}/values/${row.id}` }
    }))

  app.post('/indicators/freeze', operation({ id: 'freezeIndicatorValues', tag, summary: 'Freeze all validated values of some days: closing a year', access: may.publishReport, body: FreezeValues, response: { 200: Frozen }, example: examples.freezeAll }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await freezeValues(tx, request, request.body) })))

  await app.register(async (uploads: App) => {
    await acceptUploads(uploads, tooLarge)
    uploads.post(`${path}/evidence`, { ...operation({ id: 'attachIndicatorEvidence', tag, summary: 'Add the file that proves a value, as a form; once', access: may.contributeReport, params: valueParams, consumes: ['multipart/form-data'], body: ValueEvidence, response: { 201: IndicatorValue }, example: examples.evidence }), bodyLimit: MAX_FILE_BYTES + 65_536 }, (request, reply) =>
      write(request, reply, async (tx) => {
        const row = await attachEvidence(tx, request, request.params.id, request.params.valueId, request.body.file)
        return { status: 201, body: row, version: row.version, location: `/api/v1/indicators/${request.params.id}/values/${request.params.valueId}/evidence` }
      }))
  })

  app.get(`${path}/evidence`, operation({ id: 'downloadIndicatorEvidence', tag, summary: 'The bytes of the file that proves a value', access: may.readReport, params: valueParams, response: fileResponse, example: examples.evidenceContent }), (request, reply) =>
    sendEvidence(app.db, reply, request.params.id, request.params.valueId, request.reach))
}
