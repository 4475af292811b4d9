import type { Labels, MinutesContent, MinutesPresence } from './content.ts'

export interface PresenceRecord { stakeholderId: string; name: string; kind: string; college: Labels; status: MinutesPresence['status']; speakerName: string | null; speakerRole: string | null; proxyName: string | null; headcount: number; arrivedAt: Date | null; leftAt: Date | null }
export interface InvitationRecord { stakeholderId: string; name: string; college: Labels; status: 'invited' | 'registered' | 'apologised' | 'waitlisted' | 'represented'; role: 'participant' | 'observer'; proxyName: string | null }
export interface WalkInRecord { organisation: string; heads: number }

const GRACE_MS = 5 * 60_000
const order: readonly MinutesPresence['status'][] = ['present', 'remote', 'represented', 'observer', 'apologised', 'absent']

/** Who came, who was spoken for, who did not come: every attendance, and every invitation that none answers to. */
export function attendanceOf(came: readonly PresenceRecord[], invited: readonly InvitationRecord[], walkIns: readonly WalkInRecord[], from: Date, until: Date | null): MinutesContent['attendance'] {
  const known = new Set(came.map((row) => row.stakeholderId))
  const missing = invited.filter((row) => !known.has(row.stakeholderId) && row.status !== 'waitlisted').map(missed)
  const rows = [...came.map((row) => presence(row, from, until)), ...missing].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || a.name.localeCompare(b.name, 'fr'))
  const inRoom = rows.filter((row) => ['present', 'remote', 'observer'].includes(row.status))
  return {
    organisations: rows.filter((row) => ['present', 'remote', 'represented'].includes(row.status)).length,
    heads: inRoom.reduce((sum, row) => sum + row.heads, 0) + walkIns.reduce((sum, row) => sum + row.heads, 0),
    invited: invited.length,
    rows,
    walkIns: [...walkIns].sort((a, b) => a.organisation.localeCompare(b.organisation, 'fr')),
  }
}

function presence(row: PresenceRecord, from: Date, until: Date | null): MinutesPresence {
  const late = row.arrivedAt !== null && row.arrivedAt.getTime() > from.getTime() + GRACE_MS
  const early = row.leftAt !== null && until !== null && row.leftAt.getTime() < until.getTime() - GRACE_MS
  const here = row.status === 'present' || row.status === 'remote' || row.status === 'observer'
  return {
    name: row.name, college: row.college, status: row.status, speakerName: row.speakerName, speakerRole: row.speakerRole, representedBy: row.status === 'represented' ? row.proxyName : null,
    heads: here ? row.headcount : 0, lateAt: here && late ? (row.arrivedAt?.toISOString() ?? null) : null, leftAt: here && early ? (row.leftAt?.toISOString() ?? null) : null,
  }
}

function missed(row: InvitationRecord): MinutesPresence {
  const status = row.status === 'apologised' ? 'apologised' : row.status === 'represented' ? 'represented' : 'absent'
  return { name: row.name, college: row.college, status, speakerName: null, speakerRole: null, representedBy: status === 'represented' ? row.proxyName : null, heads: 0, lateAt: null, leftAt: null }
}
