import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { askerOf, createTask, doTask, patchTask, removeTask, requireTask, restoreTask, undoTask } from './commands.ts'
import { examples } from './examples.ts'
import { listTasks, type TaskRow } from './queries.ts'
import { Task, TaskCreate, TaskListQuery, TaskPage, TaskPatch } from './schemas.ts'

const tag = 'tasks'

export async function tasksRoutes(app: App): Promise<void> {
  app.get('/tasks', operation({ id: 'listTasks', tag, summary: 'Tasks, the next due first, one page', access: may.readDialogue, query: TaskListQuery, response: { 200: TaskPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listTasks(app.db, request.query, askerOf(request), app.config.secret), request.query, request, reply))

  app.post('/tasks', operation({ id: 'createTask', tag, summary: 'Write down a task, of an activity, a session, a commitment, a body, or of none', access: may.writeDialogue, body: TaskCreate, response: { 201: Task }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createTask(tx, request, request.body)
      return { ...answer(row), status: 201, location: `/api/v1/tasks/${row.id}` }
    }))

  app.get('/tasks/:id', operation({ id: 'getTask', tag, summary: 'One task', access: may.readDialogue, params: idParams, response: { 200: Task }, example: examples.one }), async (request, reply) => {
    const row = await requireTask(app.db, request, request.params.id)
    // Never 304: whether it is late is not of this version.
    reply.header('etag', etagOf(row.version))
    return row
  })

  app.patch('/tasks/:id', operation({ id: 'updateTask', tag, summary: 'Change a task', access: may.writeDialogue, params: idParams, body: TaskPatch, response: { 200: Task }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => answer(await patchTask(tx, request, request.params.id, request.body))))

  app.delete('/tasks/:id', operation({ id: 'deleteTask', tag, summary: 'Remove a task; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeTask(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/tasks/:id/restore', operation({ id: 'restoreTask', tag, summary: 'Bring a removed task back', access: may.writeDialogue, params: idParams, response: { 200: Task }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => answer(await restoreTask(tx, request, request.params.id))))

  app.post('/tasks/:id/done', operation({ id: 'doTask', tag, summary: 'Say that a task is done', description: 'A relay does its own tasks alone.', access: may.doTasks, params: idParams, response: { 200: Task }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => answer(await doTask(tx, request, request.params.id))))

  app.post('/tasks/:id/undone', operation({ id: 'undoTask', tag, summary: 'Take back that a task is done', description: 'A relay does its own tasks alone.', access: may.doTasks, params: idParams, response: { 200: Task }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => answer(await undoTask(tx, request, request.params.id))))
}

const answer = (row: TaskRow) => ({ body: row, version: row.version })
