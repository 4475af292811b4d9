import type * as schema from '../schema/index.ts'

type ColumnOf<T extends { $inferSelect: object }, K extends keyof T['$inferSelect']> = T['$inferSelect'][K]
type S = typeof schema.stakeholders
type I = typeof schema.impacts

// The shapes of db/reference/demonstration/*.json; a test checks every code that one file names in another.
export interface PerimeterFile { code: string; name: string; kind: ColumnOf<typeof schema.perimeters, 'kind'>; parent: string | null }
export interface CategoryFile { code: string; fr: string; en: string; side: ColumnOf<S, 'side'>; sphere: ColumnOf<S, 'sphere'>; contractual: boolean; icon: string; palette: number }
export interface StakeholderFile {
  code: string; name: string; kind: ColumnOf<S, 'kind'>; category: string | null; side: ColumnOf<S, 'side'>; contractual: boolean; sphere: ColumnOf<S, 'sphere'>; parent: string | null; headcount: number | null
  tags: string[]; perimeter: string; status: ColumnOf<S, 'status'>; description: string; city: string | null; since: string | null; fictional: boolean
}
export interface MandateFile { code: string; person: string; organisation: string; role: string; spokesperson: boolean; startOn: string | null; endOn: string | null }
export interface TieTypeFile { code: string; fromLabel: { fr: string; en: string }; toLabel: { fr: string; en: string }; allowedFrom: ColumnOf<S, 'kind'>[]; allowedTo: ColumnOf<S, 'kind'>[]; directed: boolean }
export interface TieFile { from: string; to: string; type: string; strength: number; sign: number; startOn: string | null; endOn: string | null; source: string; basis: 'declared' | 'inferred'; confirmed: boolean }
export interface ImpactFile {
  code: string; title: string; description: string; direction: ColumnOf<I, 'direction'>; sign: number; directness: ColumnOf<I, 'directness'>; actuality: ColumnOf<I, 'actuality'>; scale: number; scope: number; irremediability: number
  likelihood: number | null; horizon: ColumnOf<I, 'horizon'>; stage: ColumnOf<I, 'stage'>; areas: string[]; pillar: string | null; affected: string[]; affecting: string[]; perimeter: string; since: string; fictional: boolean
}
export interface ExpectationFile { stakeholder: string; area: string; text: string; weight: number; source: string; statedOn: string }
export interface DialogueFile {
  id: string; title: string; from?: string; to?: string; form?: string; stakeholders: string[]; results?: string[]
  points: { statement: string; positions: Record<string, 'agree' | 'disagree'>; reason?: string }[]
}
export interface DialogueMapFile { dialogue: string; startOn: string | null; endOn: string | null; place: string | null; stakeholders: string[]; points: { index: number; areas: string[]; impacts: string[] }[]; perimeter: string; source: string }
export interface SessionFile {
  code: string; title: string; date: string; startsAt: string; endsAt: string; place: string; city: string; form: 'in_room' | 'online' | 'both'; aim: string; perimeter: string
  agenda: { position: number; title: string; durationMinutes: number; aim: 'inform' | 'consult' | 'decide'; owner: string; point: string | null }[]
  invitations: { stakeholder: string; state: 'accepted' | 'declined' | 'no_reply'; sentOn: string; answeredOn: string | null }[]
  attendance: { stakeholder: string; mandate: string | null; capacity: 'holder' | 'observer'; presence: string; mode: string | null; arrivedAt: string | null; leftAt: string | null }[]
}
export interface PointFile { code: string; title: string; areas: string[]; impacts: string[]; perimeter: string; versions: { version: number; text: string; validFrom: string; changeNote: string | null }[] }
export interface PositionFile {
  session: string; point: string; version: number; holder: string; mandate: string | null; state: ColumnOf<typeof schema.positions, 'state'>; value: number | null; reason: string | null; reservation: string | null; condition: string | null
  manner: ColumnOf<typeof schema.positions, 'manner'> | null; source: string | null; statedOn: string
  confirmation?: ColumnOf<typeof schema.positions, 'confirmation'>; confirmedOn?: string | null
}
export interface ConsultationFile { code: string; holders: string[]; sessions: SessionFile[]; points: PointFile[]; positions: PositionFile[] }
export interface OutcomeFile { code: string; point: string; kind: ColumnOf<typeof schema.outcomes, 'kind'>; statement: string; reason: string; decidedBy: string; decidedOn: string; reviewOn: string | null; withdrawn?: boolean }
export interface AnswerFile { outcome: string; channel: ColumnOf<typeof schema.answers, 'channel'>; on: string; holders: 'all' | string[]; text: string }
export interface CommitmentFile {
  code: string; point: string; statement: string; owner: string; ownerUser?: string; ownerStakeholder?: string; counterpart?: string; madeOn: string; dueOn: string | null
  milestones: { title: string; weight: number; dueOn?: string; doneOn?: string }[]
  events: { kind: ColumnOf<typeof schema.commitmentEvents, 'kind'>; progress?: number; at: string; reason?: string; by?: string; evidenceUrl?: string; evidenceName?: string }[]
}
export interface FollowUpFile { session: string; outcomes: OutcomeFile[]; answers: AnswerFile[]; commitments: CommitmentFile[] }
type A = typeof schema.activities
export interface ActivityFile {
  code: string; title: string; objective: string; scope: string; mandate: string; status: ColumnOf<A, 'status'>; cancelReason?: string; level: ColumnOf<A, 'engagementLevel'>; levelReason: string; methods: string[]; cadence: ColumnOf<A, 'cadence'>
  sessionsPlanned: number; startsOn: string; endsOn: string; owner: string; ownerUser?: string; budgetPlanned: number | null; budgetSpent: number | null; resources: string; disclosure: string; successCriteria: string; lessons: string
  sessions: string[]; query?: Record<string, string>
  audience: { stakeholder: string; attribute: ColumnOf<typeof schema.activityStakeholders, 'attribute'>; reason: string }[]
  risks: { risk: string; likelihood: number; severity: number; treatment: string; owner: string }[]
}
export interface PlanFile {
  code: string; title: string; objective: string; perimeter: string; startsOn: string; endsOn: string; owner: string; ownerUser?: string; status: ColumnOf<typeof schema.plans, 'status'>; adoptedOn: string | null; body: string | null
  loadLimit: number; internalNote: string; fictional: boolean; activities: ActivityFile[]
}
export interface TaskFile { code: string; title: string; note: string; doer?: string; doerUser?: string; dueOn: string | null; remindOn: string | null; doneOn?: string; activity?: string; session?: string; body?: string }
export interface PlansFile { plans: PlanFile[]; tasks: TaskFile[] }
