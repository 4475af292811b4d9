import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { day } from '../schemas.ts'
import { mapErrors } from './errors.ts'
import { examples } from './examples.ts'
import { neighbourhood } from './focus.ts'
import { forgetPlaces, placeNodes } from './places.ts'
import { holderPositions } from './positions.ts'
import { type MapTexts, readMap } from './queries.ts'
import { HolderPositions, MapAnswer, type MapEdge, type MapNode, MapQuery, type MapRequest, PlacesBody, PlacesReset, PlacesResult, pointParams } from './schemas.ts'

const tag = 'map'

export async function mapRoutes(app: App): Promise<void> {
  app.get('/map', operation({ id: 'getMap', tag, summary: 'Nodes and edges of a lens, as of a day', access: may.readMap, query: MapQuery, response: { 200: MapAnswer }, problems: [422], example: examples.read }), async (request, reply) => {
    const texts = await readMap(app.db, request.query, request.reach, languageOf(request), new Date().toISOString().slice(0, 10))
    // PostgreSQL wrote this JSON; a test holds it against the schema, so it leaves as it is.
    reply.type('application/json; charset=utf-8').serializer((text: string) => text)
    return reply.send(bodyOf(texts, request.query) as never)
  })

  app.put('/map/places', operation({ id: 'placeNodes', tag, summary: 'Keep where nodes stand on a lens', access: may.writeMap, body: PlacesBody, response: { 200: PlacesResult }, versioned: false, example: examples.place }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await placeNodes(tx, request, request.body) })))

  app.delete('/map/places', operation({ id: 'forgetPlaces', tag, summary: 'Forget the places of a lens; the next look computes them again', access: may.writeMap, query: PlacesReset, response: { 204: z.null() }, versioned: false, example: examples.forget }), (request, reply) =>
    write(request, reply, async (tx) => {
      await forgetPlaces(tx, request, request.query.lens, request.query.keepPinned ?? false)
      return { status: 204 }
    }))

  app.get('/map/positions/:pointId', operation({ id: 'getMapPositions', tag, summary: 'Where each holder stands on a point, to colour the map', access: may.readDialogue, params: pointParams, query: z.strictObject({ asOf: day.optional() }), response: { 200: HolderPositions }, example: examples.positions }), async (request) => {
    const items = await holderPositions(app.db, request.params.pointId, request.query.asOf, request.reach)
    if (!items) throw mapErrors['map-point-not-found']()
    return { items, nextCursor: null }
  })
}

/** The answer's JSON; a focus reads the graph back to keep only its part. */
function bodyOf(texts: MapTexts, ask: MapRequest): string {
  if (!ask.focus) return `{"nodes":${texts.nodes},"edges":${texts.edges},"counts":${texts.counts}}`
  const part = neighbourhood(JSON.parse(texts.nodes) as z.infer<typeof MapNode>[], JSON.parse(texts.edges) as z.infer<typeof MapEdge>[], ask.focus, ask.degrees)
  if (!part) throw mapErrors['map-node-not-found']({ errors: [{ pointer: 'focus', code: 'unknown', message: 'not on this map' }] })
  const { all } = JSON.parse(texts.counts) as { all: number }
  const count = (type: string) => part.nodes.filter((node) => node.type === type).length
  return JSON.stringify({ ...part, counts: { shown: count('stakeholder'), all, impacts: count('impact'), areas: count('area'), ties: part.edges.filter((e) => e.type === 'tie').length } })
}
