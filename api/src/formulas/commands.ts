import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { formulaErrors } from './errors.ts'
import { findFormula, findRemovedFormula, type FormulaRow, insertFormula, insertFormulaVersion, knownTermParts, lockFormula, updateFormula } from './queries.ts'
import { criteriaOf, sameTerms } from './rules.ts'
import type { FormulaCreate, FormulaPatch, FormulaVersionCreate } from './schemas.ts'

type Term = z.output<typeof FormulaCreate>['terms'][number]

/** Adds a formula with its first terms. */
export async function createFormula(tx: Db, request: FastifyRequest, body: z.output<typeof FormulaCreate>): Promise<FormulaRow> {
  requireReach(request, body.perimeterId)
  await requireTerms(tx, body.terms, request.reach)
  const { title, purpose = '', perimeterId, centre = 'mean', terms } = body
  const id = await insertFormula(tx, { title, purpose, perimeterId })
  await insertFormulaVersion(tx, { formulaId: id, number: 1, centre, terms, createdBy: principalIn(request).userId })
  const row = await requireFormula(tx, id, 'all')
  await record(tx, request, { type: 'formula.created', objectId: id, perimeterId, after: row })
  return row
}

/** Gives a formula new terms; the rankings made with the former ones keep them. */
export async function reviseFormula(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof FormulaVersionCreate>) {
  await requireFormula(tx, id, request.reach)
  await lockFormula(tx, id)
  const before = await requireFormula(tx, id, request.reach)
  const { centre = before.currentVersion.centre, terms, reason } = body
  if (centre === before.currentVersion.centre && sameTerms(terms, before.currentVersion.terms)) throw formulaErrors['formula-unchanged']()
  await requireTerms(tx, terms, request.reach)
  const version = await insertFormulaVersion(tx, { formulaId: id, number: before.currentVersion.number + 1, centre, terms, reason, createdBy: principalIn(request).userId })
  await save(tx, request, before, {}, 'formula.revised')
  return version
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchFormula(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof FormulaPatch>): Promise<FormulaRow> {
  const before = await requireFormula(tx, id, request.reach)
  requireMatch(request, before.version)
  if (patch.perimeterId) requireReach(request, patch.perimeterId)
  return save(tx, request, before, present(patch), 'formula.updated')
}

export async function removeFormula(tx: Db, request: FastifyRequest, id: string): Promise<FormulaRow> {
  const before = await requireFormula(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, { deletedAt: new Date() }, 'formula.removed')
}

export async function restoreFormula(tx: Db, request: FastifyRequest, id: string): Promise<FormulaRow> {
  const before = await findRemovedFormula(tx, id, request.reach)
  if (!before) throw formulaErrors['formula-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'formula.restored')
}

/** The formula, or a 404 that does not tell absent from out of reach. */
export async function requireFormula(db: Db, id: string, reach: Reach): Promise<FormulaRow> {
  const row = await findFormula(db, id, reach)
  if (!row) throw formulaErrors['formula-not-found']()
  return row
}

/** Refuses terms that could rank nobody, or that name a criterion or a study which is not there. */
async function requireTerms(db: Db, terms: readonly Term[], reach: Reach): Promise<void> {
  const seen = new Set<string>()
  for (const [i, { code }] of terms.entries()) {
    if (seen.has(code)) throw formulaErrors['formula-term-twice']({ params: { code }, errors: [{ pointer: `/terms/${i}/code`, code: 'duplicate', message: code }] })
    seen.add(code)
  }
  const criteria = new Set<string>()
  for (const [i, term] of terms.entries()) {
    if (term.kind !== 'criterion') continue
    if (criteria.has(term.criterionId)) throw formulaErrors['formula-criterion-twice']({ errors: [{ pointer: `/terms/${i}/criterionId`, code: 'duplicate', message: term.criterionId }] })
    criteria.add(term.criterionId)
  }
  if (!terms.some((term) => term.weight > 0)) throw formulaErrors['formula-without-weight']({ errors: [{ pointer: '/terms', code: 'weight', message: 'every weight is 0' }] })
  const known = await knownTermParts(db, { criteria: terms.flatMap(criteriaOf), studies: terms.flatMap((term) => (term.kind === 'mactor' ? [term.studyId] : [])) }, reach)
  for (const [i, term] of terms.entries()) {
    const missing = term.kind === 'mactor' ? !known.studies.has(term.studyId) : criteriaOf(term).some((id) => !known.criteria.has(id))
    if (missing) throw commonErrors['unknown-reference']({ errors: [{ pointer: `/terms/${i}`, code: 'unknown', message: term.kind === 'mactor' ? 'unknown study' : 'unknown criterion' }] })
  }
}

async function save(tx: Db, request: FastifyRequest, before: FormulaRow, change: Parameters<typeof updateFormula>[2], type: `formula.${string}`): Promise<FormulaRow> {
  const row = await updateFormula(tx, before, change)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
