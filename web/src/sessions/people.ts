import type { Attendance, AttendanceStatus, Invitation } from './types.ts'

/** Invited, attending, or both: one line of the table of people. */
export interface Person {
  id: string
  name: string
  invitation: Invitation | undefined
  attendance: Attendance | undefined
}

/** The quick keys of the table, by the first letter of the French word. */
export const attendanceKeys: Readonly<Record<string, AttendanceStatus>> = { p: 'present', d: 'remote', r: 'represented', o: 'observer', e: 'apologised', a: 'absent' }
export const attendanceStatuses: readonly AttendanceStatus[] = ['present', 'remote', 'represented', 'observer', 'apologised', 'absent']

/** Invitations and attendances as one list, in the order of the names. */
export function peopleOf(invitations: readonly Invitation[], attendances: readonly Attendance[]): Person[] {
  const people = new Map<string, Person>()
  for (const invitation of invitations) people.set(invitation.stakeholderId, { id: invitation.stakeholderId, name: invitation.stakeholderName, invitation, attendance: undefined })
  for (const attendance of attendances) {
    const known = people.get(attendance.stakeholderId)
    people.set(attendance.stakeholderId, { id: attendance.stakeholderId, name: attendance.stakeholderName, invitation: known?.invitation, attendance })
  }
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
}

/** Who is expected and not recorded yet. */
export const expected = (people: readonly Person[]): Person[] => people.filter((p) => p.attendance === undefined && p.invitation?.status !== 'apologised')
