import type { Db } from '@convergence/db'
import type { FactName } from '../facts/names.ts'
import { factsOf, type FactStanding } from '../facts/queries.ts'
import { listStepsOf, type StepRow } from '../processes/queries.ts'
import { latestMarks, type StepMarkRow } from '../step-marks/queries.ts'
import { recordFacts, recordList } from './record-list.ts'
import { isOpen, recordState, type Stand, stand, tally } from './rules.ts'

type StepStand = Stand & { step: StepRow; fact: FactStanding | null; mark: StepMarkRow | null }
export interface DialogueStand { steps: StepStand[]; done: number; applicable: number; nextStepId: string | null }

/** How the steps of a process stand in some dialogues that follow it. */
export async function standingOf(db: Db, processId: string, activityIds: readonly string[]): Promise<{ steps: StepRow[]; byActivity: Map<string, DialogueStand> }> {
  const steps = await listStepsOf(db, [processId])
  const facts = await factsOf(db, activityIds, steps.flatMap((step) => step.fact ?? []))
  const marks = new Map((await latestMarks(db, activityIds, steps.map((step) => step.id))).map((mark) => [`${mark.activityId}/${mark.stepId}`, mark]))
  return { steps, byActivity: new Map(activityIds.map((id) => [id, dialogueStand(steps, facts.get(id), (stepId) => marks.get(`${id}/${stepId}`) ?? null)])) }
}

function dialogueStand(steps: readonly StepRow[], facts: Map<FactName, FactStanding> | undefined, markOn: (stepId: string) => StepMarkRow | null): DialogueStand {
  const stands = steps.map((step) => {
    const fact = step.fact ? (facts?.get(step.fact) ?? null) : null
    const mark = markOn(step.id)
    return { step, fact, mark, ...stand(fact?.state ?? null, mark?.state ?? null) }
  })
  return { steps: stands, ...tally(stands.map((one) => one.state)), nextStepId: stands.find((one) => isOpen(one.state))?.step.id ?? null }
}

/** The record list of some dialogues: each item with its facts. */
export async function conformityOf(db: Db, activityIds: readonly string[]) {
  const facts = await factsOf(db, activityIds, recordFacts)
  return new Map(activityIds.map((id) => [id, recordList.map((item) => {
    const shown = item.facts.flatMap((name) => facts.get(id)?.get(name) ?? [])
    return { ...item, facts: shown, state: recordState(shown.map((fact) => fact.state)) }
  })] as const))
}
