import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { patchAttendance, registerFor, removeAttendance, requireAttendance } from './commands.attendances.ts'
import { locked, requireTrainingSession } from './commands.sessions.ts'
import { examples } from './examples.ts'
import { listAttendances } from './queries.ts'
import { partParams, TrainingAttendance, TrainingAttendanceCreate, TrainingAttendanceList, TrainingAttendancePatch } from './schemas.ts'

const tag = 'trainings'
const sheet = '/training-sessions/:id/attendances'
const line = `${sheet}/:partId` as const

/** The attendance sheet of a training session. */
export function trainingSheetRoutes(app: App): void {
  app.get(sheet, operation({ id: 'listTrainingAttendances', tag, summary: 'The attendance sheet of a training session', access: may.readSkills, params: idParams, response: { 200: TrainingAttendanceList }, example: examples.sheet }), async (request) => {
    await requireTrainingSession(app.db, request.params.id, request.reach)
    return { items: await listAttendances(app.db, request.params.id), nextCursor: null }
  })

  app.post(sheet, operation({ id: 'createTrainingAttendance', tag, summary: 'Register an account, or a person of the map', access: may.teach, params: idParams, body: TrainingAttendanceCreate, response: { 201: TrainingAttendance }, example: examples.register }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await registerFor(tx, request, await locked(tx, request.params.id, request.reach), request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/training-sessions/${request.params.id}/attendances/${row.id}` }
    }))

  app.get(line, operation({ id: 'getTrainingAttendance', tag, summary: 'One line of the sheet', access: may.readSkills, params: partParams, response: { 200: TrainingAttendance }, example: examples.onSheet }), async (request, reply) => {
    await requireTrainingSession(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireAttendance(app.db, request.params.id, request.params.partId))
  })

  app.patch(line, operation({ id: 'updateTrainingAttendance', tag, summary: 'Say whether somebody came, and whether they showed the skill', access: may.teach, params: partParams, body: TrainingAttendancePatch, response: { 200: TrainingAttendance }, example: examples.answer }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchAttendance(tx, request, await locked(tx, request.params.id, request.reach), request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(line, operation({ id: 'deleteTrainingAttendance', tag, summary: 'Take somebody off the sheet, with the skill that it granted', access: may.teach, params: partParams, response: { 204: z.null() }, example: examples.onSheet }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeAttendance(tx, request, await locked(tx, request.params.id, request.reach), request.params.partId)
      return { status: 204 }
    }))
}
