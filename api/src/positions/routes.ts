import type { Access } from '../plugins/access.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { confirmPosition, recordPositions, requirePosition, withdrawPosition } from './commands.ts'
import { examples } from './examples.ts'
import { listPositions } from './queries.ts'
import { Position, PositionBatch, PositionCreate, PositionList, PositionListQuery, PositionPage, PositionPatch } from './schemas.ts'

const tag = 'positions'
/** The holder answers to the staff, who keep what they said of the record. */
const byStaff = { roles: ['administrator', 'staff'], scope: 'dialogue:write' } as const satisfies Access

export async function positionsRoutes(app: App): Promise<void> {
  app.get('/positions', operation({ id: 'listPositions', tag, summary: 'Positions, the latest first, one page', access: may.readDialogue, query: PositionListQuery, response: { 200: PositionPage }, example: examples.list }), async (request, reply) => {
    const rows = await listPositions(app.db, request.query, request.reach, app.config.secret)
    return pageFrom(rows, request.query, request, reply)
  })

  app.post('/positions', operation({ id: 'createPosition', tag, summary: 'Record a position', description: 'Append-only: a correction is a new row. Refused with a code of its own when the version was replaced, the session is not open, or the holder is absent, has left or is a person.', access: may.writeDialogue, body: PositionCreate, response: { 201: Position }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const [row] = await recordPositions(tx, request, [request.body], () => '')
      return { status: 201, body: row, version: row?.version ?? 1, location: `/api/v1/positions/${row?.id}` }
    }))

  app.post('/positions/batch', operation({ id: 'batchPositions', tag, summary: 'Record up to 500 positions, all or none', access: may.writeDialogue, body: PositionBatch, response: { 201: PositionList }, example: examples.batch }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: { items: await recordPositions(tx, request, request.body.positions, (i) => `/positions/${i}`), nextCursor: null } })))

  app.get('/positions/:id', operation({ id: 'getPosition', tag, summary: 'One position', access: may.readDialogue, params: idParams, response: { 200: Position }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requirePosition(app.db, request.params.id, request.reach)))

  app.patch('/positions/:id', operation({ id: 'confirmPosition', tag, summary: 'Keep what the holder said of the record', access: byStaff, params: idParams, body: PositionPatch, response: { 200: Position }, example: examples.confirm }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await confirmPosition(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/positions/:id/withdraw', operation({ id: 'withdrawPosition', tag, summary: 'Take back a position recorded by mistake', description: 'The row stays; every computation leaves it out.', access: may.writeDialogue, params: idParams, response: { 200: Position }, example: examples.withdraw }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await withdrawPosition(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}
