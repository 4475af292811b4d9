import type { Kind } from './kind.ts'
import { discard, restore } from './kinds/answers.ts'
import { setAttendance } from './kinds/attendances.ts'
import { noteCommitment } from './kinds/commitments.ts'
import { createPointOnTheFly, reword } from './kinds/points.ts'
import { clock, confirmed, unconfirmed } from './kinds/room.ts'
import { recordPosition, withdraw } from './kinds/positions.ts'

/** Everything that a console does in a session, by the name that devices send. A name is never given another meaning. */
export const kinds: ReadonlyMap<string, Kind> = new Map([
  ['position.record', recordPosition],
  ['position.withdraw', withdraw],
  ['attendance.set', setAttendance],
  ['point.create', createPointOnTheFly],
  ['point.reword', reword],
  ['agenda.clock', clock],
  ['reading.confirm', confirmed],
  ['reading.withdraw', unconfirmed],
  ['commitment.note', noteCommitment],
  ['operation.discard', discard],
  ['operation.restore', restore],
])
