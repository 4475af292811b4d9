import { z } from 'zod'
import { changeClock } from '../../room/clock.ts'
import { uuid } from '../../schemas.ts'
import { type Applied, defineKind, type Scene } from '../kind.ts'

const Item = z.object({ agendaItemId: uuid })

/** The room begins an item of the agenda; another one that runs ends with it. */
export const startItem = defineKind({ payload: Item, result: 'agenda-item', apply: (scene, { agendaItemId }) => move(scene, agendaItemId, 'start') })

/** The room ends an item of the agenda. */
export const endItem = defineKind({ payload: Item, result: 'agenda-item', apply: (scene, { agendaItemId }) => move(scene, agendaItemId, 'end') })

async function move({ tx, request, session, said }: Scene, id: string, action: 'start' | 'end'): Promise<Applied> {
  const row = await changeClock(tx, request, session.id, id, action, said())
  return { resultId: row.id }
}
