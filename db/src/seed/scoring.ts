import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

type Cell = number | null | 'missing'
export interface RaterEntry { code: string; name: string; capacity: (typeof schema.capacity.enumValues)[number]; role: string | null; stakeholder: string | null }
export interface RoundEntry {
  code: string; title: string; purpose: string; perimeter: string; horizon: (typeof schema.horizon.enumValues)[number]; scenario: string; status: (typeof schema.roundStatus.enumValues)[number]; opensOn: string; closesOn: string | null
  criteria: string[]; stakeholders: string[]; raters: string[]; scores: { rater: string; values: Record<string, Cell[]> }[]; reasons: { rater: string; criterion: string; stakeholder: string; text: string }[]
}
export interface ScoringFile { raters: RaterEntry[]; rounds: RoundEntry[] }

const BATCH = 400
const DAY_MS = 86_400_000
const DAYS_LEFT = 20

/** The fictional rounds: spring, autumn, and one still open that looks three years ahead. */
export async function seedScoring(tx: Db, folder: string, references: References): Promise<void> {
  const file = await readReference<ScoringFile>(folder, 'demonstration/scoring.json')
  for (const round of file.rounds) await seedRound(tx, round, file.raters, references)
}

/** One round with its raters and scores. */
export async function seedRound(tx: Db, round: RoundEntry, raters: RaterEntry[], references: References): Promise<void> {
  const roundId = id('round', round.code)
  const opensAt = new Date(`${round.opensOn}T08:00:00Z`)
  await tx.insert(schema.rounds).values({
    id: roundId, reference: references.next(), title: round.title, purpose: round.purpose, perimeterId: id('perimeter', round.perimeter), horizon: round.horizon, scenario: round.scenario, status: round.status, opensAt,
    closesAt: round.closesOn ? new Date(`${round.closesOn}T17:00:00Z`) : new Date(Date.now() + DAYS_LEFT * DAY_MS), fictional: true,
  })
  await tx.insert(schema.roundCriteria).values(round.criteria.map((c, i) => ({ roundId, criterionId: id('criterion', c), criterionVersionId: id('criterion-version', `${c}/1`), rank: i + 1 })))
  await tx.insert(schema.roundStakeholders).values(round.stakeholders.map((s, i) => ({ roundId, stakeholderId: id('stakeholder', s), rank: i + 1 })))
  const asked = raters.filter((r) => round.raters.includes(r.code))
  await tx.insert(schema.roundRaters).values(asked.map((r) => ({ id: id('rater', `${round.code}/${r.code}`), roundId, capacity: r.capacity, name: r.name, userId: r.role ? id('user', r.role) : null, stakeholderId: r.stakeholder ? id('stakeholder', r.stakeholder) : null, finishedAt: finished(round, r.code) ? new Date(opensAt.getTime() + 9 * DAY_MS) : null })))
  const rows = round.scores.flatMap((s, i) => scoreRows(round, asked.find((r) => r.code === s.rater), s.values, new Date(opensAt.getTime() + (1 + (i % 8)) * DAY_MS)))
  for (let i = 0; i < rows.length; i += BATCH) await tx.insert(schema.scores).values(rows.slice(i, i + BATCH))
}

const finished = (round: RoundEntry, rater: string): boolean =>
  round.scores.some((s) => s.rater === rater && Object.values(s.values).every((row) => row.every((cell) => cell !== 'missing')))

function scoreRows(round: RoundEntry, rater: RaterEntry | undefined, values: Record<string, Cell[]>, day: Date): (typeof schema.scores.$inferInsert)[] {
  if (!rater) return []
  const user = rater.role ? id('user', rater.role) : null
  const raterId = id('rater', `${round.code}/${rater.code}`)
  // A voice without account or stakeholder is the same person in every round of the example.
  const voiceId = user ?? (rater.stakeholder ? id('stakeholder', rater.stakeholder) : id('rater', rater.code))
  return Object.entries(values).flatMap(([criterion, row], c) => round.stakeholders.flatMap((stakeholder, i) => {
    const value = row[i]
    if (value === 'missing' || value === undefined) return []
    return [{
      id: id('score', `${round.code}/${rater.code}/${criterion}/${stakeholder}`), stakeholderId: id('stakeholder', stakeholder), criterionId: id('criterion', criterion), criterionVersionId: id('criterion-version', `${criterion}/1`), roundId: id('round', round.code), raterId, voiceId,
      authorId: user, perimeterId: id('perimeter', round.perimeter), capacity: rater.capacity, horizon: round.horizon, scenario: round.scenario, state: value === null ? 'unknown' as const : 'scored' as const, value,
      reason: round.reasons.find((r) => r.rater === rater.code && r.criterion === criterion && r.stakeholder === stakeholder)?.text ?? '', source: round.title, statedAt: new Date(day.getTime() + (c * round.stakeholders.length + i) * 9000), recordedBy: user ?? id('user', 'staff'),
    }]
  }))
}
