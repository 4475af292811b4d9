import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { FigureQuery } from '../figures/content.ts'
import { FigureRow } from '../figures/rows.ts'
import { keptByFeature } from '../plugins/kept.ts'
import { day, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { EditionContent } from './content.ts'
import { BLOCKS_MAX } from './rules.ts'

const { editionBlocks, editions } = schema
const count = z.int().min(0)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256 of the canonical JSON (RFC 8785), in hexadecimal')

const limits = {
  title: () => solidLine(200), subtitle: () => line(300), periodStart: () => day, periodEnd: () => day, minimumCell: () => z.int().min(3).max(100).describe('Fewest people or organisations behind a figure that leaves the organisation'),
  signatory: () => line(200).describe('Who signs it, as printed'), internalNote: () => prose(5000).describe('Never in the report'),
}

export const Edition = createSelectSchema(editions, { ...limits, ...lifecycleWire, frozenAt: () => isoDateTime, publishedAt: () => isoDateTime, approvedOn: () => day, sha256: () => sha256 })
  .omit({ deletedAt: true, internalNote: true, frozenBy: true })
  .extend({
    internalNote: keptByFeature('note', z.string(), 'null to who may only read'),
    frozenByName: z.string().nullable(), perimeterName: z.string(), previousTitle: z.string().nullable(), approvedByName: z.string().nullable(), approvedAtTitle: z.string().nullable(),
    blocks: count,
    may: z.object({ write: z.boolean(), publish: z.boolean() }).describe('What the reader of this answer may do, whatever the status'),
  })
  .meta({ id: 'Edition', description: 'Édition du rapport: the report of a period. Once frozen, each figure keeps its query and its rows.' })

const writable = createInsertSchema(editions, limits).pick({ title: true, subtitle: true, periodStart: true, periodEnd: true, language: true, perimeterId: true, previousId: true, minimumCell: true, signatory: true, internalNote: true })
export const EditionCreate = z
  .strictObject({
    ...writable.shape,
    outline: z.string().max(60).regex(/^[a-z0-9-]+$/).optional().describe('Start from a ready outline, by its code'),
    copyFrom: uuid.optional().describe('Start from the blocks of another edition; it becomes the edition compared with unless another is named'),
  })
  .meta({ id: 'EditionCreate' })
export const EditionPatch = z.strictObject(writable.partial().shape).meta({ id: 'EditionPatch', description: 'JSON Merge Patch; 409 `edition-locked` once frozen, the internal note apart.' })
export const EditionListQuery = z.strictObject({
  ...listQuery(['-periodEnd', 'periodEnd', 'title', '-title', 'updatedAt', '-updatedAt']),
  q: line(200).optional().describe('Words of the title or the reference, without case or accents'),
  status: listOf(z.enum(schema.editionStatus.enumValues)).optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
})
export type EditionFilter = Omit<z.output<typeof EditionListQuery>, 'limit' | 'sort' | 'cursor'>
export const EditionPage = pageOf(Edition, 'EditionPage')

const blockLimits = {
  title: line(300).describe('Of a heading: its words; of the others: the caption, empty for that of the figure'),
  text: prose(20_000).describe('Of a text: one paragraph per line, "- " before an item of a list, figures as {{name?parameter=value}}. Of a figure, table or chart: the note under it'),
  query: FigureQuery.nullable().describe('For what is computed, and the index'),
  level: z.int().min(1).max(3).describe('Of a heading'),
  guidance: prose(3000).describe('Of a text: what is to be said here; never printed'),
  standardCodes: z.array(solidLine(40)).max(20),
}
export const EditionBlock = createSelectSchema(editionBlocks, lifecycleWire)
  .omit({ query: true, rank: true, editionId: true })
  .extend({ query: FigureQuery.nullable(), level: z.int().min(1).max(3), guidance: z.string() })
  .meta({ id: 'EditionBlock', description: 'A block of a report: words, or a query that makes a figure.' })
export type EditionBlock = z.output<typeof EditionBlock>
export const EditionBlockList = z.object({ items: z.array(EditionBlock), nextCursor: z.null() }).meta({ id: 'EditionBlockList' })
export const EditionBlockCreate = z
  .strictObject({ ...z.object(blockLimits).partial().shape, kind: z.enum(schema.blockKind.enumValues), after: uuid.nullable().optional().describe('The block that it follows; null: the first; left out: the last') })
  .meta({ id: 'EditionBlockCreate' })
export const EditionBlockPatch = z.strictObject(z.object(blockLimits).partial().shape).meta({ id: 'EditionBlockPatch', description: 'JSON Merge Patch.' })
export const EditionOrder = z.strictObject({ blockIds: z.array(uuid).min(1).max(BLOCKS_MAX) }).meta({ id: 'EditionOrder', description: 'Every block of the edition, in the order wanted.' })
export const blockParams = z.strictObject({ id: uuid, blockId: uuid })

export const ContentQuery = z.strictObject({ audience: z.enum(['inside', 'outside']).default('inside').describe('outside: as it leaves the organisation, small cells withheld') })
const documentFormat = z.enum(['pdf', 'docx', 'xlsx']).describe('pdf: tagged; docx: to be worked on; xlsx: all figures, typed')
export const EditionDocumentQuery = z.strictObject({ format: documentFormat, audience: z.enum(['inside', 'outside']).default('outside').describe('inside: small cells stand as they are; for who may write the report') })
export const PublicDocumentQuery = z.strictObject({ format: documentFormat })
export const EditionView = z
  .object({ content: EditionContent, sha256: sha256.describe('Of this content; a freeze may name the one that was read'), frozen: z.boolean(), unwritten: count.describe('Texts that are still empty'), broken: count.describe('Blocks that cannot be computed') })
  .meta({ id: 'EditionView', description: 'What an edition says: computed now for a draft, as it was kept once frozen.' })

export const BlockRowsQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().min(1).max(1000).optional(), part: z.string().max(4).regex(/^\d+$/).default('0').describe('Which figure of a text; 0 for any other block'), counted: z.enum(['true', 'false']).optional() })
export const FigureRowPage = z.object({ items: z.array(FigureRow), nextCursor: z.string().nullable(), total: count, countedTotal: count }).meta({ id: 'FigureRowPage' })

