import type { schema } from '@convergence/db'
import type { z } from 'zod'
import type { Author } from './author.ts'
import type { Scale, ScoringContext } from './context.ts'
import type { ScoreProblem } from './errors.ts'
import type { ScoreCreate } from './schemas.ts'

type Body = z.output<typeof ScoreCreate>
type NewScore = typeof schema.scores.$inferInsert
export interface Refused { code: ScoreProblem | 'unknown-reference'; field: string; params?: Record<string, number> }
export type Judged = { row: NewScore } | { refused: Refused }

/** A device's clock may be ahead of the server's by this much, in milliseconds. */
const CLOCK_SKEW_MS = 120_000

const no = (code: Refused['code'], field: string, params?: Record<string, number>): { refused: Refused } => ({ refused: { code, field, ...(params ? { params } : {}) } })

/** The row of a score, or the first reason why it cannot be given. */
export function judge(body: Body, context: ScoringContext, author: Author, now: Date): Judged {
  if ((body.statedAt ?? now).getTime() > now.getTime() + CLOCK_SKEW_MS) return no('score-in-the-future', 'statedAt')
  const place = body.roundId ? inRound(body, body.roundId, context, author) : alone(body, context, author)
  if ('refused' in place) return place
  const { scale, ...own } = place
  const value = body.value
  if (value !== null && (value < scale.min || value > scale.max)) return no('score-out-of-scale', 'value', { min: scale.min, max: scale.max })
  return { row: {
    ...own, stakeholderId: body.stakeholderId, criterionId: body.criterionId, criterionVersionId: scale.id, state: value === null ? 'unknown' : 'scored', value, confidence: body.confidence ?? null,
    reason: body.reason ?? '', source: body.source ?? (body.roundId ? (context.rounds.get(body.roundId)?.title ?? '') : ''), statedAt: body.statedAt ?? now, recordedBy: author.recordedBy,
  } }
}

type Place = Pick<NewScore, 'roundId' | 'raterId' | 'authorId' | 'capacity' | 'horizon' | 'scenario'> & { voiceId: string; perimeterId: string; scale: Scale }

/** One's own score, outside any round, on the scale of today. */
function alone(body: Body, context: ScoringContext, author: Author): Place | { refused: Refused } {
  const capacity = body.capacity ?? 'internal'
  if (author.viewer.userId === null) return no('score-key-without-voice', 'roundId')
  if (body.raterId) return no('score-needs-round', 'raterId')
  if (capacity === 'stakeholder') return no('score-needs-round', 'capacity')
  const stakeholder = context.stakeholders.get(body.stakeholderId)
  const scale = context.scales.get(body.criterionId)
  if (!stakeholder) return no('unknown-reference', 'stakeholderId')
  if (!scale) return no('unknown-reference', 'criterionId')
  return { roundId: null, raterId: null, authorId: author.viewer.userId, voiceId: author.viewer.userId, perimeterId: stakeholder.perimeterId, capacity, horizon: body.horizon ?? 'now', scenario: body.scenario ?? '', scale }
}

/** An answer in an open round, to what it asks, by one of its raters. */
function inRound(body: Body, roundId: string, context: ScoringContext, author: Author): Place | { refused: Refused } {
  const round = context.rounds.get(roundId)
  if (!round) return no('unknown-reference', 'roundId')
  if (round.phase !== 'open') return no(round.phase === 'closed' ? 'score-round-closed' : 'score-round-not-open', 'roundId')
  if (body.capacity !== undefined || body.horizon !== undefined || body.scenario !== undefined) return no('score-set-by-round', body.capacity !== undefined ? 'capacity' : body.horizon !== undefined ? 'horizon' : 'scenario')
  const rater = raterFor(body, roundId, round.perimeterId, context, author)
  if ('refused' in rater) return rater
  const scale = context.asked.get(`${roundId}/${body.criterionId}`)
  if (!scale) return no('score-criterion-not-in-round', 'criterionId')
  if (!context.members.has(`${roundId}/${body.stakeholderId}`)) return no('score-stakeholder-not-in-round', 'stakeholderId')
  const voiceId = rater.userId ?? rater.stakeholderId ?? context.voices.get(rater.name) ?? rater.id
  return { roundId, raterId: rater.id, authorId: rater.userId, voiceId, perimeterId: round.perimeterId, capacity: rater.capacity, horizon: round.horizon, scenario: round.scenario, scale }
}

/** The rater who answers: the one of the private link, oneself, or one without account for whom somebody records. */
function raterFor(body: Body, roundId: string, perimeterId: string, context: ScoringContext, author: Author): ScoringContext['raters'][number] | { refused: Refused } {
  const raters = context.raters.filter((r) => r.roundId === roundId)
  const wanted = author.linkedRaterId ?? body.raterId
  const me = author.viewer.userId
  if (!wanted) return (me && raters.find((r) => r.userId === me)) || no(me ? 'score-not-a-rater' : 'score-key-without-voice', 'roundId')
  const rater = raters.find((r) => r.id === wanted)
  if (!rater) return no('score-rater-not-in-round', 'raterId')
  if (author.linkedRaterId || (rater.userId !== null && rater.userId === me)) return rater
  const within = author.viewer.reach === 'all' || author.viewer.reach.includes(perimeterId)
  return rater.userId === null && author.records && within ? rater : no('score-of-another', 'raterId')
}
