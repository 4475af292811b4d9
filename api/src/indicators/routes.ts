import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createIndicator, patchIndicator, readIndicator, removeIndicator, requireBare, restoreIndicator } from './commands.ts'
import { examples } from './examples.ts'
import { countFacets } from './facets.ts'
import { listBareIndicators } from './queries.ts'
import { collectorRoutes } from './routes.collectors.ts'
import { valueRoutes } from './routes.values.ts'
import { Indicator, IndicatorCreate, IndicatorFacets, IndicatorFacetsQuery, IndicatorListQuery, IndicatorPage, IndicatorPatch } from './schemas.ts'
import { IndicatorSeries, SeriesQuery } from './schemas.series.ts'
import { readSeries, withStanding } from './series.ts'

const tag = 'indicators'

export async function indicatorsRoutes(app: App): Promise<void> {
  app.get('/indicators', operation({ id: 'listIndicators', tag, summary: 'Indicators with their last value, trend and what is owed', access: may.readReport, query: IndicatorListQuery, response: { 200: IndicatorPage }, example: examples.list }), async (request, reply) => {
    const { items, nextCursor } = pageFrom(await listBareIndicators(app.db, request.query, request.reach, app.config.secret), request.query, request, reply)
    return { items: await withStanding(app.db, items, request.reach, request.query.perimeterId), nextCursor }
  })

  app.get('/indicators/facets', operation({ id: 'countIndicators', tag, summary: 'How many indicators each value of each filter would leave', access: may.readReport, query: IndicatorFacetsQuery, response: { 200: IndicatorFacets }, example: examples.facets }), (request) =>
    countFacets(app.db, request.query, request.reach))

  app.post('/indicators', operation({ id: 'createIndicator', tag, summary: 'Define an indicator', access: may.writeReport, body: IndicatorCreate, response: { 201: Indicator }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createIndicator(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/indicators/${row.id}` }
    }))

  app.get('/indicators/:id', operation({ id: 'getIndicator', tag, summary: 'One indicator', access: may.readReport, params: idParams, response: { 200: Indicator }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await readIndicator(app.db, request.params.id, request.reach)))

  app.get('/indicators/:id/series', operation({ id: 'getIndicatorSeries', tag, summary: 'Values per perimeter and period, consolidated by the rule of the indicator', access: may.readReport, params: idParams, query: SeriesQuery, response: { 200: IndicatorSeries }, example: examples.series }), async (request) =>
    readSeries(app.db, await requireBare(app.db, request.params.id, request.reach), request.query, request.reach))

  app.patch('/indicators/:id', operation({ id: 'updateIndicator', tag, summary: 'Change the definition of an indicator', access: may.writeReport, params: idParams, body: IndicatorPatch, response: { 200: Indicator }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchIndicator(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/indicators/:id', operation({ id: 'deleteIndicator', tag, summary: 'Remove an indicator with its values; it can be restored', access: may.writeReport, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeIndicator(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/indicators/:id/restore', operation({ id: 'restoreIndicator', tag, summary: 'Bring a removed indicator back', access: may.writeReport, params: idParams, response: { 200: Indicator }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreIndicator(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  await valueRoutes(app)
  collectorRoutes(app)
}
