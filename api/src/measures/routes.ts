import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { measures } from './catalogue.ts'
import { measureErrors } from './errors.ts'
import type { Measure } from './measure.ts'
import { MeasureFigure, MeasureList, measureParams, MeasureQuery, MeasureRowPage, MeasureRowQuery } from './schemas.ts'

const tag = 'measures'
const year = { from: '2026-01-01', to: '2026-12-31' }

const definitionOf = ({ name, unit, label, rule, byCollege, direction }: Measure) => ({ name, unit, label, rule, byCollege, direction })

/** The measure of a name over a period that is one. */
function asked(name: string, { from, to }: { from: string; to: string }): Measure {
  const found = measures.get(name)
  if (!found) throw measureErrors['measure-not-found']()
  if (to < from) throw measureErrors['period-reversed']({ errors: [{ pointer: 'to', code: 'period-reversed', message: 'to < from' }] })
  return found
}

export async function measuresRoutes(app: App): Promise<void> {
  app.get('/measures', operation({ id: 'listMeasures', tag, summary: 'Every figure that the records give, with its period rule', access: may.readReport, response: { 200: MeasureList }, example: {} }), async () => ({ items: [...measures.values()].map(definitionOf), nextCursor: null }))

  app.get('/measures/:name', operation({ id: 'getMeasure', tag, summary: 'A figure over a period, with its denominator, and by college', access: may.readReport, params: measureParams, query: MeasureQuery, response: { 200: MeasureFigure }, problems: [422], example: { params: { name: 'attendance_rate' }, query: year } }), async (request) => {
    const { from, to, perimeterId } = request.query
    const scope = { reach: request.reach, perimeterId, from, to }
    const measure = asked(request.params.name, scope)
    return { ...definitionOf(measure), from, to, ...(await measure.compute(app.db, scope)), colleges: await measure.computeColleges(app.db, scope) }
  })

  app.get('/measures/:name/rows', operation({ id: 'listMeasureRows', tag, summary: 'The rows that a figure counts, and those it looked at without counting them', access: may.readDialogue, params: measureParams, query: MeasureRowQuery, response: { 200: MeasureRowPage }, problems: [422], example: { params: { name: 'attendance_rate' }, query: { ...year, counted: 'false', limit: '20' } } }), async (request, reply) => {
    const { from, to, perimeterId, ...page } = request.query
    const scope = { reach: request.reach, perimeterId, from, to }
    const rows = await asked(request.params.name, scope).rows(app.db, scope, { ...page, language: languageOf(request), secret: app.config.secret })
    return pageFrom(rows, page, request, reply)
  })
}
