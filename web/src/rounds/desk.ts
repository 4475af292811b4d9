import type { Sheet } from './store.ts'

export type Criterion = Sheet['criteria'][number]
export type Subject = Sheet['stakeholders'][number]

/** An answer on the desk: a value, or null for "I don't know". */
export interface Given { value: number | null; reason: string }
export type Answers = ReadonlyMap<string, Given>

export const cell = (stakeholderId: string, criterionId: string): string => `${stakeholderId}/${criterionId}`

/** The answers that the sheet came with. */
export const answersIn = (sheet: Sheet): Map<string, Given> => new Map(sheet.scores.map((s) => [cell(s.stakeholderId, s.criterionId), { value: s.value, reason: s.reason }]))

/** Every value of a scale, in order. */
export const steps = ({ min, max }: { min: number; max: number }): number[] => Array.from({ length: max - min + 1 }, (_, i) => min + i)

/** What a key means on a scale. A scale of digits reads digits; any other one reads places from 1. Undefined: not ours. */
export function valueOfKey(pressed: { key: string; code: string }, scale: { min: number; max: number }): number | null | undefined {
  const digit = digitOf(pressed)
  const plain = scale.min >= 0 && scale.max <= 9
  if (pressed.key === '?' || (digit === 0 && !(plain && scale.min === 0))) return null
  if (digit === undefined) return undefined
  const value = plain ? digit : scale.min + digit - 1
  return value >= scale.min && value <= scale.max ? value : undefined
}

/** By what the key writes or by where it stands: the top row of a French keyboard writes & é " ' ( without Shift. */
function digitOf({ key, code }: { key: string; code: string }): number | undefined {
  if (/^\d$/.test(key)) return Number(key)
  const place = /^Digit(\d)$/.exec(code)?.[1]
  return place === undefined || key.length > 1 ? undefined : Number(place)
}

/** The key to press for a value. */
export const keyOfValue = (value: number, scale: { min: number; max: number }): string => {
  if (scale.min >= 0 && scale.max <= 9) return String(value)
  const place = value - scale.min + 1
  return place <= 9 ? String(place) : ''
}

/** How many questions of these have an answer. */
export const answeredOf = (answers: Answers, subjects: readonly { id: string }[], criteria: readonly { criterionId: string }[]): number =>
  subjects.reduce((n, s) => n + criteria.filter((c) => answers.has(cell(s.id, c.criterionId))).length, 0)

/** The index of the next item after `from` that `open` holds for, in a circle; -1 when none. */
export function nextOpen(length: number, from: number, open: (index: number) => boolean): number {
  for (let step = 1; step <= length; step += 1) {
    const index = (from + step) % length
    if (open(index)) return index
  }
  return -1
}
