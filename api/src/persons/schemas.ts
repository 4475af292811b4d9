import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, line, pageOf, solidLine, uuid } from '../schemas.ts'

const count = z.int().min(0)
const standing = z.enum(['shown', 'removed', 'restricted']).describe('restricted: stored, and seen by the data protection officer alone (GDPR 18)')

export const Person = z
  .object({
    id: uuid, reference: z.string(), name: z.string(), city: z.string(), perimeterId: uuid, perimeterName: z.string(), standing, since: z.string(), lastContactOn: z.string().nullable(),
    restrictedAt: isoDateTime.nullable(), objected: z.boolean().describe('An objection is on file for this name'), version: z.int(),
  })
  .meta({ id: 'Person', description: 'Somebody who is held in the register, as the data protection officer sees them.' })
export const PersonSearch = z
  .strictObject({ limit: z.int().min(1).max(100).default(50), cursor: z.string().min(1).max(1000).optional(), sort: z.enum(['name', '-name']).default('name'), q: line(200).optional().describe('Words of the name, the city or the reference, or a whole e-mail address'), standing: z.array(standing).min(1).max(3).optional() })
  .meta({ id: 'PersonSearch' })
export const PersonPage = pageOf(Person, 'PersonPage')

const reason = solidLine(1000).describe('Why; kept in the audit')
const requestId = uuid.optional().describe('The request that is answered by it')
export const PersonErasure = z.strictObject({ requestId }).meta({ id: 'PersonErasure' })
export const PersonRestriction = z.strictObject({ reason }).meta({ id: 'PersonRestriction' })
export const PersonObjection = z.strictObject({ requestId, reason }).meta({ id: 'PersonObjection' })

export const ErasureReceipt = z
  .object({ erasedAt: isoDateTime, counts: z.record(z.string(), count).describe('Rows by table: deleted or emptied'), masked: z.record(z.string(), count).describe('Rows by table in which the name or an address stood and was masked'), resealed: count.describe('Frozen minutes and editions that were masked and have a new hash') })
  .meta({ id: 'ErasureReceipt', description: 'What an erasure did (GDPR 17): the proof to answer with. Holds nothing of the person.' })
export const RestrictionState = z.object({ id: uuid, standing, restrictedAt: isoDateTime.nullable(), version: z.int() }).meta({ id: 'RestrictionState' })
export const ObjectionReceipt = z.object({ id: uuid, standing, recordedAt: isoDateTime, suppressed: count.describe('Keyed hashes of the name and addresses that refuse to take the person back') }).meta({ id: 'ObjectionReceipt' })

const AccessField = z.object({ name: z.string(), label: z.string().describe('In French'), value: z.string() })
export const AccessFile = z
  .object({
    madeAt: isoDateTime,
    person: z.object({ id: uuid, reference: z.string(), name: z.string() }),
    controller: z.object({ name: z.string(), contact: z.string(), officer: z.string(), officerContact: z.string() }),
    purposes: z.array(z.object({ name: z.string(), purpose: z.string(), legalBasis: z.string(), endsOn: z.string(), measures: z.string() })),
    recipients: z.array(z.string()),
    retention: z.array(z.object({ category: z.string(), months: z.int(), justification: z.string() })),
    scales: z.array(z.object({ criterion: z.string(), min: z.int(), max: z.int(), marks: z.array(z.string()) })).describe('How to read the scores'),
    sections: z.array(z.object({ code: z.string().describe('Table'), title: z.string().describe('In French'), rows: z.array(z.array(AccessField)) })),
    mentions: z.array(z.object({ where: z.string(), text: z.string() })).describe('Where the name stands in other records; other people are masked'),
  })
  .meta({ id: 'AccessFile', description: 'All that is held about a person (GDPR 15); names of third parties are masked.' })
export const AccessFileQuery = z.strictObject({ format: z.enum(['json', 'html']).default('json').describe('html: a French page to read and print') })

export const Recipients = z
  .object({ items: z.array(z.object({ actor: z.string(), actorName: z.string().nullable(), times: count, lastAt: isoDateTime, rectifiedAt: isoDateTime.nullable().describe('When the person was last rectified'), outdated: z.boolean().describe('Rectified since it was taken out') })) })
  .meta({ id: 'PersonRecipients', description: 'Who took a person out, and whether they hold what was rectified since (GDPR 19).' })

export const PortabilityFile = z
  .object({ madeAt: isoDateTime, person: z.record(z.string(), z.unknown()), sections: z.array(z.object({ code: z.string(), rows: z.array(z.record(z.string(), z.unknown())) })) })
  .meta({ id: 'PortabilityFile', description: 'What the person gave (GDPR 20), in a form that a machine reads.' })
export const PortabilityQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') })

export const Reading = createSelectSchema(schema.readings, { at: isoDateTime })
  .extend({ id: z.string(), actorName: z.string().nullable(), personName: z.string().nullable().describe('Null once erased') })
  .meta({ id: 'PersonReading', description: 'Somebody opened the sheet of a person, took it out in an export, or made an access file.' })
export const ReadingPage = pageOf(Reading, 'PersonReadingPage')
const paging = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().min(1).max(1000).optional() }
export const ReadingQuery = z.strictObject({ ...paging, actor: z.string().regex(/^(?:user|key|link|rater|door):[0-9a-f-]{36}$/).optional().describe('`user:<id>` or `key:<id>`'), kind: z.enum(schema.readingKind.enumValues).optional(), from: isoDateTime.optional(), to: isoDateTime.optional() })
export const ReadingsOfQuery = z.strictObject(paging)
