import { schema } from '@convergence/db'
import { z } from 'zod'
import { createPoint, requirePoint, rewordPoint } from '../../points/commands.ts'
import { solidLine, solidProse, uuid } from '../../schemas.ts'
import { addAgendaItem } from '../../sessions/agenda.ts'
import { type Applied, defineKind, Opposition, type Scene } from '../kind.ts'
import { resolveBase, resolvePoint, versionOf } from '../queries.ts'

const statement = solidProse(2000)
const Create = z.object({ title: solidLine(120), statement, onAgenda: z.boolean().default(true), aim: z.enum(schema.agendaAim.enumValues).default('consult'), durationMinutes: z.int().min(1).max(1440).default(15) })

/** A point that comes up in the room, put at the end of the agenda. */
export const createPointOnTheFly = defineKind({ payload: Create, result: 'point', apply: applyCreate, words: ['statement'] })

async function applyCreate({ tx, request, session, said }: Scene, { title, statement: text, onAgenda, aim, durationMinutes }: z.output<typeof Create>): Promise<Applied> {
  const point = await createPoint(tx, request, { title, statement: text, perimeterId: session.perimeterId, internalNote: '' }, said())
  if (onAgenda) await addAgendaItem(tx, request, session.id, { title, aim, durationMinutes, pointId: point.id, owner: '', result: '' })
  return { resultId: point.id }
}

const Reword = z.object({ pointId: uuid, statement, reason: solidProse(2000) })

/** A new wording found in the room; `basedOn` is the wording that was read. */
export const reword = defineKind({ payload: Reword, result: 'point-version', apply: applyReword, words: ['statement', 'reason'] })

async function applyReword({ tx, request, session, operation, said }: Scene, payload: z.output<typeof Reword>): Promise<Applied> {
  const pointId = await resolvePoint(tx, session.id, payload.pointId)
  // Before anything is told of it: a conflict answers with the wording that stands.
  await requirePoint(tx, pointId, request.reach)
  const inForce = await versionOf(tx, pointId, 'last')
  if (inForce && operation.basedOn) {
    const base = await resolveBase(tx, session.id, operation.basedOn)
    // The first wording of a point made in the room goes by the operation that made it.
    const same = base === inForce.id || (base === pointId && inForce.number === 1)
    if (!same && inForce.statement === payload.statement) return { resultId: inForce.id, code: 'operation-said-already' }
    if (!same) throw new Opposition(inForce.id)
  }
  const version = await rewordPoint(tx, request, pointId, { statement: payload.statement, reason: payload.reason }, said(inForce?.createdAt))
  return { resultId: version.id }
}
