import { z } from 'zod'
import { createCommitment } from '../../commitments/commands.ts'
import { CommitmentCreate } from '../../commitments/schemas.ts'
import { uuid } from '../../schemas.ts'
import { type Applied, defineKind, type Scene } from '../kind.ts'
import { resolvePoint } from '../queries.ts'

/** The point may be one that the device made; the session is that of the queue. */
const Note = z.object({ ...CommitmentCreate.pick({ statement: true, owner: true, ownerStakeholderId: true, dueOn: true }).shape, pointId: uuid.optional() })

/** Somebody promised something in the room, on the day of the session. */
export const noteCommitment = defineKind({ payload: Note, result: 'commitment', apply: applyNote, words: ['statement', 'owner'] })

async function applyNote({ tx, request, session, said }: Scene, { pointId, ...own }: z.output<typeof Note>): Promise<Applied> {
  said()
  const point = pointId ? { pointId: await resolvePoint(tx, session.id, pointId) } : {}
  return { resultId: (await createCommitment(tx, request, { ...own, ...point, sessionId: session.id, internalNote: '' })).id }
}
