import { z } from 'zod'
import { prose, uuid } from '../../schemas.ts'
import { changeClock } from '../../room/clock.ts'
import { roomErrors } from '../../room/errors.ts'
import { confirmReading, withdrawReading } from '../../room/read-backs.ts'
import { standingAt } from '../../room/standing.ts'
import { type Applied, defineKind, type Scene } from '../kind.ts'
import { findOperation, resolvePoint, resolveRows, setStatus } from '../queries.ts'

const Clock = z.object({ itemId: uuid, action: z.enum(['start', 'end', 'clear']) })
const Confirmed = z.object({ pointId: uuid, digest: z.string().min(1).max(64).optional(), note: prose(2000).optional(),
  /** The positions that were read aloud, by their ids or by those of the device's own operations: refused when others stand. */
  seen: z.array(uuid).max(1000).optional() })

/** The clock of the agenda: the time is that of the speech. */
export const clock = defineKind({ payload: Clock, result: 'agenda-item', apply: applyClock })
/** The room confirmed what was read to it. */
export const confirmed = defineKind({ payload: Confirmed, result: 'read-back', apply: applyConfirmed, words: ['note'] })

async function applyClock({ tx, request, session, said }: Scene, { itemId, action }: z.output<typeof Clock>): Promise<Applied> {
  return { resultId: (await changeClock(tx, request, session.id, itemId, action, said())).id }
}

async function applyConfirmed({ tx, request, session }: Scene, { seen, ...body }: z.output<typeof Confirmed>): Promise<Applied> {
  const pointId = await resolvePoint(tx, session.id, body.pointId)
  if (seen) {
    const read = await resolveRows(tx, seen)
    const standing = (await standingAt(tx, session.id)).filter((row) => row.pointId === pointId)
    if (standing.length !== read.size || standing.some((row) => !read.has(row.id))) throw roomErrors['read-back-outdated']()
  }
  return { resultId: (await confirmReading(tx, request, session.id, { ...body, pointId })).id }
}

/** Takes a confirmation back: by its id, or by that of the operation that kept it. */
export const unconfirmed = defineKind({ payload: z.object({ readBackId: uuid }), result: 'read-back', apply: async ({ tx, request, session }, { readBackId }) => {
  const maker = await findOperation(tx, session.id, readBackId)
  if (maker && maker.status !== 'applied') {
    // It never stood: to take it back is to let it go.
    await setStatus(tx, maker.id, 'discarded')
    return { resultId: null }
  }
  return { resultId: (await withdrawReading(tx, request, session.id, maker?.resultId ?? readBackId)).id }
} })
