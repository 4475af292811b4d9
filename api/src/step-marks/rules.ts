import type { schema } from '@convergence/db'

export type StepMarkState = (typeof schema.stepMarkState.enumValues)[number]

/** Whether the reason is owed: what goes against the process, or against the records, is explained. */
export const owesNote = (state: StepMarkState): boolean => state !== 'done'
