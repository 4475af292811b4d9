import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, solidProse, uuid } from '../schemas.ts'

const { personRequests } = schema
const kinds = z.enum(schema.personRequestKind.enumValues)
const states = z.enum(schema.personRequestState.enumValues)

export const PersonRequest = createSelectSchema(personRequests, { ...lifecycleWire, reference: (s) => s.meta({ examples: ['2026-00001'] }), dueOn: () => day.describe('One month after it came, three once extended (GDPR 12(3))') })
  .extend({ overdue: z.boolean().describe('Still open, and the day it was due has passed'), stakeholderName: z.string().nullable().describe('Null when not tied to a sheet, or once the person was erased'), perimeterName: z.string() })
  .meta({ id: 'PersonRequest', description: 'What a person asks about their data (GDPR 15 to 21), and what was answered.' })

export const PersonRequestCreate = z
  .strictObject({ perimeterId: uuid, stakeholderId: uuid.nullable().optional(), kind: kinds, requester: solidLine(300), details: prose(5000).optional(), receivedOn: day.optional().describe('Today unless said') })
  .meta({ id: 'PersonRequestCreate' })
export const PersonRequestPatch = z
  .strictObject({
    stakeholderId: uuid.nullable().optional(),
    details: prose(5000).optional(),
    identityCheck: line(500).optional().describe('How the identity was checked'),
    extensionReason: solidProse(2000).optional().describe('Adds two months, once, within the first month'),
    state: states.optional(),
    reply: prose(10_000).optional(),
  })
  .meta({ id: 'PersonRequestPatch', description: 'JSON Merge Patch. `verified` owes identityCheck, `answered` that and a reply, `refused` a reply.' })

const sorts = ['dueOn', '-dueOn', 'receivedOn', '-receivedOn'] as const
export const PersonRequestQuery = z.strictObject({ ...listQuery(sorts), state: listOf(states).optional(), kind: listOf(kinds).optional(), overdue: flag.optional(), stakeholderId: uuid.optional() })
export const PersonRequestPage = pageOf(PersonRequest, 'PersonRequestPage')
