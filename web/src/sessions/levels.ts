import type { Session } from './types.ts'

export type EngagementLevel = NonNullable<Session['engagementLevel']>
/** AA1000SES, from the least to the most engaged. */
export const engagementLevels: readonly EngagementLevel[] = ['passive', 'monitor', 'advocate', 'inform', 'transact', 'consult', 'negotiate', 'involve', 'collaborate', 'empower']
export const isLevel = (value: string | undefined): value is EngagementLevel => engagementLevels.some((level) => level === value)

export type ReasonRule = Session['reasonRule']
export const reasonRules: readonly ReasonRule[] = ['optional', 'required_for_disagreement', 'required']
