import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { keptByFeature } from '../plugins/kept.ts'
import { day, isoDateTime, lifecycleWire, prose, solidLine, solidProse, uuid } from '../schemas.ts'
import { MinutesContent } from './content.ts'
import { documentFormats } from './document/render.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256 of the canonical JSON (RFC 8785), in hexadecimal')
const number = z.int().min(1)
const status = z.enum(schema.minutesStatus.enumValues)
const count = z.int().min(0)

export const numberParams = z.strictObject({ id: uuid, number: z.coerce.number().int().min(1).max(100_000) })

export const MinutesVersion = z
  .object({ number, status: status.describe('What it was frozen for: circulated or approved'), sha256, createdAt: isoDateTime, createdByName: z.string().nullable() })
  .meta({ id: 'MinutesVersion', description: 'The minutes as they stood at a circulation or an approval: never edited.' })
export const MinutesVersionList = z.object({ items: z.array(MinutesVersion), nextCursor: z.null() }).meta({ id: 'MinutesVersionList' })
export const MinutesVersionContent = MinutesVersion.extend({ content: MinutesContent }).meta({ id: 'MinutesVersionContent' })
export const MinutesVerification = z.object({ number, sha256, computed: sha256, intact: z.boolean() }).meta({ id: 'MinutesVerification', description: 'The hash kept with a version, and the one computed anew from its content.' })

export const Minutes = createSelectSchema(schema.minutes, { ...lifecycleWire, publishedAt: () => isoDateTime })
  .omit({ createdAt: true, updatedAt: true, approvedByBodyId: true, approvedBy: true, internalNote: true })
  .extend({
    id: uuid.nullable().describe('null until something was written'),
    version: count.describe('0 until something was written: If-Match "0" writes first'),
    internalNote: keptByFeature('note', z.string(), 'Never in the document; null to who may only read'),
    approvedBy: z.string(),
    sessionStatus: z.enum(schema.sessionStatus.enumValues),
    preview: z.boolean().describe('The session is not closed: nothing can be circulated yet'),
    shown: number.nullable().describe('The version whose content this is; null for the records as they are now'),
    content: MinutesContent,
    sha256: sha256.describe('Of the content shown'),
    currentSha256: sha256.describe('Of the records as they are now: what an approval would freeze. Once locked, the same as sha256'),
    drifted: z.boolean().describe('The records, or the text, are not any more what the last version says'),
    versions: z.array(MinutesVersion),
    corrections: z.object({ asked: count, accepted: count, refused: count }),
    may: z.object({ write: z.boolean(), approve: z.boolean() }).describe('What the reader of this answer may do, whatever the status'),
  })
  .meta({ id: 'Minutes', description: 'Procès-verbal of a session: what the room reads, corrects and approves.' })

export const MinutesPatch = z
  .strictObject({
    detail: z.enum(schema.minutesDetail.enumValues),
    introduction: prose(20_000),
    conclusion: prose(20_000),
    internalNote: prose(5000),
    results: z.array(z.strictObject({ itemId: uuid, result: prose(5000) })).max(200).describe('What came of items of the agenda; the others stay as they are'),
  })
  .partial()
  .meta({ id: 'MinutesPatch', description: 'JSON Merge Patch of what is written by hand; figures come from the records.' })

export const MinutesCirculate = z
  .strictObject({ correctionsUntil: day.nullable().optional(), message: prose(2000).optional().describe('Said in the letter, above the link') })
  .meta({ id: 'MinutesCirculate' })
export const MinutesCirculated = z
  .object({ minutes: Minutes, sent: count.describe('Letters queued'), unreachable: z.array(z.string()).describe('Who has no address') })
  .meta({ id: 'MinutesCirculated' })

export const MinutesApprove = z
  .strictObject({ bodyId: uuid.optional(), approvedAtSessionId: uuid.optional().describe('The meeting of the body at which it approved, where its quorum is counted; left out: this session, when it is a meeting of that body'), approvedBy: solidLine(200).optional().describe('In words, where no body is named'), approvedOn: day, currentSha256: sha256.optional().describe('Refused with 409 when the content is not this any more') })
  .meta({ id: 'MinutesApprove' })

export const MinutesReader = z
  .object({ stakeholderId: uuid, name: z.string(), reachable: z.boolean().describe('An address is known'), sentAt: isoDateTime.nullable(), openedAt: isoDateTime.nullable().describe('The private link was last used') })
  .meta({ id: 'MinutesReader' })
export const MinutesReaders = z.object({ items: z.array(MinutesReader), waiting: count.describe('Letters that have not left yet'), nextCursor: z.null() }).meta({ id: 'MinutesReaders', description: 'Who is sent the minutes, by what is known of each; addresses are not told.' })

export const MinutesCorrection = createSelectSchema(schema.minutesCorrections, lifecycleWire)
  .omit({ minutesId: true, userId: true })
  .extend({ versionNumber: number, stakeholderName: z.string().nullable(), userName: z.string().nullable() })
  .meta({ id: 'MinutesCorrection', description: 'A correction that somebody asked for, and what became of it.' })
export const MinutesCorrectionList = z.object({ items: z.array(MinutesCorrection), nextCursor: z.null() }).meta({ id: 'MinutesCorrectionList' })
export const MinutesCorrectionCreate = z.strictObject({ text: solidProse(5000), stakeholderId: uuid.optional().describe('For whom it is asked') }).meta({ id: 'MinutesCorrectionCreate' })
export const MinutesCorrectionAnswer = z.strictObject({ status: z.enum(['accepted', 'refused']), answer: prose(2000).optional().describe('Needed for a refusal') }).meta({ id: 'MinutesCorrectionAnswer' })

const document = { format: z.enum(documentFormats), language: z.enum(['fr', 'en']).optional().describe('By default that of Accept-Language') }
export const LinkedDocumentQuery = z.strictObject(document)
export const DocumentQuery = z.strictObject({ ...document, version: z.coerce.number().int().min(1).max(100_000).optional().describe('Left out: what the minutes show') })

export const DifferencesQuery = z.strictObject({
  from: z.coerce.number().int().min(1).max(100_000).describe('Number of a version'),
  to: z.coerce.number().int().min(1).max(100_000).optional().describe('Number of a version; left out: the records as they are now'),
})
export const MinutesDifferences = z
  .object({
    from: number,
    to: number.nullable(),
    items: z.array(z.object({
      section: z.enum(['heading', 'introduction', 'attendance', 'agenda', 'detail', 'thresholds', 'points', 'commitments', 'conclusion', 'approval', 'fictional']),
      of: z.array(z.string()).describe('Of what, from the outside in: the point, then the holder'),
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    })),
  })
  .meta({ id: 'MinutesDifferences', description: 'What changed from one version to another, piece by piece.' })

export const LinkedMinutes = z
  .object({
    holder: z.string().describe('For whom the link was made'),
    status,
    number,
    sha256,
    frozenAt: isoDateTime,
    content: MinutesContent,
    correctionsUntil: day.nullable(),
    open: z.boolean().describe('A correction can be asked for'),
    approvedBy: z.string(),
    approvedOn: day.nullable(),
    corrections: z.array(MinutesCorrection).describe('Those of the holder'),
  })
  .meta({ id: 'LinkedMinutes', description: 'The version that was last sent out, or the one that was approved.' })
export const LinkedCorrectionCreate = z.strictObject({ text: solidProse(5000) }).meta({ id: 'LinkedCorrectionCreate' })
