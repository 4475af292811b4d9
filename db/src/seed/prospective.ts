import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'
import { type RoundEntry, type ScoringFile, seedRound } from './scoring.ts'

type Horizon = (typeof schema.horizon.enumValues)[number]
interface ScenarioEntry { code: string; name: string; description: string; horizon: Horizon; perimeter: string }
interface AssessmentEntry {
  impact: string; horizon: Horizon; scenario: string; capacity: (typeof schema.capacity.enumValues)[number]
  /** A stakeholder, or the role of the account that recorded its own view or that of a table. */
  voice: string
  /** Scale, scope, irremediability, likelihood. */
  parts: [number, number, number, number | null]; reason: string; source: string; statedOn: string; withdrawnOn?: string
}
interface ExpectationEntry { stakeholder: string; area: string; horizon: Horizon; scenario: string; text: string; weight: number; source: string; statedOn: string }
interface DiagnosisEntry { code: string; title: string; question: string; conclusion: string; horizon: Horizon; scenario: string; perimeter: string; body: string | null; adoptedOn: string | null }
interface ProspectiveFile { scenarios: ScenarioEntry[]; rounds: RoundEntry[]; assessments: AssessmentEntry[]; expectations: ExpectationEntry[]; diagnoses: DiagnosisEntry[] }

/** Four invented futures, with the scores, assessments and expectations given under them, and two diagnoses. */
export async function seedProspective(tx: Db, folder: string, references: References): Promise<void> {
  const file = await readReference<ProspectiveFile>(folder, 'demonstration/prospective.json')
  const { raters } = await readReference<ScoringFile>(folder, 'demonstration/scoring.json')
  await tx.insert(schema.scenarios).values(file.scenarios.map(({ code, perimeter, ...s }) => ({ ...s, id: id('scenario', code), perimeterId: id('perimeter', perimeter), fictional: true })))
  for (const round of file.rounds) await seedRound(tx, round, raters, references)
  await seedAssessments(tx, file.assessments)
  await seedExpectations(tx, file.expectations)
  await tx.insert(schema.diagnoses).values(file.diagnoses.map(({ code, perimeter, body, ...d }) => ({ ...d, id: id('diagnosis', code), reference: references.next(), perimeterId: id('perimeter', perimeter), bodyId: body ? id('body', body) : null, fictional: true })))
}

async function seedAssessments(tx: Db, entries: readonly AssessmentEntry[]): Promise<void> {
  const perimeters = new Map((await tx.select({ id: schema.impacts.id, perimeterId: schema.impacts.perimeterId }).from(schema.impacts)).map((row) => [row.id, row.perimeterId]))
  await tx.insert(schema.impactAssessments).values(entries.map(({ impact, voice, parts: [scale, scope, irremediability, likelihood], statedOn, withdrawnOn, ...entry }, i) => {
    const spokenFor = entry.capacity === 'stakeholder'
    const name = [impact, entry.horizon, ...(entry.scenario ? [entry.scenario] : []), voice, ...(spokenFor ? [] : [entry.capacity, statedOn])].join('/')
    return {
      ...entry, id: id('impact-assessment', name), impactId: id('impact', impact), perimeterId: perimeters.get(id('impact', impact)) ?? id('perimeter', 'national'), stakeholderId: spokenFor ? id('stakeholder', voice) : null,
      scale, scope, irremediability, likelihood, statedAt: new Date(Date.parse(`${statedOn}T09:00:00Z`) + i * 60_000), recordedBy: id('user', spokenFor ? 'facilitator' : voice), withdrawnAt: withdrawnOn ? new Date(`${withdrawnOn}T16:00:00Z`) : null,
    }
  }))
}

async function seedExpectations(tx: Db, entries: readonly ExpectationEntry[]): Promise<void> {
  const perimeters = new Map((await tx.select({ id: schema.stakeholders.id, perimeterId: schema.stakeholders.perimeterId }).from(schema.stakeholders)).map((row) => [row.id, row.perimeterId]))
  await tx.insert(schema.expectations).values(entries.map(({ stakeholder, area, text, ...entry }, i) => ({
    ...entry, id: id('expectation', `prospective-${i + 1}`), stakeholderId: id('stakeholder', stakeholder), areaId: id('area', area), perimeterId: perimeters.get(id('stakeholder', stakeholder)) ?? id('perimeter', 'national'), statement: text,
  })))
}
