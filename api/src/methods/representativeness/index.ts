import { MethodInputError } from '../shared/errors.ts'
import type { Reason } from '../shared/reasons.ts'

/** Below this many voices one seat more or less moves the distance by a fifth or more. */
export const FEW_VOICES = 5

export interface RepresentativenessInput {
  /** A partition: each voice and each part of the reference stands in one group. */
  readonly groups: readonly RepresentedGroup[]
}

export interface RepresentedGroup {
  readonly key: string
  /** Seats, or organisations that came: a count, 0 or more. */
  readonly voices: number
  /** Size of the group in what is to be represented: organisations or people, 0 or more. */
  readonly reference: number
}

export interface GroupShare extends RepresentedGroup {
  /** Of the voices, 0–1. */
  readonly share?: number
  /** Of the reference, 0–1. */
  readonly referenceShare?: number
  /** share − referenceShare: positive where the group has more than its part. */
  readonly gap?: number
}

export type RepresentativenessReason = 'no-voice' | 'no-reference'

export interface RepresentativenessResult {
  readonly method: 'representativeness@1'
  /** Voices. */
  readonly n: number
  /** Size of the reference. */
  readonly reference: number
  /** Half the sum of the absolute gaps, 0 (same shares) to 1 (nothing in common). */
  readonly distance?: number
  /** The least distance that n voices could reach, since a voice cannot be cut. */
  readonly floor?: number
  /** n < 5: the distance says little. */
  readonly fewVoices: boolean
  /** In the order given. */
  readonly groups: readonly GroupShare[]
  readonly reasons: readonly Reason<RepresentativenessReason>[]
}

/**
 * How far the voices of a body or of a meeting are from what they should represent: the total variation distance between their shares by
 * group and those of the reference, which is the index of Loosemore and Hanby for seats and votes. Throws `MethodInputError`
 * for a key given twice, a number of voices that is no count, and a reference that is negative or no number.
 */
export function representativeness({ groups }: RepresentativenessInput): RepresentativenessResult {
  requireGroups(groups)
  const n = total(groups.map((group) => group.voices))
  const reference = total(groups.map((group) => group.reference))
  const head = { method: 'representativeness@1', n, reference, fewVoices: n < FEW_VOICES } as const
  const absent: RepresentativenessReason | null = n === 0 ? 'no-voice' : reference === 0 ? 'no-reference' : null
  if (absent) return { ...head, groups: groups.map((group) => ({ ...group, ...(n > 0 ? { share: group.voices / n } : {}), ...(reference > 0 ? { referenceShare: group.reference / reference } : {}) })), reasons: [{ field: 'distance', code: absent }, { field: 'floor', code: absent }] }
  const shares = groups.map((group) => withShares(group, n, reference))
  return { ...head, distance: half(shares.map((share) => share.gap)), floor: leastDistance(groups.map((group) => group.reference / reference), n), groups: shares, reasons: [] }
}

function withShares(group: RepresentedGroup, n: number, reference: number): Required<GroupShare> {
  const share = group.voices / n
  const referenceShare = group.reference / reference
  return { ...group, share, referenceShare, gap: share - referenceShare }
}

/** Largest remainders: no other way of giving out n whole voices comes nearer to these shares. */
function leastDistance(shares: readonly number[], n: number): number {
  const quotas = shares.map((share) => share * n)
  const given = quotas.map(Math.floor)
  const order = quotas.map((quota, i) => ({ i, remainder: quota - Math.floor(quota) })).toSorted((a, b) => b.remainder - a.remainder || a.i - b.i)
  const left = n - total(given)
  for (const { i } of order.slice(0, Math.max(0, Math.round(left)))) given[i] = (given[i] ?? 0) + 1
  return half(shares.map((share, i) => (given[i] ?? 0) / n - share))
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
const half = (gaps: readonly number[]): number => Math.min(1, total(gaps.map(Math.abs)) / 2)

function requireGroups(groups: readonly RepresentedGroup[]): void {
  if (new Set(groups.map((group) => group.key)).size !== groups.length) throw new MethodInputError('duplicate-key', 'a group is given twice')
  for (const { key, voices, reference } of groups) {
    if (!Number.isInteger(voices) || voices < 0) throw new MethodInputError('frequency-not-a-count', `voices of ${key}: ${voices}`)
    if (!Number.isFinite(reference) || reference < 0) throw new MethodInputError('weight-out-of-range', `reference of ${key}: ${reference}`)
  }
}
