import { schema } from '@convergence/db'
import { z } from 'zod'
import { recordPositions, requirePosition, withdrawPosition } from '../../positions/commands.ts'
import { positionErrors } from '../../positions/errors.ts'
import { prose, uuid } from '../../schemas.ts'
import { operationErrors } from '../errors.ts'
import { type Applied, defineKind, Opposition, type Scene } from '../kind.ts'
import { findOperation, findPositionRow, findVersion, resolveBase, setStatus, standingPosition, versionOf } from '../queries.ts'
import { saysTheSame } from '../rules.ts'

const words = { reason: prose(2000).default(''), reservation: prose(2000).default(''), condition: prose(2000).default('') }
const Record = z.object({
  pointVersionId: uuid, holderId: uuid, mandateId: uuid.nullable().default(null),
  state: z.enum(schema.positionState.enumValues), value: z.int().min(-2).max(2).nullable().default(null), ...words,
})

/** A position said in the room. */
export const recordPosition = defineKind({ payload: Record, result: 'position', apply: applyRecord, words: Object.keys(words) })

async function applyRecord({ tx, request, session, operation, said }: Scene, payload: z.output<typeof Record>): Promise<Applied> {
  const version = await resolveVersion(tx, session.id, payload.pointVersionId)
  const standing = await standingPosition(tx, session.id, version.id, payload.holderId)
  if (operation.basedOn !== undefined && standing) {
    const base = operation.basedOn === null ? null : await resolveBase(tx, session.id, operation.basedOn)
    const seen = base === standing.id || (base !== null && (await reappears(tx, base, standing)))
    if (!seen && saysTheSame(payload, standing)) return { resultId: standing.id, code: 'operation-said-already' }
    if (!seen) throw new Opposition(standing.id)
  }
  const statedAt = said(standing?.statedAt, version.createdAt)
  const [row] = await recordPositions(tx, request, [{ ...payload, pointVersionId: version.id, sessionId: session.id, manner: 'in_room', source: session.title, statedAt }], () => '/payload')
  return { resultId: row?.id ?? null }
}

/** Whether what stands only came back because what the device saw was withdrawn: nobody wrote since. */
async function reappears(tx: Scene['tx'], baseId: string, standing: { statedAt: Date; pointVersionId: string; holderId: string }): Promise<boolean> {
  const base = await findPositionRow(tx, baseId)
  return base !== null && base.withdrawnAt !== null && base.holderId === standing.holderId && base.pointVersionId === standing.pointVersionId && standing.statedAt < base.statedAt
}

/** The wording that an id names, or that one of the device's own operations made. */
async function resolveVersion(tx: Scene['tx'], sessionId: string, id: string) {
  const operation = await findOperation(tx, sessionId, id)
  if (operation && operation.status !== 'applied') throw operationErrors['operation-depends-on-refused']()
  const made = operation?.resultId ?? id
  const version = operation?.kind === 'point.create' ? await versionOf(tx, made, 'first') : await findVersion(tx, made)
  if (!version) throw positionErrors['position-version-mismatch']()
  return version
}

/** Takes a position back as recorded by mistake: by its id, or by that of the operation that recorded it. */
export const withdraw = defineKind({ payload: z.object({ positionId: uuid }), result: 'position', apply: (scene, { positionId }) => applyWithdraw(scene, positionId) })

async function applyWithdraw({ tx, request, session, said }: Scene, id: string): Promise<Applied> {
  const operation = await findOperation(tx, session.id, id)
  if (operation && operation.status !== 'applied') {
    // It never stood: to take it back is to let it go.
    await setStatus(tx, operation.id, 'discarded')
    return { resultId: null }
  }
  // What somebody else had said already stays theirs.
  if (operation?.code === 'operation-said-already') return { resultId: null }
  const target = await requirePosition(tx, operation?.resultId ?? id, request.reach)
  if (target.sessionId !== session.id) throw positionErrors['position-not-found']()
  said(target.statedAt)
  if (!target.withdrawnAt) await withdrawPosition(tx, request, target.id)
  return { resultId: target.id }
}
