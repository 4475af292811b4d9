import { schema } from '@convergence/db'
import { z } from 'zod'
import { Expectation } from '../expectations/schemas.ts'
import { Mandate } from '../mandates/schemas.ts'
import { kept } from '../plugins/kept.ts'
import { day, isoDateTime, uuid } from '../schemas.ts'
import { Stakeholder } from './schemas.ts'

const count = z.int().min(0)
const kind = z.enum(schema.stakeholderKind.enumValues)
const labelled = z.object({ id: uuid, code: z.string(), labelFr: z.string(), labelEn: z.string() })

export const SheetQuery = z.strictObject({ asOf: day.optional().describe('What was known at the end of this day; without it, now') })

export const StakeholderRef = z
  .object({ id: uuid, reference: z.string(), name: z.string(), kind, categoryId: uuid.nullable(), fictional: z.boolean() })
  .meta({ id: 'StakeholderRef', description: 'A stakeholder as others name it.' })

export const SheetMandate = Mandate.extend({ person: StakeholderRef, organisation: StakeholderRef, inForce: z.boolean().describe('May be in force on that day, given what is known of its dates') }).meta({ id: 'SheetMandate' })

export const SheetTie = z
  .object({
    id: uuid, typeId: uuid, version: count, other: StakeholderRef,
    outgoing: z.boolean().describe('From this stakeholder to the other'),
    labelFr: z.string().describe('Read from this stakeholder’s side'), labelEn: z.string(), directed: z.boolean(),
    strength: z.int(), sign: z.int(), basis: z.enum(schema.tieBasis.enumValues), startOn: z.string().nullable(), endOn: z.string().nullable(), inForce: z.boolean(),
    source: z.string(), note: kept('note', z.string()), confirmedBy: z.string().nullable(), confirmedOn: z.string().nullable(),
  })
  .meta({ id: 'SheetTie' })

export const SheetImpact = z
  .object({
    id: uuid, reference: z.string(), title: z.string(), fictional: z.boolean(), involvement: z.enum(schema.impactInvolvement.enumValues), direction: z.enum(schema.impactDirection.enumValues),
    sign: z.int(), actuality: z.enum(schema.impactActuality.enumValues), severity: z.int().min(1).max(5).describe('The worst of scale, scope and irremediability'), likelihood: z.int().nullable(), areas: z.array(labelled),
  })
  .meta({ id: 'SheetImpact' })

export const SheetExpectation = Expectation.extend({ area: labelled, recordedByName: z.string().nullable() }).meta({ id: 'SheetExpectation' })

export const SheetSession = z
  .object({
    id: uuid, reference: z.string(), title: z.string(), startsAt: isoDateTime, status: z.enum(schema.sessionStatus.enumValues), fictional: z.boolean(),
    invitation: z.enum(schema.invitationStatus.enumValues).nullable(), attendance: z.enum(schema.attendanceStatus.enumValues).nullable(), arrivedAt: isoDateTime.nullable(), leftAt: isoDateTime.nullable(), speaker: z.string().nullable().describe('Who came, through a mandate'),
  })
  .meta({ id: 'SheetSession' })

export const SheetPosition = z
  .object({
    id: uuid, statedAt: isoDateTime, state: z.enum(schema.positionState.enumValues), value: z.int().min(-2).max(2).nullable(), reason: z.string(), reservation: z.string(), condition: z.string(),
    manner: z.enum(schema.positionManner.enumValues), source: z.string(), confirmation: z.enum(schema.positionConfirmation.enumValues), version: z.int().describe('Number of the wording that it is about'),
    session: z.object({ id: uuid, title: z.string(), startsAt: isoDateTime }).nullable(), speaker: z.string().nullable(), recordedByName: z.string().nullable(),
  })
  .meta({ id: 'SheetPosition' })

export const SheetPoint = z
  .object({
    id: uuid, reference: z.string(), title: z.string(), fictional: z.boolean(), holder: StakeholderRef, version: z.int().describe('Number of the current wording'), statement: z.string(),
    status: z.enum(['unknown', 'convergence', 'divergence', 'mixed']).nullable().describe('Of the point over all its holders; null where no rule was in force'),
    current: SheetPosition.nullable().describe('The latest on the current wording'), history: z.array(SheetPosition).describe('All that was stated on the point, the earliest first'),
  })
  .meta({ id: 'SheetPoint' })

export const StakeholderSheet = z
  .object({
    asOf: day.nullable(),
    stakeholder: Stakeholder,
    category: z.object({ id: uuid, labelFr: z.string(), labelEn: z.string(), icon: z.string(), colour: z.int() }).nullable(),
    perimeter: z.object({ id: uuid, name: z.string() }),
    parent: StakeholderRef.nullable(),
    children: z.array(StakeholderRef).describe('The first 100 in name order'),
    mandates: z.array(SheetMandate), ties: z.array(SheetTie), impacts: z.array(SheetImpact), expectations: z.array(SheetExpectation), sessions: z.array(SheetSession), points: z.array(SheetPoint),
    totals: z.object({ children: count, mandates: count, ties: count, impacts: count, expectations: count, sessions: count, points: count }).describe('Of what is within reach, shown or not'),
    withheld: z.array(z.enum(['sessions', 'points'])).describe('Left out for want of the scope dialogue:read'),
  })
  .meta({ id: 'StakeholderSheet' })
