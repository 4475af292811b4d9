import { z } from 'zod'
import { prose, uuid } from '../../schemas.ts'
import { changeClock } from '../../room/clock.ts'
import { confirmReading } from '../../room/read-backs.ts'
import { type Applied, defineKind, type Scene } from '../kind.ts'

const Clock = z.object({ itemId: uuid, action: z.enum(['start', 'end', 'clear']) })
const Confirmed = z.object({ pointId: uuid, digest: z.string().min(1).max(64).optional(), note: prose(2000).optional() })

/** The clock of the agenda: the time is that of the speech. */
export const clock = defineKind({ payload: Clock, result: 'agenda-item', apply: applyClock })
/** The room confirmed what was read to it. */
export const confirmed = defineKind({ payload: Confirmed, result: 'read-back', apply: applyConfirmed, words: ['note'] })

async function applyClock({ tx, request, session, said }: Scene, { itemId, action }: z.output<typeof Clock>): Promise<Applied> {
  return { resultId: (await changeClock(tx, request, session.id, itemId, action, said())).id }
}

async function applyConfirmed({ tx, request, session }: Scene, body: z.output<typeof Confirmed>): Promise<Applied> {
  return { resultId: (await confirmReading(tx, request, session.id, body)).id }
}
