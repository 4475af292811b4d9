import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { isForbiddenName } from '../free-text/names.ts'
import { principalIn } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { criterionErrors } from './errors.ts'
import { type CriterionRow, findCriterion, insertCriterion, insertScale, isInUse, lockCriterion, updateCriterion } from './queries.ts'
import type { CriterionCreate, CriterionPatch, CriterionVersionCreate } from './schemas.ts'

/** Adds a criterion with the first version of its scale. */
export async function createCriterion(tx: Db, request: FastifyRequest, body: z.output<typeof CriterionCreate>): Promise<CriterionRow> {
  requireEverywhere(request)
  requireAllowedNames(body)
  const { min, max, anchors, rank, ...own } = body
  const id = await insertCriterion(tx, { ...present(own), code: own.code, labelFr: own.labelFr, labelEn: own.labelEn, questionFr: own.questionFr, questionEn: own.questionEn, ...(rank === undefined ? {} : { rank }) })
  if (!id) throw criterionErrors['criterion-code-taken']()
  await insertScale(tx, { criterionId: id, number: 1, lineage: 1, min, max, anchors, createdBy: principalIn(request).userId })
  const row = await requireCriterion(tx, id)
  await record(tx, request, { type: 'criterion.created', objectId: id, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names; never to the scale. */
export async function patchCriterion(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof CriterionPatch>): Promise<CriterionRow> {
  requireAllowedNames(patch)
  return change(tx, request, await requireCriterion(tx, id), present(patch), 'criterion.updated', true)
}

/** Gives a criterion a new scale. It counts earlier scores only when its bounds are the same. */
export async function rescaleCriterion(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof CriterionVersionCreate>) {
  await requireCriterion(tx, id)
  await lockCriterion(tx, id)
  const before = await requireCriterion(tx, id)
  const { keepsScores, ...scale } = body
  const sameRange = scale.min === before.scale.min && scale.max === before.scale.max
  if (keepsScores && !sameRange) throw criterionErrors['criterion-range-changed']()
  if (keepsScores && wordsOf(scale.anchors) === wordsOf(before.scale.anchors)) throw criterionErrors['criterion-scale-unchanged']()
  await change(tx, request, before, {}, 'criterion.rescaled', false)
  return insertScale(tx, { criterionId: id, number: before.scale.number + 1, lineage: before.scale.lineage + (keepsScores ? 0 : 1), ...scale, createdBy: principalIn(request).userId })
}

// The database keeps an object's members in an order of its own.
const wordsOf = (anchors: readonly { value: number; labelFr: string; labelEn: string }[]): string => JSON.stringify(anchors.map((a) => [a.value, a.labelFr, a.labelEn]))

/** Removes a criterion that no open round, formula or rule of classification reads; its scores stay. */
export async function removeCriterion(tx: Db, request: FastifyRequest, id: string): Promise<CriterionRow> {
  const before = await requireCriterion(tx, id)
  await lockCriterion(tx, id)
  if (await isInUse(tx, id)) throw criterionErrors['criterion-in-use']()
  return change(tx, request, before, { deletedAt: new Date() }, 'criterion.removed', true)
}

export async function restoreCriterion(tx: Db, request: FastifyRequest, id: string): Promise<CriterionRow> {
  const before = await findCriterion(tx, id, true)
  if (!before) throw criterionErrors['criterion-not-found']()
  return change(tx, request, before, { deletedAt: null }, 'criterion.restored', false)
}

/** A score is a field of a person's sheet: its name may not be one that article 9 protects. */
function requireAllowedNames({ code, labelFr, labelEn }: { code?: string | undefined; labelFr?: string | undefined; labelEn?: string | undefined }): void {
  if ([code, labelFr, labelEn].some((name) => name !== undefined && isForbiddenName(name))) throw criterionErrors['criterion-name-forbidden']()
}

export async function requireCriterion(db: Db, id: string): Promise<CriterionRow> {
  const row = await findCriterion(db, id)
  if (!row) throw criterionErrors['criterion-not-found']()
  return row
}

async function change(tx: Db, request: FastifyRequest, before: CriterionRow, set: Parameters<typeof updateCriterion>[2], type: `criterion.${string}`, match: boolean): Promise<CriterionRow> {
  requireEverywhere(request)
  if (match) requireMatch(request, before.version)
  if (!(await updateCriterion(tx, before, set))) throw commonErrors['stale-version']()
  const row = await findCriterion(tx, before.id, Boolean(set.deletedAt))
  if (!row) throw criterionErrors['criterion-not-found']()
  await record(tx, request, { type, objectId: row.id, before, after: row })
  return row
}

/** A criterion serves every perimeter: who writes only some of them leaves it alone. */
export function requireEverywhere(request: FastifyRequest): void {
  if (request.reach !== 'all') throw commonErrors['perimeter-out-of-reach']()
}
