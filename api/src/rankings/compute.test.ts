import { demoId, newId, schema } from '@convergence/db'
import { asc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { unwatched } from '../../test/demonstration-rankings.ts'
import { computeRanking, type Way } from './compute.ts'
import { contributionsOf } from './rules.ts'

const t = useTestApp()
const perimeterId = demoId('perimeter', 'national')
const criterion = (code: string) => demoId('criterion', code)
const voices = Array.from({ length: 7 }, (_, i) => demoId('voice', `compute/${i}`))
const asOf = new Date('2026-11-20T00:00:00Z')

/** Four formulas that touch every kind of term, both centres and both directions. */
const formulas: Record<string, { centre: 'mean' | 'median'; terms: schema.FormulaTerm[] }> = {
  'the mean of criteria': { centre: 'mean', terms: [
    { kind: 'criterion', code: 'power', criterionId: criterion('power'), weight: 0.7, reversed: false }, { kind: 'criterion', code: 'attitude', criterionId: criterion('attitude'), weight: 1.3, reversed: true }] },
  'the median of criteria, one without weight': { centre: 'median', terms: [
    { kind: 'criterion', code: 'power', criterionId: criterion('power'), weight: 1, reversed: false }, { kind: 'criterion', code: 'urgency', criterionId: criterion('urgency'), weight: 0, reversed: false }, { kind: 'criterion', code: 'attitude', criterionId: criterion('attitude'), weight: 2, reversed: false }] },
  'the worst of several, on one scale': { centre: 'mean', terms: [
    { kind: 'worst', code: 'severity', criterionIds: ['scale', 'scope', 'irremediability'].map(criterion), weight: 2, reversed: false }, { kind: 'criterion', code: 'power', criterionId: criterion('power'), weight: 1, reversed: false }] },
  'the worst of several, on two scales, by the median': { centre: 'median', terms: [
    { kind: 'worst', code: 'heat', criterionIds: ['attitude', 'scale'].map(criterion), weight: 1, reversed: true }, { kind: 'criterion', code: 'urgency', criterionId: criterion('urgency'), weight: 1, reversed: false }] },
  'a result of the play of actors': { centre: 'mean', terms: [
    { kind: 'mactor', code: 'ri', studyId: '', measure: 'riStar', weight: 1, reversed: false }, { kind: 'criterion', code: 'power', criterionId: criterion('power'), weight: 1, reversed: false }] },
}

/** Scores of seven voices on sixty stakeholders, with gaps, changed minds and "I don't know", always the same. */
beforeAll(async () => {
  const [staff] = await t.db.select({ id: schema.users.id }).from(schema.users).limit(1)
  const people = Array.from({ length: 60 }, (_, i) => ({ id: demoId('compute', String(i)), reference: `C-${i}`, kind: 'organisation' as const, name: `Essai ${i}`, searchName: `essai ${i}`, side: 'external' as const, sphere: 'observes' as const, perimeterId, since: '2020-01-01', ...(i === 59 ? { archivedOn: '2025-01-01' } : {}) }))
  await t.db.insert(schema.stakeholders).values(people)
  const scales = new Map((await t.db.select().from(schema.criterionVersions)).map((v) => [v.criterionId, v]))
  let state = 7
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const rows: (typeof schema.scores.$inferInsert)[] = []
  for (const { id } of people) for (const voiceId of voices) for (const code of ['power', 'urgency', 'attitude', 'scale', 'scope', 'irremediability']) {
    const scale = scales.get(criterion(code))
    if (!scale || random() < 0.3) continue
    const times = random() < 0.2 ? 2 : 1
    for (let n = 0; n < times; n += 1) {
      const known = random() > 0.1
      rows.push({ id: newId(), stakeholderId: id, criterionId: criterion(code), criterionVersionId: scale.id, voiceId, authorId: staff?.id ?? null, perimeterId, capacity: 'internal', state: known ? 'scored' : 'unknown', value: known ? scale.min + Math.floor(random() * (scale.max - scale.min + 1)) : null, statedAt: new Date(Date.UTC(2026, n, 2)) })
    }
  }
  for (let i = 0; i < rows.length; i += 400) await t.db.insert(schema.scores).values(rows.slice(i, i + 400))
})

async function compute(name: string, way: Way) {
  const { centre, terms } = formulas[name] ?? { centre: 'mean', terms: [] }
  const [study] = await t.db.select({ id: schema.mactorStudies.id }).from(schema.mactorStudies).limit(1)
  const [formula] = await t.db.insert(schema.formulas).values({ title: name, perimeterId }).returning()
  const [version] = await t.db.insert(schema.formulaVersions).values({ formulaId: formula?.id ?? '', number: 1, centre, terms: terms.map((term) => (term.kind === 'mactor' ? { ...term, studyId: study?.id ?? '' } : term)) }).returning()
  const [job] = await t.db.insert(schema.rankings).values({ reference: newId(), title: name, formulaVersionId: version?.id ?? '', perimeterId, asOf, seed: 3, draws: 100, status: 'running', attempts: 1, heartbeatAt: new Date(Date.now() + 600_000) }).returning()
  if (!job) throw new Error('insert returned no row')
  expect(await computeRanking(t.db, job, unwatched, way)).toBe('done')
  const [{ terms: ranked = [], stakeholderCount = 0, scoreCount = 0, raterCount = 0 } = {}] = await t.db.select().from(schema.rankings).where(eq(schema.rankings.id, job.id))
  const rows = await t.db.select().from(schema.rankingRows).where(eq(schema.rankingRows.rankingId, job.id)).orderBy(asc(schema.rankingRows.rank), asc(schema.rankingRows.stakeholderId))
  return { terms: ranked, stakeholderCount, scoreCount, raterCount, rows }
}

const rounded = (values: readonly (number | null)[]) => values.map((value) => (value === null ? null : Math.round(value * 1e9) / 1e9))
const comparable = ({ rows, ...rest }: Awaited<ReturnType<typeof compute>>) => ({ ...rest, rows: rows.map(({ rankingId: _id, rankLow: _low, rankHigh: _high, termValues, total, ...row }) => ({ ...row, total: Math.round(total * 1e9) / 1e9, termValues: rounded(termValues) })) })

describe('the ways of computing', () => {
  it.each(Object.keys(formulas))('give the published method’s ranking for %s, whether drawn, sliced or inside the database', async (name) => {
    const drawn = await compute(name, 'drawn')
    expect(drawn.rows.length).toBeGreaterThan(50)
    expect(drawn.terms.map((_, place) => drawn.rows.some((row) => row.termValues[place] !== null))).toEqual(drawn.terms.map(() => true))
    expect(comparable(await compute(name, 'whole'))).toEqual(comparable(drawn))
    expect(comparable(await compute(name, 'sliced'))).toEqual(comparable(drawn))
    for (const row of drawn.rows) expect(contributionsOf(drawn.terms, row.termValues).reduce<number>((sum, c) => sum + (c ?? 0), 0)).toBeCloseTo(row.total, 9)
  })

  it('leave out who was archived by then', async () => {
    const { rows } = await compute('the mean of criteria', 'whole')
    expect(rows.some((row) => row.stakeholderId === demoId('compute', '59'))).toBe(false)
    expect(rows.some((row) => row.stakeholderId === demoId('compute', '58'))).toBe(true)
  })

  it('put the rank inside its interval as a rule, and draw the same from the same seed', async () => {
    const [one, two] = [await compute('the mean of criteria', 'drawn'), await compute('the mean of criteria', 'drawn')]
    expect(one.rows.map((row) => [row.rankLow, row.rankHigh])).toEqual(two.rows.map((row) => [row.rankLow, row.rankHigh]))
    const inside = one.rows.filter((row) => row.rankLow !== null && row.rankHigh !== null && row.rankLow <= row.rank && row.rank <= row.rankHigh)
    expect(inside.length / one.rows.length).toBeGreaterThan(0.9)
  })

  it('count no score of the round that is still open', async () => {
    const before = await compute('the mean of criteria', 'whole')
    const [open] = await t.db.execute<{ n: number }>(sql`select count(*)::int as n from scores where round_id = ${demoId('round', 'cotation-plus3')}`).then(({ rows }) => rows)
    expect(open?.n).toBeGreaterThan(0)
    await t.db.execute(sql`update scores set horizon = 'now', scenario = '' where round_id = ${demoId('round', 'cotation-plus3')}`)
    expect(comparable(await compute('the mean of criteria', 'whole'))).toEqual(comparable(before))
  })
})
