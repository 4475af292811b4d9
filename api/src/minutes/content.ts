import { schema } from '@convergence/db'
import { z } from 'zod'
import { Counts, statuses } from '../convergence/schemas.ts'
import { day } from '../schemas.ts'

/** Contested positions stand beside the counts, so that what was frozen before the board counted them is still read. */

// Plain JSON throughout: what is frozen under a hash is written and read back without any conversion.
const instant = z.iso.datetime().describe('RFC 3339, UTC')
const count = z.int().min(0)
const value = z.int().min(-2).max(2)
const labels = z.strictObject({ fr: z.string(), en: z.string() })

/** `contested`: recorded, then contested by its holder; it is no position until it is corrected. */
export const heldStates = [...schema.positionState.enumValues, 'contested'] as const

export const MinutesHeading = z.strictObject({
  organisation: z.string().describe('Empty when the server does not know its organisation'),
  reference: z.string(),
  title: z.string(),
  startsAt: instant,
  endsAt: instant.nullable(),
  timeZone: z.string(),
  form: z.enum(schema.sessionForm.enumValues),
  place: z.string(),
  perimeter: z.string(),
  body: z.string().nullable(),
  aim: z.string(),
  engagementLevel: z.enum(schema.engagementLevel.enumValues).nullable(),
  facilitator: z.string().nullable(),
})

export const MinutesPresence = z.strictObject({
  name: z.string(),
  college: labels,
  status: z.enum(schema.attendanceStatus.enumValues),
  speakerName: z.string().nullable().describe('Who spoke, when a mandate is known'),
  speakerRole: z.string().nullable(),
  representedBy: z.string().nullable().describe('The holder that was given the proxy'),
  heads: count,
  lateAt: instant.nullable().describe('Arrival, when more than five minutes after the start'),
  leftAt: instant.nullable().describe('Departure, when more than five minutes before the end'),
})

export const MinutesAttendance = z.strictObject({
  organisations: count.describe('Present, online or represented'),
  heads: count.describe('People in the room or online, observers among them'),
  invited: count,
  rows: z.array(MinutesPresence),
  walkIns: z.array(z.strictObject({ organisation: z.string(), heads: count })).describe('Came without being known to the map'),
})

export const MinutesItem = z.strictObject({
  id: z.uuid(),
  rank: z.int(),
  title: z.string(),
  aim: z.enum(schema.agendaAim.enumValues),
  owner: z.string(),
  durationMinutes: count,
  plannedAt: instant.describe('By the start of the session and the lengths of the items before'),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  point: z.int().nullable().describe('Number of the point in these minutes'),
  result: z.string(),
})

const words = { reason: z.string(), reservation: z.string(), condition: z.string() }
export const MinutesPosition = z.strictObject({
  holder: z.string(),
  college: labels,
  speaker: z.string().nullable(),
  state: z.enum(heldStates),
  value: value.nullable(),
  ...words,
  confirmation: z.enum(schema.positionConfirmation.enumValues),
  correctedOn: day.nullable().describe('When the holder corrected what had been recorded'),
})

const College = z.strictObject({ labels: z.array(labels).describe('One, or those put together because each was too small'), holders: count, counts: Counts, contested: count })
export const MinutesPositions = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('holder'), rows: z.array(MinutesPosition) }),
  z.strictObject({
    by: z.literal('college'),
    groups: z.array(College),
    together: z.boolean().describe('Colleges of fewer than three holders were put with others'),
    withheld: z.boolean().describe('Fewer than three holders in all: nothing is detailed'),
    words: z.array(z.strictObject({ labels: z.array(labels), ...words })).describe('Said in the colleges, without the name of the holder'),
  }),
])

export const MinutesMovement = z.strictObject({
  figure: z.number().nullable().describe('Mean distance before minus after, −4 to 4: positive means closer'),
  direction: z.enum(['closer', 'apart', 'still', 'unknown']),
  n: count.describe('Holders present at both dates'),
  reworded: z.boolean(),
  since: z.strictObject({ on: day, reference: z.string().nullable(), title: z.string().nullable() }),
  moved: count,
  towardsFor: count,
  towardsAgainst: count,
  moves: z.array(z.strictObject({ holder: z.string(), from: value, to: value })).describe('Empty where positions are told by college'),
})

export const MinutesPoint = z.strictObject({
  number: z.int().min(1),
  id: z.uuid(),
  itemId: z.uuid().nullable(),
  reference: z.string(),
  title: z.string(),
  fictional: z.boolean(),
  wording: z.strictObject({ version: z.int().min(1), statement: z.string(), reason: z.string(), rewordedHere: z.boolean(), former: z.string().nullable().describe('The wording before, when it was changed in session') }),
  counts: Counts.nullable().describe('null where fewer than three holders would be told by college'),
  contested: count,
  n: count.describe('Holders with a value'),
  asked: count.describe('With a value, abstained, silent, or contested since'),
  status: z.enum(statuses),
  rule: z.string().describe('Which rule decided the status'),
  majority: z.enum(['for', 'against', 'none']),
  agreement: z.number().nullable().describe('van der Eijk’s A, −1 to 1'),
  balance: z.number().nullable().describe('Mean, −2 to 2'),
  positions: MinutesPositions,
  agreed: z.array(z.string()).describe('Holders for, without reservation or condition'),
  agreedWith: z.array(z.string()).describe('Holders for, with a reservation or a condition'),
  opposed: z.array(z.string()).describe('Holders against'),
  readBack: z.strictObject({ at: instant, note: z.string(), changedSince: z.boolean() }).nullable(),
  movement: MinutesMovement.nullable(),
  outcomes: z.array(z.strictObject({ kind: z.enum(schema.outcomeKind.enumValues), statement: z.string(), reason: z.string(), decidedBy: z.string(), decidedOn: day, reviewOn: day.nullable() })),
})

export const MinutesCommitment = z.strictObject({ reference: z.string(), statement: z.string(), owner: z.string(), counterpart: z.string().nullable(), dueOn: day.nullable(), point: z.int().nullable() })

/** All that the minutes say, without any text that is internal; the screen, the DOCX and the PDF are made from it alone. */
export const MinutesContent = z
  .strictObject({
    model: z.literal('minutes@1'),
    fictional: z.boolean(),
    heading: MinutesHeading,
    introduction: z.string(),
    attendance: MinutesAttendance,
    agenda: z.array(MinutesItem),
    detail: z.enum(schema.minutesDetail.enumValues),
    thresholds: z.strictObject({ minHolders: z.int(), minAskedShare: z.number(), convergenceAgreement: z.number(), divergenceShare: z.number() }),
    points: z.array(MinutesPoint),
    commitments: z.array(MinutesCommitment),
    conclusion: z.string(),
    approval: z.strictObject({ by: z.string(), on: day }).nullable(),
  })
  .meta({ id: 'MinutesContent', description: 'What the minutes say: typed, versioned, the same for the screen, the DOCX and the PDF.' })
export type MinutesContent = z.output<typeof MinutesContent>
export type MinutesPoint = z.output<typeof MinutesPoint>
export type MinutesPosition = z.output<typeof MinutesPosition>
export type MinutesPositions = z.output<typeof MinutesPositions>
export type MinutesPresence = z.output<typeof MinutesPresence>
export type Labels = z.output<typeof labels>
