import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireUser } from '../plans/commands.ts'
import { may, principalIn, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { taskErrors } from './errors.ts'
import { type Asker, findRemovedTask, findTask, insertTask, type TaskRow, updateTask } from './queries.ts'
import type { TaskCreate, TaskPatch } from './schemas.ts'
import { perimeterOfSource } from './source.ts'

/** Who asks, as the queries want it: for an API key, whoever made it. */
export const askerOf = (request: FastifyRequest): Asker => ({ reach: request.reach, userId: principalIn(request).userId })

/** Writes down a task, of a record or of none. */
export async function createTask(tx: Db, request: FastifyRequest, body: z.output<typeof TaskCreate>): Promise<TaskRow> {
  const perimeterId = body.perimeterId ?? (await perimeterOfSource(tx, body, request.reach))
  if (body.perimeterId) await perimeterOfSource(tx, body, request.reach)
  if (!perimeterId) throw commonErrors['invalid-request']({ errors: [{ pointer: '/perimeterId', code: 'required', message: 'a perimeter, or the record that the task comes from' }] })
  requireReach(request, perimeterId)
  await requireUser(tx, body.doerUserId, '/doerUserId')
  requireOrder(body.remindOn, body.dueOn)
  const id = await insertTask(tx, { ...present(body), title: body.title, perimeterId })
  const row = await requireTask(tx, request, id)
  await record(tx, request, { type: 'task.created', objectId: id, perimeterId, after: told(row) })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchTask(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof TaskPatch>): Promise<TaskRow> {
  const before = await requireTask(tx, request, id)
  requireMatch(request, before.version)
  await requireUser(tx, patch.doerUserId, '/doerUserId')
  requireOrder(patch.remindOn === undefined ? before.remindOn : patch.remindOn, patch.dueOn === undefined ? before.dueOn : patch.dueOn)
  return save(tx, request, before, present(patch), 'task.updated')
}

/** Keeps that a task is done, by whoever says so; saying it again changes nothing. A relay does its own alone. */
export async function doTask(tx: Db, request: FastifyRequest, id: string): Promise<TaskRow> {
  const before = await requireOwn(tx, request, id)
  return before.doneAt ? before : save(tx, request, before, { doneAt: new Date(), doneBy: principalIn(request).userId }, 'task.done')
}

export async function undoTask(tx: Db, request: FastifyRequest, id: string): Promise<TaskRow> {
  const before = await requireOwn(tx, request, id)
  return before.doneAt ? save(tx, request, before, { doneAt: null, doneBy: null }, 'task.undone') : before
}

export async function removeTask(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireTask(tx, request, id)
  requireMatch(request, before.version)
  if (!(await updateTask(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'task.removed', objectId: id, perimeterId: before.perimeterId, before: told(before) })
}

export async function restoreTask(tx: Db, request: FastifyRequest, id: string): Promise<TaskRow> {
  const before = await findRemovedTask(tx, id, askerOf(request))
  if (!before) throw taskErrors['task-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'task.restored')
}

/** The task, or a 404 that does not tell absent from out of reach. */
export async function requireTask(db: Db, request: FastifyRequest, id: string): Promise<TaskRow> {
  const row = await findTask(db, id, askerOf(request))
  if (!row) throw taskErrors['task-not-found']()
  return row
}

/** Whoever may write the dialogue does any task; the other roles that may do tasks do their own. */
async function requireOwn(tx: Db, request: FastifyRequest, id: string): Promise<TaskRow> {
  const row = await requireTask(tx, request, id)
  const writers: readonly string[] = may.writeDialogue.roles
  const writes = principalIn(request).grants.some((grant) => writers.includes(grant.role) && (grant.reach === 'all' || grant.reach.includes(row.perimeterId)))
  if (!writes && !row.mine) throw taskErrors['task-not-yours']()
  return row
}

function requireOrder(remindOn: string | null | undefined, dueOn: string | null | undefined): void {
  if (remindOn && dueOn && remindOn > dueOn) throw taskErrors['task-reminder-after-due']({ errors: [{ pointer: '/remindOn', code: 'order', message: 'after dueOn' }] })
}

const told = ({ late: _late, mine: _mine, source: _source, ...row }: TaskRow): Record<string, unknown> => row

async function save(tx: Db, request: FastifyRequest, before: TaskRow, change: Parameters<typeof updateTask>[2], type: `task.${string}`): Promise<TaskRow> {
  if (!(await updateTask(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireTask(tx, request, before.id)
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: told(before), after: told(row) })
  return row
}
