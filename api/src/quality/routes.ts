import { computeMeasures, measureNames } from '../measures/catalogue.ts'
import type { MeasureResult } from '../measures/measure.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { participantsOn } from './participants.ts'
import { lastPeriods, periodOf, previousOf } from './periods.ts'
import { readPrinciples, readWordings } from './principles.ts'
import { Principles, Quality, QualityQuery, QualityTrend, TrendQuery } from './schemas.ts'

const tag = 'quality'
const nothing: MeasureResult = { value: null, numerator: null, denominator: null, n: 0, people: null }

/** The quality of the dialogue over a period, in figures that the records give. */
export async function qualityRoutes(app: App): Promise<void> {
  const frameworks = await readPrinciples()
  const wordings = await readWordings(frameworks)

  app.get('/quality', operation({ id: 'getQuality', tag, summary: 'Every figure of a period beside that of the period before', access: may.readReport, query: QualityQuery, response: { 200: Quality }, example: { query: { period: '2026' } } }), async (request) => {
    const territory = { reach: request.reach, perimeterId: request.query.perimeterId }
    const [period, previous] = [periodOf(request.query.period), previousOf(request.query.period)]
    const now = await computeMeasures(app.db, { ...territory, ...period }, measureNames)
    const before = await computeMeasures(app.db, { ...territory, ...previous }, measureNames)
    const figures = measureNames.map((name) => ({ name, current: now.get(name) ?? nothing, previous: before.get(name) ?? nothing }))
    return { period, previous, figures, participants: await participantsOn(app.db, { ...territory, ...period }, wordings) }
  })

  app.get('/quality/trend', operation({ id: 'getQualityTrend', tag, summary: 'Every figure over the last periods', access: may.readReport, query: TrendQuery, response: { 200: QualityTrend }, example: { query: { period: '2026-Q4', count: '4' } } }), async (request) => {
    const { period, perimeterId, count } = request.query
    const periods = lastPeriods(period, count)
    const results: Map<string, MeasureResult>[] = []
    // One after the other: a period has as many queries as there are measures.
    for (const one of periods) results.push(await computeMeasures(app.db, { reach: request.reach, perimeterId, ...one }, measureNames))
    return { periods, series: measureNames.map((name) => ({ name, values: results.map((result) => result.get(name)?.value ?? null) })) }
  })

  app.get('/principles', operation({ id: 'listPrinciples', tag, summary: 'Principles of dialogue, for the self-assessment', access: may.readReport, response: { 200: Principles }, example: {} }), async () => ({ items: frameworks, nextCursor: null }))
}
