import type { components } from '../api/generated.ts'
import type { DistributionCounts } from '../ui/distribution.ts'

type Schemas = components['schemas']
export type Session = Schemas['Session']
export type SessionCreate = Schemas['SessionCreate']
export type SessionPatch = Schemas['SessionPatch']
export type SessionStatus = Session['status']
export type Board = Schemas['SessionBoard']
export type BoardPoint = Schemas['BoardPoint']
export type BoardHolder = Schemas['BoardHolder']
export type BoardPosition = Schemas['BoardPosition']
export type PointTally = Schemas['PointTally']
export type AgendaItem = Schemas['AgendaItem']
export type AgendaItemCreate = Schemas['AgendaItemCreate']
export type AgendaItemPatch = Schemas['AgendaItemPatch']
export type Invitation = Schemas['Invitation']
export type Attendance = Schemas['Attendance']
export type AttendanceStatus = Attendance['status']
export type AttendancePatch = Schemas['AttendancePatch']
export type PositionCreate = Schemas['PositionCreate']
export type PositionState = BoardPosition['state']

/** What one key records. */
export interface Choice {
  state: PositionState
  value: number | null
}

/** The words beside a position. */
export interface Words {
  reason: string
  reservation: string
  condition: string
}

export type { DistributionCounts }
