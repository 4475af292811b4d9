import type { Commitment } from '../commitments/store.ts'
import type { Status } from '../points/model.ts'
import type { PointDetail } from '../points/store.ts'
import type { Outcome } from './store.ts'

interface Base { key: string; on: string }
/** What happened to a point on a day: a wording, a discussion and how it stood after, an outcome, a commitment. */
export type Moment = Base & (
  | { kind: 'wording'; number: number; statement: string; reason: string }
  | { kind: 'discussion'; sessionId: string | null; title: string; status: Status; n: number; move: 'closer' | 'apart' | undefined }
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'commitment'; commitment: Commitment }
)

const rank: Record<Moment['kind'], number> = { wording: 0, discussion: 1, commitment: 2, outcome: 3 }

/** The history of a point over all its sessions, the latest first. A move is told by the agreement, from one discussion to the next on the same wording. Pure. */
export function momentsOf(detail: PointDetail, outcomes: readonly Outcome[], commitments: readonly Commitment[]): Moment[] {
  const titles = new Map(detail.sessions.map((session) => [session.id, session.title]))
  const discussions = detail.point.trend.map((step, i): Moment => {
    const before = detail.point.trend[i - 1]
    const change = before && before.version === step.version && 'value' in before.agreement && 'value' in step.agreement ? step.agreement.value - before.agreement.value : 0
    return { kind: 'discussion', key: `d${step.at}`, on: step.on, sessionId: step.sessionId, title: step.sessionId ? (titles.get(step.sessionId) ?? '') : '', status: step.status, n: step.n, move: Math.abs(change) < 0.01 ? undefined : change > 0 ? 'closer' : 'apart' }
  })
  return [
    ...detail.versions.map((v): Moment => ({ kind: 'wording', key: v.id, on: v.createdAt.slice(0, 10), number: v.number, statement: v.statement, reason: v.reason })),
    ...discussions,
    ...outcomes.map((outcome): Moment => ({ kind: 'outcome', key: outcome.id, on: outcome.decidedOn, outcome })),
    ...commitments.map((commitment): Moment => ({ kind: 'commitment', key: commitment.id, on: commitment.madeOn, commitment })),
  ].toSorted((a, b) => b.on.localeCompare(a.on) || rank[b.kind] - rank[a.kind])
}
