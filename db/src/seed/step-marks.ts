import { inArray } from 'drizzle-orm'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { readReference } from './read.ts'

type State = (typeof schema.stepMarks.$inferInsert)['state']
export interface StepMarksFile {
  follows: Record<string, string[]>
  marks: { code: string; activity: string; step: number; state: State; note: string; evidenceUrl: string; evidenceName: string; at: string; by: string; withdrawn: boolean }[]
}

const HOUR_MS = 3_600_000

/** Which process each dialogue of the demonstration follows and, on the fictional plan alone, what people said of its steps. */
export async function seedStepMarks(tx: Db, folder: string): Promise<void> {
  const { follows, marks } = await readReference<StepMarksFile>(folder, 'demonstration/step-marks.json')
  for (const [process, activities] of Object.entries(follows)) await tx.update(schema.activities).set({ processId: id('process', process) }).where(inArray(schema.activities.id, activities.map((code) => id('activity', code))))
  const processOf = (activity: string) => Object.entries(follows).find(([, activities]) => activities.includes(activity))?.[0] ?? ''
  await tx.insert(schema.stepMarks).values(marks.map(({ code, activity, step, at, by, withdrawn, ...words }) => {
    const statedAt = new Date(`${at}T11:00:00Z`)
    return { ...words, id: id('step-mark', code), activityId: id('activity', activity), stepId: id('process-step', `${processOf(activity)}/${step}`), statedAt, recordedBy: id('user', by), withdrawnAt: withdrawn ? new Date(statedAt.getTime() + HOUR_MS) : null }
  }))
}
