import { type Db, schema } from '@convergence/db'
import { and, desc, eq, getTableColumns, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { currentScales } from '../scores/current.ts'
import { classErrors } from './errors.ts'
import type { CutoffsCreate } from './schemas.ts'
import { axesOf, type Scheme } from './schemes.ts'

const { classCutoffs, criteria, users } = schema

/** Every rule that was ever in force, the latest first. */
export const listCutoffs = (db: Db, scheme: Scheme | undefined) =>
  db.select({ ...getTableColumns(classCutoffs), changedByName: users.name }).from(classCutoffs).leftJoin(users, eq(users.id, classCutoffs.changedBy)).where(scheme ? eq(classCutoffs.scheme, scheme) : undefined).orderBy(desc(classCutoffs.validFrom), desc(classCutoffs.id))

/** The axes of a rule with the criterion and the scale of each; `min`…`max` as of the instant, now by default. */
export interface AxisUsed { axis: string; criterionId: string; code: string; labelFr: string; labelEn: string; min: number; max: number; cut: number }

export type Cutoffs = Awaited<ReturnType<typeof findCutoffs>>

/** The rule in force at an instant, or now, with its scales; throws `cutoffs-missing` when there was none. */
export async function findCutoffs(db: Db, scheme: Scheme, asOf: Date | undefined) {
  const [row] = await db.select().from(classCutoffs).where(and(eq(classCutoffs.scheme, scheme), lte(classCutoffs.validFrom, asOf ?? sql`now() + interval '1 second'`))).orderBy(desc(classCutoffs.validFrom), desc(classCutoffs.id)).limit(1)
  if (!row) throw classErrors['cutoffs-missing']()
  const scales = await scalesOf(db, row.axes.map((axis) => axis.criterionId), asOf)
  const axes = row.axes.flatMap((axis): AxisUsed[] => {
    const scale = scales.get(axis.criterionId)
    return scale ? [{ ...axis, ...scale }] : []
  })
  return { ...row, axes }
}

type Scale = { criterionId: string; code: string; labelFr: string; labelEn: string; min: number; max: number }

async function scalesOf(db: Db, criterionIds: readonly string[], asOf: Date | undefined): Promise<Map<string, Scale>> {
  const { rows } = await db.execute<Scale>(sql`
    select c.id as "criterionId", c.code, c.label_fr as "labelFr", c.label_en as "labelEn", scale.min, scale.max
    from criteria c join ${currentScales({ asOf, criterionIds })} scale on scale.criterion_id = c.id`)
  return new Map(rows.map((row) => [row.criterionId, row]))
}

type Body = z.output<typeof CutoffsCreate>

/** Puts new cut-offs in force from now on; the former ones stay, and stay the rule of their days. */
export async function createCutoffs(tx: Db, request: FastifyRequest, body: Body) {
  await checkAxes(tx, body)
  const before = await findCutoffs(tx, body.scheme, undefined).catch(() => undefined)
  const [row] = await tx.insert(classCutoffs).values({ ...body, axes: ordered(body), validFrom: new Date(), changedBy: principalIn(request).userId }).returning()
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'class-cutoffs.created', objectId: row.id, before: before && { ...before, axes: before.axes.map(({ axis, criterionId, cut }) => ({ axis, criterionId, cut })) }, after: { ...row } })
  const [named] = await tx.select({ name: users.name }).from(users).where(eq(users.id, principalIn(request).userId))
  return { ...row, changedByName: named?.name ?? null }
}

const ordered = ({ scheme, axes }: Body) => axesOf[scheme].flatMap((name) => axes.filter(({ axis }) => axis === name))

async function checkAxes(tx: Db, { scheme, axes }: Body): Promise<void> {
  const wanted = axesOf[scheme]
  if (axes.length !== wanted.length || ordered({ scheme, axes } as Body).length !== wanted.length || new Set(axes.map((a) => a.axis)).size !== wanted.length) {
    throw classErrors['cutoff-axes']({ params: { axes: wanted.join(', ') }, errors: [{ pointer: '/axes', code: 'axes', message: wanted.join(', ') }] })
  }
  const ids = axes.map((axis) => axis.criterionId)
  const known = await tx.select({ id: criteria.id }).from(criteria).where(and(inArray(criteria.id, ids), isNull(criteria.deletedAt)))
  const scales = await scalesOf(tx, ids, undefined)
  for (const [i, { criterionId, cut }] of axes.entries()) {
    const scale = scales.get(criterionId)
    if (!scale || !known.some(({ id }) => id === criterionId)) throw commonErrors['unknown-reference']({ errors: [{ pointer: `/axes/${i}/criterionId`, code: 'unknown', message: criterionId }] })
    if (cut < scale.min || cut > scale.max) throw classErrors['cutoff-out-of-scale']({ errors: [{ pointer: `/axes/${i}/cut`, code: 'out_of_scale', message: `${scale.min}…${scale.max}` }] })
  }
}