export const EditionFreeze = z
  .strictObject({ sha256: sha256.optional().describe('Refused with 409 when the content is not this any more'), bodyId: uuid.optional(), sessionId: uuid.optional().describe('The meeting at which the body approved'), approvedOn: day.optional() })
  .meta({ id: 'EditionFreeze', description: 'Who approved it, where a body did: its quorum is counted at the meeting.' })

const said = z.object({ value: z.number().nullable(), text: z.string() })
const figureAt = { blockId: uuid, part: z.string(), label: z.string(), title: z.string() }
export const EditionDrift = z
  .object({ items: z.array(z.object({ blockId: uuid, title: z.string(), figures: z.array(z.object({ ...figureAt, frozen: said, now: said })), rows: z.object({ added: count, removed: count }), other: z.boolean().describe('Something else in the block has changed: a line, a state, a name') })), sha256, checkedAt: isoDateTime, nextCursor: z.null() })
  .meta({ id: 'EditionDrift', description: 'Blocks whose figures today’s records would give otherwise. What was frozen stays as it was.' })
export const EditionComparison = z
  .object({
    previous: z.object({ id: uuid, reference: z.string(), title: z.string(), frozen: z.boolean() }).nullable().describe('null: no edition is named, and the year before is computed'),
    periodStart: day, periodEnd: day,
    items: z.array(z.object({ ...figureAt, unit: z.string(), before: said.nullable(), after: said, change: z.number().nullable(), changeText: z.string(), source: z.enum(['edition', 'computed']).describe('edition: printed there; computed: that edition did not have it, so it is computed over its period') })),
    nextCursor: z.null(),
  })
  .meta({ id: 'EditionComparison', description: 'Each figure beside that of the edition before: same figure, same parameters.' })
export const EditionVerification = z
  .object({ sha256, computed: sha256, intact: z.boolean(), blocks: z.array(z.object({ blockId: uuid, sha256, computed: sha256, intact: z.boolean() })) })
  .meta({ id: 'EditionVerification', description: 'The hashes kept at the freeze, and those computed anew from what was kept.' })

const words = z.object({ fr: z.string(), en: z.string() })
export const ReportOutline = z
  .object({ code: z.string(), label: words, description: words, source: words, blocks: count, codes: z.array(z.string()).describe('Standard codes that its blocks answer') })
  .meta({ id: 'ReportOutline', description: 'A ready outline: headings, what to say under each, ready figures.' })
export const ReportOutlineList = z.object({ items: z.array(ReportOutline), standards: z.array(z.object({ code: z.string(), framework: z.string(), label: words })), nextCursor: z.null() }).meta({ id: 'ReportOutlineList' })

const param = z.object({ name: z.string(), kind: z.enum(['perimeter', 'indicator', 'point', 'commitment', 'ranking', 'body', 'measure', 'subject', 'choice', 'number', 'day']), label: words, required: z.boolean(), options: z.array(z.object({ value: z.string(), label: words })).optional(), min: z.number().optional(), max: z.number().optional() })
export const FigureDefinition = z
  .object({ name: z.string(), block: z.enum(schema.blockKind.enumValues), group: z.string(), label: words, rule: words, method: z.string(), params: z.array(param) })
  .meta({ id: 'FigureDefinition', description: 'A figure that a block may compute. All take perimeterId, from and to besides their own parameters.' })
export const FigureDefinitionList = z.object({ items: z.array(FigureDefinition), nextCursor: z.null() }).meta({ id: 'FigureDefinitionList' })

export const publicParams = z.strictObject({ reference: z.string().regex(/^\d{4}-\d{5,}$/) })
export const PublicEdition = z.object({ content: EditionContent, sha256, frozenAt: isoDateTime, publishedAt: isoDateTime }).meta({ id: 'PublicEdition', description: 'A published edition as anybody reads it.' })
