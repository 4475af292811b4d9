import { type Db, schema } from '@convergence/db'
import { and, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { liesBelow } from '../perimeters/queries.ts'
import { principalIn, type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { record } from '../plugins/record.ts'
import { dayIn } from '../positions/rules.ts'
import { requireBare } from './commands.ts'
import { indicatorErrors } from './errors.ts'
import { beginsPeriod, type Period, periodOf } from './periods.ts'
import { type BareIndicator, lockIndicator } from './queries.ts'
import { findValue, insertValue, standingValues, updateValue, type ValueRow } from './queries.values.ts'
import { allows, ratioOf, type ValueDeed } from './rules.ts'
import type { FreezeValues, IndicatorValueCreate, Restatement, Stated } from './schemas.values.ts'

const { indicatorValues } = schema
const fault = (pointer: string, message: string) => ({ errors: [{ pointer, code: 'refused', message }] })

/** The indicator with its row locked, so that two values of one period are given one after the other. */
export async function lockedIndicator(tx: Db, id: string, reach: Reach): Promise<BareIndicator> {
  await requireBare(tx, id, reach)
  await lockIndicator(tx, id)
  return requireBare(tx, id, reach)
}

/** The value within reach that was not withdrawn, or a 404. */
export async function requireValue(db: Db, indicatorId: string, id: string, reach: Reach): Promise<ValueRow> {
  const row = await findValue(db, indicatorId, id, reach)
  if (!row || row.withdrawnAt) throw indicatorErrors['indicator-value-not-found']()
  return row
}

/** Value and parts of what is said: of a ratio the value follows from its parts, else it stands alone. */
export function figureOf(indicator: Pick<BareIndicator, 'aggregation' | 'unit'>, said: Stated): { value: number; numerator: number | null; denominator: number | null } {
  const { value, numerator, denominator } = said
  if (indicator.aggregation !== 'ratio') {
    if (numerator !== undefined || denominator !== undefined) throw indicatorErrors['indicator-parts-unwanted'](fault('/numerator', 'not for this indicator'))
    if (value === undefined) throw commonErrors['invalid-request']({ errors: [{ pointer: '/value', code: 'required', message: 'needed' }] })
    return { value, numerator: null, denominator: null }
  }
  if (numerator === undefined || denominator === undefined || denominator <= 0) throw indicatorErrors['indicator-parts-missing'](fault('/denominator', 'numerator, and a denominator above zero'))
  if (value !== undefined) throw commonErrors['invalid-request']({ errors: [{ pointer: '/value', code: 'unwanted', message: 'it follows from numerator and denominator' }] })
  return { value: ratioOf(numerator, denominator, indicator.unit), numerator, denominator }
}

/** The period that begins on a day and is over, or a 422 that says which would be right. */
export function requirePeriod({ frequency }: Pick<BareIndicator, 'frequency'>, start: string, today = dayIn(new Date())): Period {
  const period = periodOf(frequency, start)
  if (!beginsPeriod(frequency, start)) throw indicatorErrors['indicator-period-unknown']({ ...fault('/periodStart', `begins on ${period.start}`), params: { start: period.start } })
  if (period.end >= today) throw indicatorErrors['indicator-period-not-over']({ ...fault('/periodStart', `runs until ${period.end}`), params: { end: period.end } })
  return period
}

/** Refuses a perimeter to which the indicator does not apply. */
export async function requireApplies(tx: Db, indicator: Pick<BareIndicator, 'perimeterId'>, perimeterId: string, pointer = '/perimeterId'): Promise<void> {
  if (!(await liesBelow(tx, perimeterId, indicator.perimeterId))) throw indicatorErrors['indicator-perimeter-foreign'](fault(pointer, 'not at or below the perimeter of the indicator'))
}

interface Speaker { relayId?: string }
const words = ({ note, evidenceUrl, evidenceName }: Stated) => ({ ...(note === undefined ? {} : { note }), ...(evidenceUrl === undefined ? {} : { evidenceUrl }), ...(evidenceName === undefined ? {} : { evidenceName }) })

/** Gives the value of a period: one stands at a time. */
export async function giveValue(tx: Db, request: FastifyRequest, indicatorId: string, body: z.output<typeof IndicatorValueCreate>, speaker: Speaker = {}): Promise<ValueRow> {
  const reach = speaker.relayId ? 'all' : request.reach
  const indicator = await lockedIndicator(tx, indicatorId, reach)
  if (!speaker.relayId) requireReach(request, body.perimeterId)
  if (indicator.source === 'automatic') throw indicatorErrors['indicator-not-collected']()
  await requireApplies(tx, indicator, body.perimeterId)
  const period = requirePeriod(indicator, body.periodStart)
  await requireNone(tx, { indicatorId, perimeterId: body.perimeterId, periodStart: period.start })
  return writeValue(tx, request, { indicatorId, perimeterId: body.perimeterId, periodStart: period.start, periodEnd: period.end, ...figureOf(indicator, body), count: body.count ?? null, ...words(body), status: body.status ?? 'submitted', relayId: speaker.relayId ?? null, fictional: indicator.fictional }, 'indicatorValue.given')
}

export async function requireNone(tx: Db, of: { indicatorId: string; perimeterId: string; periodStart: string }): Promise<void> {
  const [standing] = await standingValues(tx, of)
  if (standing) throw (standing.status === 'frozen' ? indicatorErrors['indicator-value-frozen'] : indicatorErrors['indicator-value-exists'])()
}

/** Writes a value said by the principal of the request. */
export async function writeValue(tx: Db, request: FastifyRequest, row: Omit<typeof indicatorValues.$inferInsert, 'recordedBy'>, type: `indicatorValue.${string}`): Promise<ValueRow> {
  const { kind, userId } = principalIn(request)
  const id = await insertValue(tx, { ...row, recordedBy: kind === 'user' ? userId : null })
  const made = await requireValue(tx, row.indicatorId, id, 'all')
  await record(tx, request, { type, objectId: id, perimeterId: made.perimeterId, after: made })
  return made
}

/** The locked value, if its status allows the deed. */
async function requireDeed(tx: Db, indicatorId: string, id: string, deed: ValueDeed, reach: Reach): Promise<{ indicator: BareIndicator; before: ValueRow }> {
  const indicator = await lockedIndicator(tx, indicatorId, reach)
  const before = await requireValue(tx, indicatorId, id, reach)
  if (allows(before.status, deed)) return { indicator, before }
  throw before.status === 'frozen' ? indicatorErrors['indicator-value-frozen']() : indicatorErrors['indicator-value-refused']({ params: { status: before.status } })
}

async function save(tx: Db, request: FastifyRequest, before: ValueRow, change: Parameters<typeof updateValue>[2], type: `indicatorValue.${string}`): Promise<ValueRow> {
  if (!(await updateValue(tx, before, change))) throw commonErrors['stale-version']()
  const after = await findValue(tx, before.indicatorId, before.id, 'all')
  if (!after) throw indicatorErrors['indicator-value-not-found']()
  await record(tx, request, { type, objectId: before.id, perimeterId: before.perimeterId, before, after })
  return after
}

/** Changes what is said while it is a draft or submitted; figures are given whole. */
export async function editValue(tx: Db, request: FastifyRequest, indicatorId: string, id: string, patch: Stated, speaker: Speaker = {}): Promise<ValueRow> {
  const { indicator, before } = await requireDeed(tx, indicatorId, id, 'edit', speaker.relayId ? 'all' : request.reach)
  if (!speaker.relayId) requireMatch(request, before.version)
  const figures = patch.value !== undefined || patch.numerator !== undefined || patch.denominator !== undefined
  const parts = indicator.aggregation === 'ratio' ? { ...(before.numerator === null ? {} : { numerator: before.numerator }), ...(before.denominator === null ? {} : { denominator: before.denominator }) } : {}
  const figure = figures ? figureOf(indicator, { ...parts, ...patch }) : {}
  return save(tx, request, before, { ...figure, ...(patch.count === undefined ? {} : { count: patch.count }), ...words(patch), ...(speaker.relayId ? { status: 'submitted', relayId: speaker.relayId } : {}) }, 'indicatorValue.updated')
}

const user = (request: FastifyRequest): string => principalIn(request).userId

export async function submitValue(tx: Db, request: FastifyRequest, indicatorId: string, id: string): Promise<ValueRow> {
  const { before } = await requireDeed(tx, indicatorId, id, 'submit', request.reach)
  return save(tx, request, before, { status: 'submitted' }, 'indicatorValue.submitted')
}

export async function validateValue(tx: Db, request: FastifyRequest, indicatorId: string, id: string): Promise<ValueRow> {
  const { before } = await requireDeed(tx, indicatorId, id, 'validate', request.reach)
  return save(tx, request, before, { status: 'validated', validatedAt: new Date(), validatedBy: user(request) }, 'indicatorValue.validated')
}

/** Back to a draft, for whoever gave it to correct. */
export async function reopenValue(tx: Db, request: FastifyRequest, indicatorId: string, id: string): Promise<ValueRow> {
  const { before } = await requireDeed(tx, indicatorId, id, 'reopen', request.reach)
  return save(tx, request, before, { status: 'draft', validatedAt: null, validatedBy: null }, 'indicatorValue.reopened')
}

export async function freezeValue(tx: Db, request: FastifyRequest, indicatorId: string, id: string): Promise<ValueRow> {
  const { before } = await requireDeed(tx, indicatorId, id, 'freeze', request.reach)
  return save(tx, request, before, { status: 'frozen', frozenAt: new Date(), frozenBy: user(request) }, 'indicatorValue.frozen')
}

/** Takes back what was said: it stays readable, and counts no more. */
export async function withdrawValue(tx: Db, request: FastifyRequest, indicatorId: string, id: string): Promise<ValueRow> {
  const { before } = await requireDeed(tx, indicatorId, id, 'withdraw', request.reach)
  return save(tx, request, before, { withdrawnAt: new Date() }, 'indicatorValue.withdrawn')
}

/** Corrects a frozen value by a new one that names it: validated at once, since who may do so answers for it. */
export async function restateValue(tx: Db, request: FastifyRequest, indicatorId: string, id: string, body: z.output<typeof Restatement>): Promise<ValueRow> {
  const indicator = await lockedIndicator(tx, indicatorId, request.reach)
  const before = await requireValue(tx, indicatorId, id, request.reach)
  if (!allows(before.status, 'restate')) throw indicatorErrors['indicator-value-refused']({ params: { status: before.status } })
  if (before.restatedById) throw indicatorErrors['indicator-value-restated']()
  const figure = figureOf(indicator, body)
  if (figure.value === before.value && figure.numerator === before.numerator && figure.denominator === before.denominator) throw indicatorErrors['indicator-value-unchanged'](fault('/value', 'the same as the frozen one'))
  const { perimeterId, periodStart, periodEnd, fictional } = before
  return writeValue(tx, request, { indicatorId, perimeterId, periodStart, periodEnd, fictional, ...figure, count: body.count ?? null, ...words(body), status: 'validated', validatedAt: new Date(), validatedBy: user(request), restatesId: id, restatementReason: body.reason }, 'indicatorValue.restated')
}

/** Freezes every validated value of the periods that lie within some days; says how many stay open. */
export async function freezeValues(tx: Db, request: FastifyRequest, { from, to, perimeterId }: z.output<typeof FreezeValues>): Promise<{ frozen: number; left: number }> {
  const living = sql`exists (select 1 from indicators i where i.id = indicator_values.indicator_id and i.deleted_at is null)`
  const inside = and(gte(indicatorValues.periodStart, from), lte(indicatorValues.periodEnd, to), isNull(indicatorValues.withdrawnAt), within(indicatorValues.perimeterId, request.reach), perimeterId ? inPerimeter(indicatorValues.perimeterId, perimeterId) : undefined, living)
  const rows = await tx.update(indicatorValues).set({ status: 'frozen', frozenAt: new Date(), frozenBy: user(request), version: sql`${indicatorValues.version} + 1`, updatedAt: new Date() }).where(and(inside, eq(indicatorValues.status, 'validated'))).returning({ id: indicatorValues.id, perimeterId: indicatorValues.perimeterId })
  await record(tx, request, ...rows.map((row) => ({ type: 'indicatorValue.frozen' as const, objectId: row.id, perimeterId: row.perimeterId, before: { status: 'validated' }, after: { status: 'frozen' } })))
  return { frozen: rows.length, left: await tx.$count(indicatorValues, and(inside, sql`${indicatorValues.status} in ('draft', 'submitted')`)) }
}
