import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, isoDateTime, lifecycleWire, line, prose, solidLine, uuid } from '../schemas.ts'

const { commitmentMilestones, commitmentEvents } = schema

export const partParams = z.strictObject({ id: uuid, partId: uuid })

const weight = () => z.number().min(0.1).max(1000).describe('Its share of the whole beside the other milestones; 1 unless told')
const limits = { title: () => solidLine(200), weight, dueOn: () => day, doneOn: () => day }
export const Milestone = createSelectSchema(commitmentMilestones, { ...limits, ...lifecycleWire }).meta({ id: 'CommitmentMilestone', description: 'A step of a commitment, with its weight.' })
const writable = createInsertSchema(commitmentMilestones, limits).pick({ title: true, weight: true, dueOn: true, doneOn: true })
export const MilestoneCreate = z.strictObject(writable.shape).meta({ id: 'CommitmentMilestoneCreate', description: 'It goes last.' })
export const MilestonePatch = z.strictObject(writable.partial().shape).meta({ id: 'CommitmentMilestonePatch' })
export const MilestoneOrder = z.strictObject({ ids: z.array(uuid).min(1).max(50) }).meta({ id: 'CommitmentMilestoneOrder', description: 'Every milestone, in its new order.' })
export const MilestoneList = z.object({ items: z.array(Milestone), nextCursor: z.null() }).meta({ id: 'CommitmentMilestoneList' })

const webAddress = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])
export const CommitmentEvent = createSelectSchema(commitmentEvents, { at: () => isoDateTime, withdrawnAt: () => isoDateTime, progress: () => z.int().min(0).max(100) })
  .extend({ recordedByName: z.string().nullable(), stakeholderName: z.string().nullable().describe('The counterpart who said it by a private link'), evidenceType: z.string().nullable().describe('Media type of the file') })
  .meta({ id: 'CommitmentEvent', description: 'What was said of a commitment, on which day, with its evidence.' })

export const CommitmentEventCreate = z
  .strictObject({
    kind: z.enum(schema.commitmentEventKind.enumValues),
    progress: z.int().min(0).max(100).optional().describe('For `progress` only, and owed there'),
    reason: prose(2000).optional().describe('Owed when blocked, dropped, contested or reopened'),
    at: isoDateTime.optional().describe('When it happened; now unless told. Neither before the latest event nor in the future'),
    evidenceUrl: webAddress.optional().describe('Address of what proves it'),
    evidenceName: line(200).optional(),
  })
  .refine((body) => (body.kind === 'progress') === (body.progress !== undefined), { path: ['progress'], message: 'exactly for the kind progress' })
  .meta({ id: 'CommitmentEventCreate' })
