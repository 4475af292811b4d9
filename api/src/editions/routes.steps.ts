import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { examples } from './examples.ts'
import { freezeEdition, setPublished } from './freeze.ts'
import { Edition, EditionFreeze } from './schemas.ts'
import { wireEdition } from './view.ts'

const tag = 'editions'

/** Freezing, publishing and withdrawing: for people who answer for the report. */
export async function editionStepRoutes(app: App): Promise<void> {
  app.post('/editions/:id/freeze', operation({ id: 'freezeEdition', tag, summary: 'Freeze an edition: content and rows are kept under a hash and change no more', description: 'There is no way back to the draft. 409 `edition-changed-since` when `sha256` is not that of the content any more; 409 `quorum-not-reached` when the body that approves had none.', access: may.publishReport, params: idParams, body: EditionFreeze, response: { 200: Edition }, example: examples.freeze }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await freezeEdition(tx, request, request.params.id, request.body)
      return { body: wireEdition(request, row), version: row.version }
    }))

  app.post('/editions/:id/publish', operation({ id: 'publishEdition', tag, summary: 'Show a frozen edition to whoever has its address', access: may.publishReport, params: idParams, response: { 200: Edition }, example: examples.publish }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await setPublished(tx, request, request.params.id, true)
      return { body: wireEdition(request, row), version: row.version }
    }))

  app.post('/editions/:id/withdraw', operation({ id: 'withdrawEdition', tag, summary: 'Take a published edition out of public reading; it stays frozen', access: may.publishReport, params: idParams, response: { 200: Edition }, example: examples.withdraw }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await setPublished(tx, request, request.params.id, false)
      return { body: wireEdition(request, row), version: row.version }
    }))
}
