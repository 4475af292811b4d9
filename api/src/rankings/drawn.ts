import { setImmediate } from 'node:timers/promises'
import { bootstrapInSteps, type BootstrapInput, type BootstrapResult, type RatedCandidate, summarise } from '../methods/ranking/index.ts'
import { scoredStakeholders } from './candidates.ts'
import { votes } from './cells.ts'
import { clampKnown } from './rules.ts'
import { type Known, slices, storeRanked } from './sliced.ts'
import { clearRows, insertSteps } from './store.ts'
import type { Work } from './work.ts'

const STAKEHOLDERS_AT_ONCE = 200
/** Longest time in milliseconds that draws keep requests waiting. */
const PATIENCE_MS = 12
/** Draws that are one step of the progress. */
const DRAWS_PER_STEP = 50

/** Ranks up to some thousands of stakeholders from every single score, with the interval over raters. */
export async function rankDrawn(work: Work): Promise<'done' | 'no-score'> {
  const { db, job, recipe, progress } = work
  const ids = await scoredStakeholders(db, recipe)
  progress.plan(Math.ceil(ids.length / STAKEHOLDERS_AT_ONCE) + Math.ceil(job.draws / DRAWS_PER_STEP) + insertSteps(ids.length))
  const { candidates, raters } = await loadVotes(work, ids)
  const points = new Map(summarise(recipe.terms, candidates, recipe.centre).map((point) => [point.id, point.values]))
  const known = candidates.map(({ id, terms }): Known => ({ id, values: points.get(id) ?? [], counts: terms.map((term) => ('value' in term ? 0 : term.scores.length)) }))
  const intervals = new Map<string, { best: number; worst: number }>()
  if (job.draws > 0 && raters > 1) {
    const result = await drawSlowly({ formula: recipe.terms, candidates, raters, summary: recipe.centre, seed: job.seed, draws: job.draws }, progress)
    for (const { id, best, worst } of result.intervals) intervals.set(id, { best, worst })
  }
  return storeRanked(work, known, { voices: raters, draws: intervals.size > 0 ? job.draws : 0, intervals }, () => clearRows(db, job.id))
}

/** The bootstrap of the published method, letting requests in every few milliseconds. */
async function drawSlowly(input: BootstrapInput, progress: Work['progress']): Promise<BootstrapResult> {
  const draws = bootstrapInSteps(input)
  for (let last = performance.now(), next = draws.next(); ; next = draws.next()) {
    if (next.done === true) return next.value
    if (next.value % DRAWS_PER_STEP === 0) await progress.step()
    if (performance.now() - last < PATIENCE_MS) continue
    await setImmediate()
    last = performance.now()
  }
}

/** Every voice on every term, by stakeholder; stakeholders and raters in an order of their own, so that a seed draws the same. */
async function loadVotes({ db, scope, recipe, progress }: Work, ids: readonly string[]): Promise<{ candidates: RatedCandidate[]; raters: number }> {
  const found = new Map<string, Map<number, { voice: string; value: number }[]>>()
  const voices = new Set<string>()
  const parts = [...recipe.single, ...recipe.worst]
  for (const slice of slices(ids, STAKEHOLDERS_AT_ONCE)) {
    const { rows } = await db.execute<{ stakeholder_id: string; place: number; voice_id: string; value: number }>(votes({ ...scope, stakeholderIds: slice }, parts))
    for (const { stakeholder_id: id, place, voice_id: voice, value } of rows) {
      const terms = found.get(id) ?? new Map<number, { voice: string; value: number }[]>()
      const said = terms.get(place) ?? []
      said.push({ voice, value: clampKnown(recipe.terms[place], value) ?? value })
      terms.set(place, said)
      found.set(id, terms)
      voices.add(voice)
    }
    await progress.step()
  }
  const order = new Map([...voices].sort().map((voice, i) => [voice, i]))
  const candidates = ids.flatMap((id): RatedCandidate[] => {
    const terms = found.get(id)
    const given = new Map(recipe.given.filter((g) => g.stakeholderId === id).map((g) => [g.place, g.value]))
    if (!terms && given.size === 0) return []
    return [{ id, terms: recipe.terms.map((_, place) => given.has(place) ? { value: given.get(place) ?? null } : { scores: (terms?.get(place) ?? []).map(({ voice, value }) => ({ rater: order.get(voice) ?? 0, value })) }) }]
  })
  return { candidates, raters: order.size }
}
