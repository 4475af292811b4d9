import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Minutes = Schemas['Minutes']
export type MinutesContent = Schemas['MinutesContent']
export type MinutesPoint = MinutesContent['points'][number]
export type MinutesPresence = MinutesContent['attendance']['rows'][number]
export type HolderPositions = Extract<MinutesPoint['positions'], { by: 'holder' }>
export type CollegePositions = Extract<MinutesPoint['positions'], { by: 'college' }>
export type HeldPosition = HolderPositions['rows'][number]
export type Correction = Schemas['MinutesCorrection']
export type Reader = Schemas['MinutesReader']
export type LinkedMinutes = Schemas['LinkedMinutes']
export type Differences = Schemas['MinutesDifferences']
export type MinutesStatus = Minutes['status']

/** What is written by hand. */
export interface MinutesText { introduction: string; conclusion: string; results: Record<string, string> }
