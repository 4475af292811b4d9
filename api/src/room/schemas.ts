import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, lifecycleWire, line, prose, solidLine, uuid } from '../schemas.ts'

const { checkIns, readBacks } = schema

export const CheckInCode = z.object({ code: z.string().nullable().describe('6 characters; null when none is shown'), path: z.string().nullable().describe('Page of the check-in, with the code behind #: what the QR code says') }).meta({ id: 'CheckInCode' })
export const CheckInCodeChange = z.strictObject({ action: z.enum(['show', 'renew', 'withdraw']).describe('show: the code, made when there is none; renew: another one, the former opens nothing any more; withdraw: none') }).meta({ id: 'CheckInCodeChange' })

const code = z.string().min(1).max(40).describe('As typed: case, spaces and hyphens do not matter')
export const DoorAsk = z.strictObject({ code }).meta({ id: 'DoorAsk' })
export const Door = z
  .object({ sessionId: uuid, title: z.string(), place: z.string(), startsAt: isoDateTime, timeZone: z.string(), fictional: z.boolean(), organisations: z.array(z.object({ id: uuid, name: z.string() })).describe('Invited or attending, by name') })
  .meta({ id: 'Door', description: 'What a check-in code opens.' })

const deviceKey = z.string().regex(/^[\w-]{16,80}$/).describe('Made by the device for one person: the same key counts once')
export const DoorCheckIn = z
  .strictObject({ code, sessionId: uuid.optional().describe('The session that the device shows; refused when the code is another’s'), deviceKey, stakeholderId: uuid.nullable().optional(), organisation: line(200).optional().describe('What a walk-in writes'), personName: line(120).optional(), personRole: line(120).optional(), by: z.enum(['code', 'qr']).optional() })
  .meta({ id: 'DoorCheckIn', description: 'One person at the door; with `stakeholderId`, or with the name of an organisation that is not listed.' })
export const DoorAnswer = z.object({ id: uuid, sessionId: uuid, title: z.string(), organisation: z.string(), personName: z.string(), at: isoDateTime, already: z.boolean().describe('This device was checked in before') }).meta({ id: 'DoorAnswer' })
export const DoorWithdraw = z.strictObject({ code, deviceKey }).meta({ id: 'DoorWithdraw' })

export const CheckIn = createSelectSchema(checkIns, { ...lifecycleWire, at: () => isoDateTime, withdrawnAt: () => isoDateTime }).omit({ deviceKey: true }).extend({ stakeholderName: z.string().nullable() }).meta({ id: 'CheckIn', description: 'One person at the door.' })
export const CheckInList = z.object({ items: z.array(CheckIn), nextCursor: z.null(), people: z.int(), organisations: z.int().describe('Stakeholders, and organisations written by walk-ins, each once') }).meta({ id: 'CheckInList' })
/** A walk-in written down at the door, or a person of a listed stakeholder. */
export const CheckInCreate = z.strictObject({ stakeholderId: uuid.nullable().optional(), organisation: line(200).optional(), personName: line(120).optional(), personRole: line(120).optional() }).meta({ id: 'CheckInCreate' })
export const CheckInPatch = z.strictObject({ stakeholderId: uuid.nullable().optional().describe('Ties a walk-in to a stakeholder'), organisation: line(200).optional(), personName: line(120).optional(), personRole: line(120).optional() }).meta({ id: 'CheckInPatch' })

export const ClockChange = z.strictObject({ action: z.enum(['start', 'end', 'clear']).describe('start: now, and the item that was running ends; end: now; clear: as if it had never begun') }).meta({ id: 'ClockChange' })

export const ReadBack = createSelectSchema(readBacks, { confirmedAt: () => isoDateTime, withdrawnAt: () => isoDateTime }).extend({ recordedByName: z.string().nullable(), stale: z.boolean().describe('A position changed since') }).meta({ id: 'ReadBack', description: 'A point was read back to the room, which confirmed what was recorded.' })
export const Reading = z.object({ pointId: uuid, digest: z.string().describe('Of the positions that stand now'), positions: z.int(), readBack: ReadBack.nullable() }).meta({ id: 'Reading', description: 'What there is to read back on a point, and the latest confirmation of it.' })
export const ReadingList = z.object({ items: z.array(Reading), nextCursor: z.null() }).meta({ id: 'ReadingList' })
export const ReadBackCreate = z.strictObject({ pointId: uuid, digest: solidLine(64).optional().describe('As read to the room: refused when a position changed since; without it, what stands now'), note: prose(2000).optional() }).meta({ id: 'ReadBackCreate' })

export const StreamState = z.object({ cursor: z.int().min(0).describe('Position of the latest event') }).meta({ id: 'StreamState' })
