import { z } from 'zod'
import { uuid } from '../../schemas.ts'
import { operationErrors } from '../errors.ts'
import { type Applied, defineKind, type Scene } from '../kind.ts'
import { findOperation, setStatus } from '../queries.ts'

const Which = z.object({ operationId: uuid })

/** Lets a refused or conflicting operation go. */
export const discard = defineKind({ payload: Which, result: 'operation', apply: (scene, { operationId }) => move(scene, operationId, ['refused', 'conflict', 'discarded'], () => 'discarded') })

/** Brings one back that was let go: the undo of `operation.discard`. */
export const restore = defineKind({ payload: Which, result: 'operation', apply: (scene, { operationId }) => move(scene, operationId, ['discarded', 'refused', 'conflict'], (opposed) => (opposed ? 'conflict' : 'refused')) })

async function move({ tx, session }: Scene, id: string, from: readonly string[], to: (opposed: boolean) => 'discarded' | 'refused' | 'conflict'): Promise<Applied> {
  const row = await findOperation(tx, session.id, id)
  if (!row || !from.includes(row.status)) throw operationErrors['operation-target-unknown']()
  await setStatus(tx, id, to(row.opposedId !== null))
  return { resultId: id }
}
