import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonCatalogue, commonErrors, type ProblemError } from '../errors.ts'
import { requireNotice } from '../notices/gate.ts'
import { languageOf } from '../plugins/language.ts'
import { record } from '../plugins/record.ts'
import { type Author, authorOf } from './author.ts'
import { loadContext, type ScoringContext } from './context.ts'
import { scoreCatalogue, scoreErrors } from './errors.ts'
import { judge, type Refused } from './judge.ts'
import { findScores, insertScores, type ScoreRow, updateScore } from './queries.ts'
import type { ScoreCreate } from './schemas.ts'

type Body = z.output<typeof ScoreCreate>

/** Gives scores, all or none; `pointerOf` gives the JSON pointer of the body at an index. Returns them in order. */
export async function giveScores(tx: Db, request: FastifyRequest, author: Author, bodies: readonly Body[], pointerOf: (index: number) => string): Promise<ScoreRow[]> {
  const context = await loadContext(tx, bodies, author)
  const judged = bodies.map((body) => judge(body, context, author, new Date()))
  const refused = judged.flatMap((j, i) => ('refused' in j ? [{ ...j.refused, pointer: `${pointerOf(i)}/${j.refused.field}` }] : []))
  if (refused.length > 0) throw problemOf(request, refused)
  const rows = judged.flatMap((j) => ('row' in j ? [j.row] : []))
  await requireNotice(tx, rows.map((row) => row.stakeholderId))
  const bare = rows.findIndex((row) => unsourced(row, context))
  if (bare >= 0) throw problemOf(request, [{ code: 'score-source-needed', field: 'source', pointer: `${pointerOf(bare)}/source` }])
  const double = duplicateAt(rows)
  if (double >= 0) throw problemOf(request, [{ code: 'score-duplicate', field: 'criterionId', pointer: `${pointerOf(double)}/criterionId` }])
  const given = await findScores(tx, await insertScores(tx, rows))
  await record(tx, request, ...given.map((row) => ({ type: 'score.created' as const, objectId: row.id, perimeterId: row.perimeterId, after: told(row) })))
  return given
}

/** A value given to a person outside a round, with nothing that it rests on (GDPR 5(1)(c)). In a round, the round is its source. */
const unsourced = (row: { stakeholderId: string; state: string; source?: string | undefined }, context: ScoringContext): boolean =>
  row.state === 'scored' && !row.source?.trim() && context.stakeholders.get(row.stakeholderId)?.kind === 'person'

/** What the journal keeps of a score: of one in a round, everything but the answer, which is secret until the round closes. */
function told({ value, state, confidence, reason, ...rest }: ScoreRow): Record<string, unknown> {
  return rest.roundId ? rest : { ...rest, value, state, confidence, reason }
}

type Question = { voiceId: string; stakeholderId: string; criterionId: string; horizon?: string | undefined; scenario?: string | undefined; roundId?: string | null | undefined }

/** Where the same voice answers the same question a second time; -1 for nowhere. */
function duplicateAt(rows: readonly Question[]): number {
  const met = new Set<string>()
  return rows.findIndex((row) => {
    const key = JSON.stringify([row.voiceId, row.stakeholderId, row.criterionId, row.horizon, row.scenario, row.roundId])
    return met.has(key) || !met.add(key)
  })
}

/** One problem for the whole request, with the first refusal's code and each refused line. */
function problemOf(request: FastifyRequest, refused: (Refused & { pointer: string })[]): ProblemError {
  const language = languageOf(request)
  const sentence = ({ code, params }: Refused): string => (code === 'unknown-reference' ? commonCatalogue[code] : scoreCatalogue[code])[language].replace(/\{(\w+)\}/g, (_, name: string) => String(params?.[name] ?? ''))
  const errors = refused.map((r) => ({ pointer: r.pointer, code: r.code, message: sentence(r) }))
  const [first] = refused
  const params = first?.params ?? {}
  return !first || first.code === 'unknown-reference' ? commonErrors['unknown-reference']({ errors }) : scoreErrors[first.code]({ errors, params })
}

/** The score, or a 404 that does not tell absent from out of sight. */
export async function requireScore(db: Db, id: string, author: Author): Promise<ScoreRow> {
  const [row] = await findScores(db, [id], author.viewer)
  if (!row) throw scoreErrors['score-not-found']()
  return row
}

/** Takes a score back as given by mistake: the row stays, and no computation sees it. */
export async function withdrawScore(tx: Db, request: FastifyRequest, id: string): Promise<ScoreRow> {
  const before = await requireScore(tx, id, authorOf(request))
  if (before.withdrawnAt) throw scoreErrors['score-already-withdrawn']()
  return change(tx, request, before, new Date(), 'score.withdrawn')
}

/** Undoes a withdrawal. */
export async function restoreScore(tx: Db, request: FastifyRequest, id: string): Promise<ScoreRow> {
  const before = await requireScore(tx, id, authorOf(request))
  if (!before.withdrawnAt) throw scoreErrors['score-not-withdrawn']()
  return change(tx, request, before, null, 'score.restored')
}

async function change(tx: Db, request: FastifyRequest, before: ScoreRow, withdrawnAt: Date | null, type: `score.${string}`): Promise<ScoreRow> {
  const author = authorOf(request)
  const own = author.viewer.userId !== null && [before.authorId, before.recordedBy].includes(author.viewer.userId)
  const within = request.reach === 'all' || request.reach.includes(before.perimeterId)
  if (!own && !(author.records && within)) throw scoreErrors['score-not-yours']()
  if (!(await updateScore(tx, before, withdrawnAt))) throw commonErrors['stale-version']()
  const [row] = await findScores(tx, [before.id])
  if (!row) throw scoreErrors['score-not-found']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: { withdrawnAt: before.withdrawnAt }, after: { withdrawnAt } })
  return row
}
