import { eq } from 'drizzle-orm'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

type Indicator = typeof schema.indicators.$inferSelect
interface FootprintFile extends Pick<Indicator, 'reference' | 'title' | 'definition' | 'formula' | 'unit' | 'frequency'> { code: string; areas: string[] }

/** The five footprint indicators, ready to be collected: definitions without a value. What stands is left as it is. */
export async function seedFootprint(tx: Db, folder: string): Promise<void> {
  const { indicators } = await readReference<{ indicators: FootprintFile[] }>(folder, 'indicators.json')
  const perimeterId = id('perimeter', 'national')
  const common = { source: 'collected', aggregation: 'ratio', theme: 'footprint', direction: 'down', perimeterId, pillarId: id('pillar', 'sante-environnement'), practiceId: id('practice', '7') } as const
  await tx.insert(schema.indicators).values(indicators.map(({ code, areas: _areas, ...own }) => ({ ...own, ...common, id: id('indicator', code) }))).onConflictDoNothing()
  await tx.insert(schema.isoTies).values(indicators.flatMap(({ code, areas }) => areas.map((area) => ({ id: id('iso-tie', `indicator/${code}/${area}`), areaId: id('area', area), perimeterId, indicatorId: id('indicator', code) })))).onConflictDoNothing()
}

type Target = Pick<Indicator, 'baseline' | 'baselineOn' | 'target' | 'targetOn'>
interface DefinitionFile extends Target, Pick<Indicator, 'title' | 'definition' | 'formula' | 'unit' | 'frequency' | 'aggregation' | 'theme' | 'direction'> {
  code: string; perimeter: string; pillar: string | null; practice: number | null; areas: string[]; commitments: string[]; since: string; relay: string | null; minimumCount?: number; measure?: string
}
interface Figure { value?: number; numerator?: number; denominator?: number; count?: number }
interface ValueFile extends Figure { indicator: string; perimeter: string; start: string; end: string; status: 'draft' | 'submitted' | 'validated' | 'frozen'; note?: string; restated?: Figure & { reason: string; status: 'validated' | 'frozen' } }
interface IndicatorsFile { targets: Record<string, Target>; definitions: DefinitionFile[]; collectors: { indicator: string; perimeter: string; relay: string; since: string }[]; values: ValueFile[] }

/** Invented values of the footprint over three years, and four invented indicators of the example. */
export async function seedIndicators(tx: Db, folder: string, references: References, staff: string): Promise<void> {
  const file = await readReference<IndicatorsFile>(folder, 'demonstration/indicators.json')
  for (const [code, target] of Object.entries(file.targets)) await tx.update(schema.indicators).set(target).where(eq(schema.indicators.id, id('indicator', code)))
  for (const definition of file.definitions) await seedDefinition(tx, definition, references.next())
  const own = file.definitions.flatMap(({ code, relay, since, perimeter }) => (relay ? [{ indicator: code, perimeter, relay, since }] : []))
  await tx.insert(schema.indicatorCollectors).values([...file.collectors, ...own].map((c) => ({ id: id('indicator-collector', `${c.indicator}/${c.perimeter}`), indicatorId: id('indicator', c.indicator), perimeterId: id('perimeter', c.perimeter), relayId: id('relay', c.relay), since: c.since })))
  const known = new Map(file.definitions.map((d) => [d.code, d]))
  const rows = file.values.flatMap((v) => valuesOf(v, known.get(v.indicator), staff))
  await tx.insert(schema.indicatorValues).values(rows)
}

async function seedDefinition(tx: Db, d: DefinitionFile, reference: string): Promise<void> {
  const { code, perimeter, pillar, practice, areas, commitments, since: _since, relay: _relay, ...own } = d
  const indicatorId = id('indicator', code)
  const perimeterId = id('perimeter', perimeter)
  await tx.insert(schema.indicators).values({ ...own, id: indicatorId, reference, source: own.measure ? 'automatic' : 'collected', perimeterId, pillarId: pillar ? id('pillar', pillar) : null, practiceId: practice ? id('practice', String(practice)) : null, fictional: true })
  await tx.insert(schema.isoTies).values(areas.map((area) => ({ id: id('iso-tie', `indicator/${code}/${area}`), areaId: id('area', area), perimeterId, indicatorId })))
  if (commitments.length > 0) await tx.insert(schema.commitmentIndicators).values(commitments.map((commitment) => ({ commitmentId: id('commitment', commitment), indicatorId })))
}

const days = (day: string, n: number): Date => new Date(Date.parse(`${day}T09:00:00Z`) + n * 86_400_000)
const figureOf = (f: Figure, unit: string) => {
  const { numerator = null, denominator = null, count = null } = f
  const ratio = numerator === null || denominator === null ? null : (unit.startsWith('%') ? 100 : 1) * (numerator / denominator)
  return { value: f.value ?? ratio ?? 0, numerator, denominator, count }
}

/** A value, and the restatement that corrects it where there is one. */
function valuesOf(v: ValueFile, definition: DefinitionFile | undefined, staff: string): (typeof schema.indicatorValues.$inferInsert)[] {
  const key = `${v.indicator}/${v.perimeter}/${v.start}`
  const unit = definition?.unit ?? ''
  const common = { indicatorId: id('indicator', v.indicator), perimeterId: id('perimeter', v.perimeter), periodStart: v.start, periodEnd: v.end, fictional: true, note: v.note ?? '' }
  const standing = (status: ValueFile['status'], from: number) => ({
    status, statedAt: days(v.end, from), validatedAt: status === 'validated' || status === 'frozen' ? days(v.end, from + 6) : null, validatedBy: status === 'validated' || status === 'frozen' ? staff : null, frozenAt: status === 'frozen' ? days(v.end, from + 40) : null, frozenBy: status === 'frozen' ? staff : null,
  })
  const first = { ...common, ...figureOf(v, unit), ...standing(v.status, 12), id: id('indicator-value', key), ...(definition?.measure ? { recordedBy: staff } : { relayId: id('relay', v.perimeter) }) }
  if (!v.restated) return [first]
  const { reason, status, ...figure } = v.restated
  return [first, { ...common, ...figureOf(figure, unit), ...standing(status, 75), id: id('indicator-value', `${key}/restated`), recordedBy: staff, restatesId: first.id, restatementReason: reason }]
}
