import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { listAttendances, patchAttendance, recordAttendance, recordAttendances, removeAttendance, requireAttendance } from './attendances.ts'
import { requireSession } from './commands.ts'
import { examples } from './examples.ts'
import { Attendance, AttendanceBatch, AttendanceCreate, AttendanceList, AttendancePatch, partParams } from './schemas.parts.ts'

const tag = 'sessions'
const root = '/sessions/:id/attendances'
const one = `${root}/:partId` as const

/** Who came, how, from when to when, and who spoke for them. */
export async function attendanceRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'listAttendances', tag, summary: 'Who came', access: may.readDialogue, params: idParams, response: { 200: AttendanceList }, example: examples.one }), async (request) => {
    await requireSession(app.db, request.params.id, request.reach)
    return { items: await listAttendances(app.db, request.params.id), nextCursor: null }
  })

  app.post(root, operation({ id: 'createAttendance', tag, summary: 'Record who came', description: 'Once per stakeholder; then change it.', access: may.writeDialogue, params: idParams, body: AttendanceCreate, response: { 201: Attendance }, example: examples.attend }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await recordAttendance(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/sessions/${row.sessionId}/attendances/${row.id}` }
    }))

  app.post(`${root}/batch`, operation({ id: 'batchAttendances', tag, summary: 'The same attendance for many stakeholders', description: 'Recorded or changed, all or none; answers the whole list.', access: may.writeDialogue, params: idParams, body: AttendanceBatch, response: { 200: AttendanceList }, example: examples.attendBatch }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: { items: await recordAttendances(tx, request, request.params.id, request.body), nextCursor: null } })))

  app.get(one, operation({ id: 'getAttendance', tag, summary: 'One attendance', access: may.readDialogue, params: partParams, response: { 200: Attendance }, example: examples.attendance }), async (request, reply) => {
    await requireSession(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireAttendance(app.db, request.params.id, request.params.partId))
  })

  app.patch(one, operation({ id: 'updateAttendance', tag, summary: 'Change an attendance', access: may.writeDialogue, params: partParams, body: AttendancePatch, response: { 200: Attendance }, example: examples.attendancePatch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchAttendance(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(one, operation({ id: 'deleteAttendance', tag, summary: 'Remove an attendance recorded by mistake', access: may.writeDialogue, params: partParams, response: { 204: z.null() }, example: examples.attendanceDelete }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeAttendance(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))
}
