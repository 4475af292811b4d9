import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Measure } from '../measures/measure.ts'
import { requireReach } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { lockedIndicator, requireApplies, requirePeriod, requireValue, writeValue } from './commands.values.ts'
import { indicatorErrors } from './errors.ts'
import { standingValues, updateValue, type ValueRow } from './queries.values.ts'
import { allows } from './rules.ts'
import type { IndicatorTake } from './schemas.values.ts'
import { requireMeasure } from './measure.ts'

/** Takes the value of a period from the records, as a draft that a person submits. Taken again, it is what the records say now. */
export async function takeValue(tx: Db, request: FastifyRequest, indicatorId: string, body: z.output<typeof IndicatorTake>): Promise<ValueRow> {
  const indicator = await lockedIndicator(tx, indicatorId, request.reach)
  requireReach(request, body.perimeterId)
  if (!indicator.measure) throw indicatorErrors['indicator-not-automatic']()
  await requireApplies(tx, indicator, body.perimeterId)
  const period = requirePeriod(indicator, body.periodStart)
  const figure = await compute(tx, requireMeasure(indicator.measure), { reach: request.reach, perimeterId: body.perimeterId, from: period.start, to: period.end })
  const [before] = await standingValues(tx, { indicatorId, perimeterId: body.perimeterId, periodStart: period.start })
  if (!before) return writeValue(tx, request, { indicatorId, perimeterId: body.perimeterId, periodStart: period.start, periodEnd: period.end, ...figure, status: 'draft', fictional: indicator.fictional }, 'indicatorValue.taken')
  if (!allows(before.status, 'edit')) throw before.status === 'frozen' ? indicatorErrors['indicator-value-frozen']() : indicatorErrors['indicator-value-refused']({ params: { status: before.status } })
  await updateValue(tx, before, { ...figure, statedAt: new Date() })
  const after = await requireValue(tx, indicatorId, before.id, 'all')
  await record(tx, request, { type: 'indicatorValue.taken', objectId: before.id, perimeterId: before.perimeterId, before, after })
  return after
}

async function compute(tx: Db, measure: Measure, scope: Parameters<Measure['compute']>[1]) {
  const { value, numerator, denominator, people } = await measure.compute(tx, scope)
  if (value === null) throw indicatorErrors['indicator-nothing-measured']()
  return { value, numerator, denominator, count: people }
}
