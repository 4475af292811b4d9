import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, lifecycleWire, line, solidLine, solidProse, uuid } from '../schemas.ts'

const { criteria, criterionVersions, criterionSets } = schema

const limits = {
  code: () => z.string().max(60).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  labelFr: () => solidLine(80),
  labelEn: () => solidLine(80),
  questionFr: () => solidLine(300),
  questionEn: () => solidLine(300),
  source: () => line(300),
  rank: () => z.int().min(0).max(10_000),
}
const STEPS_MAX = 20
const bound = () => z.int().min(-100).max(100)

export const Anchor = z.strictObject({ value: bound(), labelFr: solidLine(200), labelEn: solidLine(200) }).meta({ id: 'Anchor', description: 'What one value of a scale means, in words.' })
const anchors = z.array(Anchor).max(STEPS_MAX + 1)

export const CriterionVersion = createSelectSchema(criterionVersions, { createdAt: isoDateTime, anchors: () => anchors }).meta({ id: 'CriterionVersion', description: 'A scale with its wordings; never edited. Versions of one lineage mean the same: scores on an earlier one still count.' })
export const CriterionVersionList = z.object({ items: z.array(CriterionVersion), nextCursor: z.null() }).meta({ id: 'CriterionVersionList' })

export const Criterion = createSelectSchema(criteria, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ scale: CriterionVersion.describe('The version in force') })
  .meta({ id: 'Criterion', description: 'What stakeholders are scored on. Its scale lives in its versions.' })
export const CriterionList = z.object({ items: z.array(Criterion), nextCursor: z.null() }).meta({ id: 'CriterionList' })

const scale = { min: bound(), max: bound(), anchors }
type Scale = { min: number; max: number; anchors: z.output<typeof anchors> }
const inRange = (s: Scale): boolean => s.max > s.min && s.max - s.min <= STEPS_MAX
const anchored = (s: Scale): boolean => s.anchors.every((a) => a.value >= s.min && a.value <= s.max) && new Set(s.anchors.map((a) => a.value)).size === s.anchors.length

/** A range of at most 20 steps, and wordings each on a value of its own within it. */
const withScale = <T extends z.ZodType<Scale>>(body: T) =>
  body.refine(inRange, { path: ['max'], error: `max lies above min, by at most ${STEPS_MAX}` }).refine(anchored, { path: ['anchors'], error: 'each anchor has a value of its own on the scale' })

const writable = createInsertSchema(criteria, limits).pick({ code: true, labelFr: true, labelEn: true, questionFr: true, questionEn: true, source: true, rank: true })

/** `rank` defaults to the last place. */
export const CriterionCreate = withScale(z.strictObject({ ...writable.partial({ rank: true }).shape, ...scale })).meta({ id: 'CriterionCreate' })
export const CriterionPatch = z.strictObject(writable.omit({ code: true }).partial().shape).meta({ id: 'CriterionPatch', description: 'JSON Merge Patch; the code never changes, the scale changes through a new version.' })
export const CriterionVersionCreate = withScale(z.strictObject({ ...scale, reason: solidProse(2000).describe('Why the scale changes'), keepsScores: z.boolean().describe('true: clearer words for the same values, earlier scores still count. false: another scale, scores begin anew.') })).meta({ id: 'CriterionVersionCreate' })

export const CriterionSet = createSelectSchema(criterionSets).extend({ criterionIds: z.array(uuid) }).meta({ id: 'CriterionSet', description: 'Criteria that the literature uses together.' })
const setLimits = { code: limits.code, labelFr: limits.labelFr, labelEn: limits.labelEn, source: limits.source }
const SET_MAX = 30
const setMembers = z.array(uuid).min(1).max(SET_MAX).refine((ids) => new Set(ids).size === ids.length, { error: 'each criterion once' }).describe('In the order in which raters meet them')
const setWords = createInsertSchema(criterionSets, setLimits).pick({ code: true, labelFr: true, labelEn: true, source: true })
export const CriterionSetCreate = z.strictObject({ ...setWords.shape, rank: limits.rank().optional().describe('The last place by default'), criterionIds: setMembers }).meta({ id: 'CriterionSetCreate' })
export const CriterionSetWrite = z.strictObject({ ...setWords.omit({ code: true }).shape, criterionIds: setMembers }).meta({ id: 'CriterionSetWrite', description: 'The whole set as it shall be; the code never changes.' })
export const CriterionSetList = z.object({ items: z.array(CriterionSet), nextCursor: z.null() }).meta({ id: 'CriterionSetList' })
