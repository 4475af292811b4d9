import type { components, operations } from '../api/generated.ts'
import type { DistributionCounts } from '../ui/distribution.ts'

type Schemas = components['schemas']
/** The body that an operation takes, by its id. */
type Body<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Session = Schemas['Session']
export type SessionCreate = Body<'createSession'>
export type SessionPatch = Body<'updateSession'>
export type SessionStatus = Session['status']
export type Board = Schemas['SessionBoard']
export type BoardPoint = Schemas['BoardPoint']
export type BoardHolder = Schemas['BoardHolder']
export type BoardPosition = Schemas['BoardPosition']
export type PointTally = Schemas['PointTally']
export type AgendaItem = Schemas['AgendaItem']
export type AgendaItemCreate = Body<'createAgendaItem'>
export type AgendaItemPatch = Body<'updateAgendaItem'>
export type Invitation = Schemas['Invitation']
export type Attendance = Schemas['Attendance']
export type AttendanceStatus = Attendance['status']
export type AttendancePatch = Body<'updateAttendance'>
export type PositionCreate = Body<'createPosition'>
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
