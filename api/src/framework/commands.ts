import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'
import { principalIn } from '../plugins/access.ts'
import { sqlStateOf } from '../plugins/database-problem.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { frameworkErrors } from './errors.ts'
import type { FrameworkNoun, FrameworkTable } from './nouns.ts'
import { deleteNoun, findNoun, type FrameworkRow, insertNoun, isAreaOfPillar, replacePillarAreas, updateNoun } from './queries.ts'

type Fields = Record<string, unknown> & { areaIds?: string[] }

const WORDS = new Set(['labelFr', 'labelEn', 'certainty'])

/** The framework is everybody's: whoever changes it reaches the whole organisation. */
function requireWhole(request: FastifyRequest): void {
  if (request.reach !== 'all') throw commonErrors['perimeter-out-of-reach']()
}

const isAdministrator = (request: FastifyRequest): boolean => principalIn(request).grants.some((g) => g.role === 'administrator')

/** The row, or a 404. */
export async function requireNoun(db: Db, noun: FrameworkNoun, id: string): Promise<FrameworkRow> {
  const row = await findNoun(db, noun, id)
  if (!row) throw frameworkErrors['framework-not-found']()
  return row
}

export async function createNoun(tx: Db, request: FastifyRequest, noun: FrameworkNoun, body: Fields): Promise<FrameworkRow> {
  requireWhole(request)
  const { areaIds, ...columns } = body
  const id = await codeTaken(() => insertNoun(tx, noun, present(columns) as FrameworkTable['$inferInsert']))
  if (areaIds) await replacePillarAreas(tx, id, areaIds)
  const row = await requireNoun(tx, noun, id)
  await record(tx, request, { type: `${noun.noun}.created`, objectId: id, after: row })
  return row
}

/** Applies a merge patch; `areaIds` replaces the pillar's whole row of the cross-table. */
export async function patchNoun(tx: Db, request: FastifyRequest, noun: FrameworkNoun, id: string, patch: Fields): Promise<FrameworkRow> {
  requireWhole(request)
  if (!isAdministrator(request) && Object.keys(patch).some((key) => !WORDS.has(key))) throw frameworkErrors['framework-labels-only']()
  const before = await requireNoun(tx, noun, id)
  requireMatch(request, before.version)
  const { areaIds, ...columns } = patch
  if (!(await codeTaken(() => updateNoun(tx, noun, before, present(columns))))) throw commonErrors['stale-version']()
  if (areaIds) await replacePillarAreas(tx, id, areaIds)
  const row = await requireNoun(tx, noun, id)
  await record(tx, request, { type: `${noun.noun}.updated`, objectId: id, before, after: row })
  return row
}

/** Removes a row that nothing refers to, else 409: what refers to it would lose its meaning. */
export async function removeNoun(tx: Db, request: FastifyRequest, noun: FrameworkNoun, id: string): Promise<void> {
  requireWhole(request)
  if (!isAdministrator(request)) throw frameworkErrors['framework-labels-only']()
  const before = await requireNoun(tx, noun, id)
  requireMatch(request, before.version)
  if (noun.noun === 'area' && (await isAreaOfPillar(tx, id))) throw frameworkErrors['framework-in-use']()
  try {
    await deleteNoun(tx, noun, id)
  } catch (error) {
    if (['23503', '23001'].includes(sqlStateOf(error)?.code ?? '')) throw frameworkErrors['framework-in-use']()
    throw error
  }
  await record(tx, request, { type: `${noun.noun}.removed`, objectId: id, before })
}

async function codeTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const state = sqlStateOf(error)
    if (state?.code === '23505' && state.constraint.endsWith('_code_unique')) throw frameworkErrors['framework-code-taken']()
    throw error
  }
}
