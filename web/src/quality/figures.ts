import type { Format } from '../ui/format.ts'
import type { Measure, MeasureResult } from './store.ts'

/** The figures of the screen, by what they tell; one that no group names comes last. */
export const groups: readonly { key: string; names: readonly string[] }[] = [
  { key: 'held', names: ['sessions_held', 'organisations_met', 'people_met', 'attendance_rate', 'body_meetings_with_quorum_rate'] },
  { key: 'heard', names: ['positions_recorded', 'positions_confirmed_rate', 'points_discussed', 'points_converging', 'points_diverging', 'points_closer'] },
  { key: 'answered', names: ['minutes_approved_rate', 'answers_owed', 'answers_given_rate', 'time_to_answer'] },
  { key: 'kept', names: ['commitments_made', 'commitments_kept_rate', 'commitments_overdue'] },
  { key: 'reached', names: ['over_solicited', 'never_asked', 'areas_covered', 'actors_trained'] },
  { key: 'said', names: ['evaluation_response_rate', 'evaluation_satisfaction'] },
]

export type Unit = Measure['unit']

/** A figure in words: "72 %", "12 j", "4,1 / 5". `days` puts a number of days into words. */
export function valueText(value: number, unit: Unit, format: Format, days: (n: string) => string): string {
  if (unit === 'percent') return format.percent(value / 100)
  if (unit === 'days') return days(format.number(value, 1))
  return unit === 'score' ? `${format.number(value, 1)} / 5` : format.number(value, 0)
}

/** "11 / 18": what it counts out of what; nothing for a bare count, a mean or a median. */
export const partsText = ({ numerator, denominator }: Pick<MeasureResult, 'numerator' | 'denominator'>, unit: Unit, format: Format): string =>
  denominator === null || numerator === null || unit === 'score' ? '' : `${format.number(numerator, 0)} / ${format.number(denominator, 0)}`

export interface Change { text: string; tone: 'better' | 'worse' | 'still' }

/** How a figure moved since the period before; undefined when one of them has nothing to measure. */
export function changeOf(current: number | null, previous: number | null, { unit, direction }: Pick<Measure, 'unit' | 'direction'>, format: Format): Change | undefined {
  if (current === null || previous === null) return undefined
  const by = Math.round((current - previous) * 10) / 10
  const tone = by === 0 || direction === 'none' ? 'still' : by > 0 === (direction === 'up') ? 'better' : 'worse'
  return { text: by === 0 ? '=' : format.signed(by, unit === 'percent' || unit === 'count' ? 0 : 1), tone }
}
