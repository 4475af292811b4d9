import { createHash, randomInt } from 'node:crypto'
import type { schema } from '@convergence/db'

export type ReasonRule = (typeof schema.reasonRule.enumValues)[number]
type State = (typeof schema.positionState.enumValues)[number]

/** No 0 O, 1 I L, 2 Z, 5 S, 8 B pairs, no U beside V: read aloud and from the end of a room. */
const ALPHABET = '23456789ACDEFGHJKMNPQRTVWXY'
const LENGTH = 6
const MEANT: Readonly<Record<string, string>> = { B: '8', S: '5', Z: '2' }

/** A new check-in code: 6 characters, 27⁶ of them. */
export const newCode = (): string => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** The code that somebody typed, whatever the case, spaces or hyphens; null for what no code can be. */
export function readCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s\-–—.]/g, '').replace(/[BSZ]/g, (letter) => MEANT[letter] ?? letter)
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null
}

/** Whether a position still owes its reason; a reservation says why as well. */
export function owesReason(rule: ReasonRule, position: { state: State; value: number | null; reason: string; reservation: string }): boolean {
  if (rule === 'optional' || position.state !== 'stated' || `${position.reason}${position.reservation}`.trim() !== '') return false
  return rule === 'required' || (position.value ?? 0) < 0
}

export interface Discussed { pointId: string; versionId: string; beganAt: Date }
export interface Gone { holderId: string; mandateId: string | null; leftAt: Date }

/** Who had left before a point began, point by point; holders with a position on it (`said`) said it some other way. */
export function leftBefore(points: readonly Discussed[], gone: readonly Gone[], said: (pointId: string, holderId: string) => boolean): { point: Discussed; holder: Gone }[] {
  return points.flatMap((point) => gone.filter((holder) => holder.leftAt < point.beganAt && !said(point.pointId, holder.holderId)).map((holder) => ({ point, holder })))
}

/** What was read back, as a digest: SHA-256 over the positions that stand, in the order of their ids. */
export function digestOf(positions: readonly { id: string; confirmation: string }[]): string {
  const told = positions.map((p) => `${p.id} ${p.confirmation === 'contested' ? 'contested' : ''}`).toSorted()
  return createHash('sha256').update(told.join('\n')).digest('hex')
}

