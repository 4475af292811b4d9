import { schema } from '@convergence/db'
import { z } from 'zod'
import { uuid } from '../../schemas.ts'
import { changeAttendance, headsOf, recordAttendance } from '../../sessions/attendances.ts'
import { type Applied, defineKind, Opposition, type Scene } from '../kind.ts'
import { findAttendance } from '../queries.ts'

const statuses = z.enum(schema.attendanceStatus.enumValues)
const Set = z.object({
  stakeholderId: uuid,
  status: statuses.optional(),
  arrived: z.boolean().optional(),
  left: z.boolean().optional(),
  headcount: z.int().min(0).max(10_000).optional(),
  mandateId: uuid.nullable().optional(),
  proxyId: uuid.nullable().optional(),
  /** What the device saw: null for nobody; absent to write whatever stands. */
  was: z.object({ status: statuses, left: z.boolean() }).nullable().optional(),
})
type Wanted = z.output<typeof Set>
type Row = NonNullable<Awaited<ReturnType<typeof findAttendance>>>

/** Who is in the room, how, and whether they came late or left early; the times are those of the speech. */
export const setAttendance = defineKind({ payload: Set, result: 'attendance', apply: applySet })

async function applySet({ tx, request, session, said }: Scene, wanted: Wanted): Promise<Applied> {
  const before = await findAttendance(tx, session.id, wanted.stakeholderId)
  if (before && isThere(before, wanted)) return { resultId: before.id, code: 'operation-said-already' }
  if (before && wanted.was !== undefined && !isAsSeen(before, wanted.was)) throw new Opposition(before.id)
  const at = said(wanted.left ? before?.arrivedAt : null)
  const { stakeholderId, mandateId, proxyId, headcount } = wanted
  const arrivedAt = timeOf(wanted.arrived, at)
  const leftAt = timeOf(wanted.left, at)
  const status = wanted.status ?? before?.status ?? 'present'
  const row = before
    ? await changeAttendance(tx, request, session.id, before.id, { mandateId, proxyId, headcount, arrivedAt, leftAt, status })
    : await recordAttendance(tx, request, session.id, { stakeholderId, mandateId, proxyId, status, headcount: headcount ?? headsOf(status), arrivedAt: arrivedAt ?? null, leftAt: leftAt ?? null })
  return { resultId: row.id }
}

const timeOf = (told: boolean | undefined, at: Date): Date | null | undefined => (told === undefined ? undefined : told ? at : null)
const isAsSeen = (row: Row, was: Wanted['was']): boolean => was?.status === row.status && was.left === (row.leftAt !== null)
const isThere = (row: Row, { status: wanted, left, arrived, headcount, mandateId, proxyId }: Wanted): boolean =>
  (wanted === undefined || wanted === row.status) && (left === undefined || left === (row.leftAt !== null)) && (arrived === undefined || arrived === (row.arrivedAt !== null)) && (headcount === undefined || headcount === row.headcount) && (mandateId === undefined || mandateId === row.mandateId) && (proxyId === undefined || proxyId === row.proxyId)
