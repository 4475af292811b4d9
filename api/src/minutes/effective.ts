import type { Labels, MinutesPosition } from './content.ts'
import type { PositionRecord } from './records.positions.ts'

export interface EffectivePosition extends MinutesPosition { holderId: string; recordedAt: Date }

const SILENT = new Set(['not_asked', 'left_before'])

/**
 * What each holder holds on a point by the record of a session: its latest word on the wording last discussed there, as it
 * corrected it since. "Not asked" and "left before" never replace a word on the same wording. A contested one has no value.
 */
export function effectiveOf(rows: readonly PositionRecord[], sessionId: string, version: number, colleges: ReadonlyMap<string, Labels>, dayOf: (at: Date) => string): EffectivePosition[] {
  const corrected = new Map(rows.flatMap((row) => (row.correctsId === null ? [] : [[row.correctsId, row] as const])))
  const latest = new Map<string, PositionRecord>()
  for (const row of rows) {
    if (row.sessionId !== sessionId || row.correctsId !== null || row.versionNumber !== version) continue
    const known = latest.get(row.holderId)
    if (!known || !SILENT.has(row.state) || SILENT.has(known.state)) latest.set(row.holderId, row)
  }
  return [...latest.values()].map((said) => {
    const row = lastCorrection(said, corrected)
    return positionOf(row, row === said ? null : dayOf(row.recordedAt), colleges.get(row.holderId) ?? { fr: '', en: '' })
  }).sort((a, b) => rankOf(b) - rankOf(a) || a.holder.localeCompare(b.holder, 'fr'))
}

function lastCorrection(said: PositionRecord, corrected: ReadonlyMap<string, PositionRecord>): PositionRecord {
  let row = said
  for (let next = corrected.get(row.id); next; next = corrected.get(row.id)) row = next
  return row
}

function positionOf(row: PositionRecord, correctedOn: string | null, college: Labels): EffectivePosition {
  const { holderId, holder, speaker, reason, reservation, condition, confirmation, recordedAt } = row
  const base = { holderId, recordedAt, holder, college, speaker, confirmation, correctedOn }
  if (confirmation === 'contested') return { ...base, state: 'contested', value: null, reason: '', reservation: '', condition: '' }
  return { ...base, state: row.state, value: row.value, reason, reservation, condition }
}

const states = ['left_before', 'not_asked', 'contested', 'no_answer', 'abstained'] as const

/** From for to against, then those without a value. */
const rankOf = (row: MinutesPosition): number => (row.state === 'stated' ? 10 + (row.value ?? 0) : states.indexOf(row.state))
