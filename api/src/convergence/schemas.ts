import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { commitmentStates } from '../commitments/rules.ts'
import { day, flag, isoDateTime, line, listOf, pageOf, solidProse, uuid } from '../schemas.ts'

export const statuses = ['convergence', 'divergence', 'mixed', 'unknown'] as const
const recorded = z.enum(schema.positionState.enumValues)
/** What a position counts as: contested by its holder, it has no value until it is corrected. */
const state = z.enum([...schema.positionState.enumValues, 'contested'])
const value = z.int().min(-2).max(2)
const confirmation = z.enum(schema.positionConfirmation.enumValues)
const count = z.int().min(0)

/** A figure, or the reason why there is none. */
const figure = (min: number, max: number, reason: string) =>
  z.union([z.strictObject({ value: z.number().min(min).max(max) }), z.strictObject({ reason: z.string().meta({ examples: [reason] }) })])

const boardFilters = {
  q: line(200).optional().describe('Words of the title or of the reference, without case or accents'),
  areaId: listOf(uuid).optional().describe('Points tied to one of these ISO areas'),
  pillarId: listOf(uuid).optional().describe('Points of one of these pillars, by an area or by an impact'),
  impactId: listOf(uuid).optional(),
  stakeholderId: listOf(uuid).optional().describe('Points on which one of these stakeholders was asked'),
  sessionId: listOf(uuid).optional().describe('Points on the agenda of one of these sessions, or on which a position was taken there'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  status: listOf(z.enum(statuses)).optional(),
  bodyId: listOf(uuid).optional().describe('Points discussed at a session of one of these bodies'),
  outcome: listOf(z.enum([...schema.outcomeKind.enumValues, 'none'])).optional().describe('What became of them; none: nothing decided yet'),
  commitment: listOf(z.enum([...commitmentStates, 'overdue', 'none'])).optional().describe('With a commitment in one of these states; none: without commitment'),
  fictional: flag.optional(),
  asOf: day.optional().describe('As everything stood at the end of this day, Paris time'),
  since: day.optional().describe('Compare with the end of this day; left out: with the state before the last discussion of each point'),
  weighted: z.literal('false').optional().describe('One holder, one voice: the only weighting there is so far'),
}
const sorts = ['polarisation', 'movement', 'title', 'n', 'status'] as const
export const BoardQuery = z.strictObject({
  ...boardFilters,
  sort: z.enum([...sorts, ...sorts.map((name) => `-${name}` as const)]).default('-polarisation'),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
  cursor: z.string().min(1).max(1000).optional(),
})
export type BoardQuery = z.output<typeof BoardQuery>
export type PointFilter = Omit<BoardQuery, 'sort' | 'limit' | 'cursor'>

export const Counts = z
  .object({ against2: count, against1: count, neutral: count, for1: count, for2: count, abstained: count, noAnswer: count, notAsked: count, leftBefore: count, contested: count.describe('Contested by their holder: asked, without value') })
  .meta({ id: 'PositionCounts', description: 'Holders at −2, −1, 0, +1, +2, and those without a value.' })
export type Counts = z.output<typeof Counts>

const labelled = z.object({ id: uuid, code: z.string(), labelFr: z.string(), labelEn: z.string() })

export const ThresholdsUsed = z
  .object({ id: uuid, validFrom: isoDateTime, minHolders: z.int(), minAskedShare: z.number(), convergenceAgreement: z.number(), divergenceShare: z.number() })
  .meta({ id: 'ThresholdsUsed', description: 'The rule in force on the day looked at.' })

const Move = z.object({ holderId: uuid, name: z.string(), from: value, to: value })
const Rapprochement = z.object({
  method: z.string(),
  figure: figure(-4, 4, 'no-earlier-state').describe('Mean distance before minus after: positive means closer'),
  direction: z.enum(['closer', 'apart', 'still', 'unknown']),
  n: count.describe('Holders present at both dates: the only ones who count'),
  distanceBefore: figure(0, 4, 'no-earlier-state'),
  distanceAfter: figure(0, 4, 'no-earlier-state'),
  since: isoDateTime.nullable().describe('Instant of the earlier state'),
  reworded: z.boolean().describe('The two states are about two wordings'),
  before: Counts.nullable(),
  newcomers: count,
  gone: count,
  moved: count.describe('Common holders whose value changed'),
  towardsFor: count,
  towardsAgainst: count,
  moves: z.array(Move).describe('The widest moves first, at most 20'),
})

const TrendStep = z.object({
  on: day,
  at: isoDateTime,
  sessionId: uuid.nullable(),
  version: z.int(),
  n: count,
  asked: count,
  balance: figure(-2, 2, 'no-positions'),
  agreement: figure(-1, 1, 'no-positions'),
  status: z.enum(statuses),
})

const PointOutcome = z.object({ id: uuid, kind: z.enum(schema.outcomeKind.enumValues), statement: z.string(), decidedOn: day, reviewOn: day.nullable(), toReview: z.boolean() })
const CommitmentTally = z.object({ total: count, open: count, blocked: count, contested: count, done: count, verified: count, dropped: count, overdue: count })

export const BoardItem = z
  .object({
    id: uuid,
    reference: z.string(),
    title: z.string(),
    statement: z.string(),
    version: z.int().min(1),
    perimeterId: uuid,
    fictional: z.boolean(),
    areas: z.array(labelled),
    pillars: z.array(labelled),
    impacts: z.array(z.object({ id: uuid, reference: z.string(), title: z.string() })),
    counts: Counts,
    n: count.describe('Holders with a value'),
    asked: count.describe('Holders with a value, who abstained, who gave no answer, or who contest the record'),
    status: z.enum(statuses),
    reason: z.string().describe('Which rule decided the status'),
    majority: z.enum(['for', 'against', 'none']),
    balance: figure(-2, 2, 'no-positions'),
    agreement: figure(-1, 1, 'no-positions'),
    polarisation: figure(0, 1, 'no-positions'),
    consensus: figure(0, 1, 'no-positions'),
    methods: z.object({ status: z.string(), agreement: z.string(), balance: z.string(), consensus: z.string() }),
    rapprochement: Rapprochement,
    outcome: PointOutcome.nullable().describe('The current one'),
    commitments: CommitmentTally,
    bodyIds: z.array(uuid).describe('Bodies at whose sessions it was discussed'),
    trend: z.array(TrendStep).describe('The state after each session or day on which the point was discussed, the oldest first'),
    lastOn: day.nullable(),
  })
  .meta({ id: 'ConvergenceItem', description: 'A point and where its holders stand.' })
export type BoardItem = z.output<typeof BoardItem>

export const Board = z
  .object({
    items: z.array(BoardItem),
    nextCursor: z.string().nullable(),
    summary: z.object({ points: count, convergence: count, divergence: count, mixed: count, unknown: count, closer: count, apart: count, positions: count, fictional: count }).describe('Over all the points that match, not only this page'),
    thresholds: ThresholdsUsed,
    asOf: day.nullable(),
  })
  .meta({ id: 'ConvergenceBoard', description: 'The board of convergence as of a day.' })

const { status: _status, since: _since, outcome: _outcome, commitment: _commitment, bodyId: _body, ...matrixFilters } = boardFilters
export const HoldersQuery = z.strictObject(matrixFilters)
export const MatrixQuery = z.strictObject({
  ...matrixFilters,
  pointId: listOf(uuid).optional().describe('Only these points: a window of rows'),
  holderId: listOf(uuid).optional().describe('Only cells of these stakeholders: a window of columns'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Points of one page'),
  cursor: z.string().min(1).max(1000).optional(),
})
export type MatrixQuery = z.output<typeof MatrixQuery>
export const Holder = z
  .object({ id: uuid, name: z.string(), reference: z.string(), categoryId: uuid.nullable(), fictional: z.boolean() })
  .meta({ id: 'Holder' })
export const HolderCategory = z.object({ id: uuid, labelFr: z.string(), labelEn: z.string(), icon: z.string(), colour: z.int(), rank: z.int() }).meta({ id: 'HolderCategory' })
const Cell = z.object({ holderId: uuid, positionId: uuid, state, value: value.nullable(), confirmation, manner: z.enum(schema.positionManner.enumValues), reserved: z.boolean().describe('With a reservation or a condition'), statedOn: day })
export const Matrix = z
  .object({
    holders: z.array(Holder).describe('Of the cells of this page, grouped by category, then by name'),
    categories: z.array(HolderCategory),
    rows: z.array(z.object({ pointId: uuid, cells: z.array(Cell) })),
    nextCursor: z.string().nullable(),
    asOf: day.nullable(),
  })
  .meta({ id: 'PositionMatrix', description: 'Points × stakeholders, sparse: one cell is the latest position of a holder on the current version.' })

export const PositionHolders = z
  .object({
    items: z.array(Holder.extend({ cells: count.describe('Current positions, with or without a value'), weight: count.describe('Sum of their distances from neutral: who has the most to say') }).meta({ id: 'PositionHolder' })).describe('Grouped by category, then by name'),
    categories: z.array(HolderCategory),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'PositionHolders', description: 'Who holds a current position on the points that match.' })

export const HeldStatement = z
  .object({
    id: uuid, holderId: uuid, state, value: value.nullable(), recordedState: recorded.describe('As recorded, also when contested'), recordedValue: value.nullable(), version: z.int(), reason: z.string(), reservation: z.string(), condition: z.string(), source: z.string(),
    manner: z.enum(schema.positionManner.enumValues), statedAt: isoDateTime, recordedAt: isoDateTime, recordedBy: z.string().nullable(), confirmation, confirmedAt: isoDateTime.nullable(),
    session: z.object({ id: uuid, title: z.string() }).nullable(), speaker: z.object({ mandateId: uuid, name: z.string(), role: z.string() }).nullable(),
  })
  .meta({ id: 'HeldStatement', description: 'What a holder stated: who, when, where, in which words, recorded by whom.' })

export const PointConvergence = z
  .object({
    point: BoardItem,
    thresholds: ThresholdsUsed,
    versions: z.array(z.object({ id: uuid, number: z.int(), statement: z.string(), reason: z.string(), createdAt: isoDateTime })),
    sessions: z.array(z.object({ id: uuid, reference: z.string(), title: z.string(), startsAt: isoDateTime, fictional: z.boolean() })),
    categories: z.array(HolderCategory),
    holders: z.array(Holder.extend({ current: HeldStatement.nullable().describe('The latest valid position on the current version'), before: value.nullable(), history: z.array(HeldStatement).describe('All that it stated on this point, the latest first') }).meta({ id: 'PointHolder' })),
    asOf: day.nullable(),
  })
  .meta({ id: 'PointConvergence' })

export const PointQuery = z.strictObject({ asOf: day.optional(), since: day.optional() })

export const PairQuery = z.strictObject({ a: uuid, b: uuid, asOf: day.optional(), fictional: flag.optional(), perimeterId: uuid.optional() })
export const PairComparison = z
  .object({
    method: z.string(), first: Holder, second: Holder, n: count.describe('Points on which both hold a value on the same version'), meanDistance: figure(0, 4, 'no-shared-points'), agreements: count, disagreements: count, neutrals: count, onlyFirst: count, onlySecond: count,
    points: z.array(z.object({
      pointId: uuid, reference: z.string(), title: z.string(), statement: z.string(), version: z.int(), fictional: z.boolean(), first: value, second: value, distance: z.int().min(0).max(4), relation: z.enum(['agreement', 'disagreement', 'neutral']),
      firstReason: z.string(), secondReason: z.string(), firstPositionId: uuid, secondPositionId: uuid,
    })).describe('The widest distance first'),
    asOf: day.nullable(),
  })
  .meta({ id: 'PairComparison', description: 'What two stakeholders share and what parts them.' })

const { agreementThresholds } = schema
export const Thresholds = createSelectSchema(agreementThresholds, { validFrom: isoDateTime })
  .extend({ changedByName: z.string().nullable() })
  .meta({ id: 'Thresholds', description: 'A rule that names the status of a point, from a day on.' })
export const ThresholdsPage = pageOf(Thresholds, 'ThresholdsPage')
export const ThresholdsCreate = z
  .strictObject(
    createInsertSchema(agreementThresholds, {
      minHolders: () => z.int().min(1).max(10_000),
      minAskedShare: () => z.number().min(0).max(1),
      convergenceAgreement: () => z.number().min(-1).max(1),
      divergenceShare: () => z.number().min(0.001).max(0.5),
      reason: () => solidProse(2000),
    }).pick({ minHolders: true, minAskedShare: true, convergenceAgreement: true, divergenceShare: true, reason: true }).shape,
  )
  .meta({ id: 'ThresholdsCreate', description: 'A new rule, in force from now on; what was announced under the former one keeps it.' })
