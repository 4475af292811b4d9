import type { schema } from '@convergence/db'

export type ActivityStatus = (typeof schema.activityStatus.enumValues)[number]
interface Turn { status?: ActivityStatus | undefined; cancelReason?: string | undefined }

/**
 * What a patch does to the status. A dialogue is no assembly line: any status may follow any other. To cancel wants a reason;
 * taking it up again empties the reason, which the journal keeps.
 */
export function statusChange(before: { status: ActivityStatus; cancelReason: string }, patch: Turn): { fault?: 'activity-cancel-reason'; change: { cancelReason?: string }; event: `activity.${string}` } {
  const status = patch.status ?? before.status
  const reason = (patch.cancelReason ?? before.cancelReason).trim()
  if (status === 'cancelled') return reason === '' ? { fault: 'activity-cancel-reason', change: {}, event: 'activity.updated' } : { change: { cancelReason: reason }, event: before.status === 'cancelled' ? 'activity.updated' : 'activity.cancelled' }
  const event = status === before.status ? 'activity.updated' : before.status === 'cancelled' ? 'activity.resumed' : status === 'done' ? 'activity.done' : status === 'under_way' ? 'activity.begun' : 'activity.replanned'
  return { change: { cancelReason: '' }, event }
}
