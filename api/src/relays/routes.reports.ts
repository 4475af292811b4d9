import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createReport, patchReport, removeReport, reopenReport, requireReport, submitReport, validateReport } from './commands.reports.ts'
import { examples } from './examples.ts'
import { readMaturity } from './maturity.ts'
import { listProgress, patchProgress, requireProgress } from './progress.ts'
import { listReports } from './queries.reports.ts'
import { Maturity, MaturityQuery, ProgressAction, ProgressPage, ProgressPatch, ProgressQuery, RelayReport, RelayReportCreate, RelayReportListQuery, RelayReportPage, RelayReportPatch } from './schemas.reports.ts'

const tag = 'relays'

/** Reports on the key practices, their heat map, and the progress actions that follow. */
export function relayReportRoutes(app: App): void {
  app.get('/relay-maturity', operation({ id: 'getRelayMaturity', tag, summary: 'Key practices by perimeter: how far each is integrated', access: may.readReport, query: MaturityQuery, response: { 200: Maturity }, example: examples.maturity }), (request) =>
    readMaturity(app.db, request.query, request.reach))

  app.get('/relay-reports', operation({ id: 'listRelayReports', tag, summary: 'Reports of relays with their practices, the latest period first', access: may.readReport, query: RelayReportListQuery, response: { 200: RelayReportPage }, example: examples.reports }), async (request, reply) =>
    pageFrom(await listReports(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/relay-reports', operation({ id: 'createRelayReport', tag, summary: 'Begin the report of a relay on a period', access: may.contributeReport, body: RelayReportCreate, response: { 201: RelayReport }, example: examples.report }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createReport(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/relay-reports/${row.id}` }
    }))

  app.get('/relay-reports/:id', operation({ id: 'getRelayReport', tag, summary: 'One report of a relay', access: may.readReport, params: idParams, response: { 200: RelayReport }, example: examples.oneReport }), async (request, reply) =>
    sendVersioned(request, reply, await requireReport(app.db, request.params.id, request.reach)))

  app.patch('/relay-reports/:id', operation({ id: 'updateRelayReport', tag, summary: 'Say a report anew while it is not validated', access: may.contributeReport, params: idParams, body: RelayReportPatch, response: { 200: RelayReport }, example: examples.reportPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchReport(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/relay-reports/:id', operation({ id: 'deleteRelayReport', tag, summary: 'Remove a draft', access: may.contributeReport, params: idParams, response: { 204: z.null() }, example: examples.oneReport }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeReport(tx, request, request.params.id)
      return { status: 204 }
    }))

  const deeds = [
    { name: 'submit', id: 'submitRelayReport', summary: 'Hand a report in', access: may.contributeReport, run: submitReport, example: examples.submit },
    { name: 'validate', id: 'validateRelayReport', summary: 'Validate a report', access: may.writeReport, run: validateReport, example: examples.validate },
    { name: 'reopen', id: 'reopenRelayReport', summary: 'Give a report back to be corrected', access: may.writeReport, run: reopenReport, example: examples.reopen },
  ] as const
  for (const { name, id, summary, access, run, example } of deeds)
    app.post(`/relay-reports/:id/${name}`, operation({ id, tag, summary, access, params: idParams, response: { 200: RelayReport }, example }), (request, reply) =>
      write(request, reply, async (tx) => {
        const row = await run(tx, request, request.params.id)
        return { body: row, version: row.version }
      }))

  app.get('/progress-actions', operation({ id: 'listProgressActions', tag, summary: 'What relays do next, the next due first', access: may.readReport, query: ProgressQuery, response: { 200: ProgressPage }, example: examples.progressList }), async (request, reply) =>
    pageFrom(await listProgress(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.get('/progress-actions/:id', operation({ id: 'getProgressAction', tag, summary: 'One progress action', access: may.readReport, params: idParams, response: { 200: ProgressAction }, example: examples.oneProgress }), async (request, reply) =>
    sendVersioned(request, reply, await requireProgress(app.db, request.params.id, request.reach)))

  app.patch('/progress-actions/:id', operation({ id: 'updateProgressAction', tag, summary: 'Say that a progress action is done, or due on another day', access: may.contributeReport, params: idParams, body: ProgressPatch, response: { 200: ProgressAction }, example: examples.progressPatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchProgress(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))
}
