import { schema } from '@convergence/db'
import { z } from 'zod'
import { PointVersion } from '../points/schemas.ts'
import { Position } from '../positions/schemas.ts'
import { isoDateTime, listOf, listQuery, solidProse, uuid } from '../schemas.ts'
import { Attendance } from '../sessions/schemas.parts.ts'

const MONTH_MS = 31 * 86_400_000
const status = z.enum(schema.operationStatus.enumValues)
const kind = z.string().min(3).max(40).regex(/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/)

export const OperationSent = z
  .strictObject({
    id: uuid.describe('Made by the device: the same one sent again is applied once'),
    sequence: z.int().min(1).max(2_000_000_000).describe('Its place in the queue of the device for this session: 1, 2, 3, … without a gap'),
    kind: kind.meta({ examples: ['position.record'] }),
    format: z.int().min(1).max(1000).default(1).describe('Of the payload. Members that the server does not know are left out, so that an older or a newer device is still heard'),
    payload: z.record(z.string().max(60), z.unknown()).describe('By kind: see the guide of operations'),
    basedOn: uuid.nullable().optional().describe('What the device saw there: a row or one of its own operations; null for nothing; absent to write whatever stands'),
    replaces: uuid.optional().describe('A refused or conflicting operation that this one corrects; it is then discarded'),
    textReason: solidProse(500).min(10).optional().describe('Why a text that was refused by text-reason-needed is kept'),
    knownAt: isoDateTime.optional().describe('The latest `serverTime` that the device had learned'),
    elapsedMs: z.int().min(0).max(MONTH_MS).optional().describe('Milliseconds from then to the speech, by the device’s own count'),
  })
  .meta({ id: 'OperationSent' })
export type OperationSent = z.output<typeof OperationSent>

export const OperationsSent = z.strictObject({ deviceId: uuid.describe('Made once per person and device'), operations: z.array(OperationSent).min(1).max(100) }).meta({ id: 'OperationsSent', description: 'Taken in the order of `sequence`, each by itself: one that is refused does not hold the next ones back.' })

const Result = z.object({ type: z.string().describe('position, attendance, point, point-version, agenda-item, read-back, commitment or operation'), id: uuid }).meta({ id: 'OperationResult', description: 'What the operation made or changed.' })
const Opposed = z.object({ position: Position.nullable(), attendance: Attendance.nullable(), version: PointVersion.nullable() }).meta({ id: 'OperationOpposed', description: 'What somebody else wrote meanwhile; one of the three.' })
const told = {
  code: z.string().describe('Of the refusal or the conflict; empty when there is nothing to say'),
  message: z.string().describe('The same in the reader’s language'),
  result: Result.nullable(),
  current: Opposed.nullable().describe('With a conflict: what stands instead of `basedOn`'),
}

export const OperationAnswer = z
  .object({ id: uuid, sequence: z.int(), status: z.enum([...schema.operationStatus.enumValues, 'waiting']).describe('waiting: an earlier one is missing, nothing was kept'), saidAt: isoDateTime.nullable().describe('When it was said, by the server’s reckoning'), ...told })
  .meta({ id: 'OperationAnswer' })
export type OperationAnswer = z.output<typeof OperationAnswer>

const place = { nextSequence: z.int().min(1).describe('What the server expects next of the device'), serverTime: isoDateTime }
export const OperationAnswers = z.object({ items: z.array(OperationAnswer), ...place }).meta({ id: 'OperationAnswers' })

export const SessionOperation = z
  .object({
    id: uuid, deviceId: uuid, sequence: z.int(), kind: z.string(), payload: z.record(z.string(), z.unknown()).describe('Whole while it waits for a correction; without its words once applied'),
    basedOn: uuid.nullable(), replacesId: uuid.nullable(), status, saidAt: isoDateTime, receivedAt: isoDateTime, recordedByName: z.string().nullable(), ...told,
  })
  .meta({ id: 'SessionOperation', description: 'What a device did at a session, as the server took it.' })

export const OperationListQuery = z.strictObject({ ...listQuery(['sequence', '-sequence', 'receivedAt', '-receivedAt']), deviceId: uuid.optional(), status: listOf(status).optional() })
export type OperationFilter = Omit<z.output<typeof OperationListQuery>, 'limit' | 'sort' | 'cursor'>
export const OperationPage = z.object({ items: z.array(SessionOperation), nextCursor: z.string().nullable(), nextSequence: place.nextSequence.nullable().describe('With `deviceId`: what the server expects next of it'), serverTime: isoDateTime }).meta({ id: 'OperationPage' })
