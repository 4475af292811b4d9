import { computed, type ComputedRef, toValue, type MaybeRefOrGetter, type Ref } from 'vue'
import type { Draft, Operation } from '../offline/queue.ts'
import { attendanceOf, attendancesWith } from './overlay.ts'
import { useAttendances, useInvitations } from './store.ts'
import type { AttendanceStatus, Board } from './types.ts'

const isThere = (status: AttendanceStatus): boolean => status === 'present' || status === 'remote' || status === 'observer'

/** Who was asked and who came, read with the console so that the door goes on without a network, and what is noted of them here. */
export function useDoor(sessionId: MaybeRefOrGetter<string>, board: MaybeRefOrGetter<Board | undefined>, operations: ComputedRef<readonly Operation[]>, read: Ref<ReadonlySet<string>>, add: (draft: Draft) => void) {
  const { data: invited } = useInvitations(sessionId)
  const { data: came } = useAttendances(sessionId)
  const names = computed(() => new Map([...(invited.value ?? []), ...(came.value ?? [])].map((row) => [row.stakeholderId, row.stakeholderName])))
  const attendances = computed(() => attendancesWith(came.value ?? toValue(board)?.holders.flatMap((h) => attendanceOf(toValue(sessionId), h)) ?? [], operations.value, read.value, names.value))

  /** Notes how somebody takes part; once the session is open, who is there arrives now. */
  function attend(stakeholderId: string, status: AttendanceStatus): void {
    const row = attendances.value.find((a) => a.stakeholderId === stakeholderId)
    const arrives = toValue(board)?.session.status === 'open' && isThere(status)
    const times = arrives ? { ...(row?.arrivedAt ? {} : { arrived: true }), left: false } : {}
    if (row?.status !== status) add({ kind: 'attendance.set', payload: { stakeholderId, status, ...times, was: row ? { status: row.status, left: row.leftAt !== null } : null } })
  }
  return { names, attendances, attend }
}
