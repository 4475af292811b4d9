import { schema } from '@convergence/db'
import { z } from 'zod'
import { linkStates } from '../links/schemas.ts'
import { isoDateTime, prose, uuid } from '../schemas.ts'

const count = z.int().min(0)
const value = z.int().min(-2).max(2)
const State = z.enum(schema.positionState.enumValues)
const Verdict = z.enum(schema.positionConfirmation.enumValues)

export const HeldRecord = z
  .object({
    id: uuid, pointTitle: z.string(), state: State, value: value.nullable(), confirmation: Verdict, confirmedAt: isoDateTime.nullable(),
    corrects: z.boolean().describe('Whether it is the correction of the holder'), text: z.string().describe('What the holder wrote with its last answer'),
  })
  .meta({ id: 'HeldRecord', description: 'A position that stands as a session recorded it, or as its holder corrected it.' })

export const ConfirmationHolder = z
  .object({
    stakeholderId: uuid, name: z.string(), fictional: z.boolean(), hasAddress: z.boolean().describe('Of the invitation, or of the mandate through which it spoke'),
    positions: count, unconfirmed: count, confirmed: count, corrected: count, contested: count,
    records: z.array(HeldRecord).describe('In the order of the agenda'),
    link: z.object({ id: uuid, state: z.enum(linkStates), expiresAt: isoDateTime, lastUsedAt: isoDateTime.nullable() }).nullable().describe('The latest link'),
    mail: z.object({ id: uuid, status: z.enum(schema.mailStatus.enumValues), sentAt: isoDateTime.nullable() }).nullable().describe('The latest mail with a link'),
  })
  .meta({ id: 'ConfirmationHolder', description: 'A holder with positions recorded at a session, and what it said of the record.' })
export const ConfirmationList = z.object({ items: z.array(ConfirmationHolder), nextCursor: z.null() }).meta({ id: 'ConfirmationList' })

export const ConfirmationsCreate = z
  .strictObject({ stakeholderIds: z.array(uuid).min(1).max(500).optional().describe('Every holder with a position at the session, when absent'), expiresInDays: z.int().min(1).max(180).default(30), send: z.boolean().default(true).describe('false: makes links to hand over, and sends no mail'), locale: z.enum(['fr', 'en']).default('fr').describe('Of the mails to addresses without account; those with an account are written to in its language') })
  .meta({ id: 'ConfirmationsCreate', description: 'The link that a holder had before stops working.' })
export const ConfirmationMade = z
  .object({ stakeholderId: uuid, name: z.string(), linkId: uuid, expiresAt: isoDateTime, mailId: uuid.nullable(), secret: z.string().describe('Shown once, and only where no mail carries it; the page is `/confirmation#` and the secret. Empty in a replay.') })
  .meta({ id: 'ConfirmationMade' })
export const ConfirmationsMade = z.object({ items: z.array(ConfirmationMade), nextCursor: z.null() }).meta({ id: 'ConfirmationsMade' })

export const RecordedPosition = z
  .object({
    id: uuid, pointTitle: z.string(), statement: z.string(), versionNumber: z.int().min(1), state: State, value: value.nullable(), reason: z.string(), reservation: z.string(), condition: z.string(),
    personName: z.string().nullable(), role: z.string().nullable(), statedAt: isoDateTime, confirmation: Verdict, confirmedAt: isoDateTime.nullable(), text: z.string().describe('What the holder wrote with its last answer'),
    before: z.object({ state: State, value: value.nullable() }).nullable().describe('What was recorded, where this row is the correction of the holder'),
  })
  .meta({ id: 'RecordedPosition' })
export const ConfirmationSheet = z
  .object({
    session: z.object({ reference: z.string(), title: z.string(), startsAt: isoDateTime, timeZone: z.string(), place: z.string(), fictional: z.boolean() }),
    holder: z.object({ name: z.string() }),
    expiresAt: isoDateTime,
    positions: z.array(RecordedPosition).describe('In the order of the agenda; each holds what stands now'),
  })
  .meta({ id: 'ConfirmationSheet', description: 'What a session recorded of one holder, for it to confirm, correct or contest.' })

const text = () => prose(2000)
export const ConfirmationAnswer = z
  .discriminatedUnion('verdict', [
    z.strictObject({ positionId: uuid, verdict: z.literal('confirmed') }),
    z.strictObject({ positionId: uuid, verdict: z.literal('contested'), text: text().describe('What is wrong with the record') }),
    z.strictObject({ positionId: uuid, verdict: z.literal('corrected'), value: value.nullable().describe('null: abstains'), reason: text().default(''), reservation: text().default('') }),
  ])
  .meta({ id: 'ConfirmationAnswer' })
export const ConfirmationAnswers = z.strictObject({ answers: z.array(ConfirmationAnswer).min(1).max(200) }).meta({ id: 'ConfirmationAnswers', description: 'All or none.' })

export const PositionTrail = z
  .object({ items: z.array(z.object({ id: uuid, verdict: Verdict, text: z.string(), at: isoDateTime, by: z.string().nullable().describe('A name; the holder itself by its link, or a user on its word'), byHolder: z.boolean() })), nextCursor: z.null() })
  .meta({ id: 'PositionTrail', description: 'What the holder said of a recorded position, the first first.' })
