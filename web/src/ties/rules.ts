import type { components } from '../api/generated.ts'

export type TieType = components['schemas']['TieType']
export type Tie = components['schemas']['Tie']
export type Kind = TieType['fromKinds'][number]

/** True when a type ties these kinds; without direction it may be read from either end. The server decides in the end. */
export const allows = (type: Pick<TieType, 'fromKinds' | 'toKinds' | 'directed'>, from: Kind, to: Kind): boolean =>
  (type.fromKinds.includes(from) && type.toKinds.includes(to)) || (!type.directed && type.fromKinds.includes(to) && type.toKinds.includes(from))

/** A type read from its start or, reversed, from its other end, in a language. */
export const labelOf = (type: Pick<TieType, 'labelFr' | 'labelEn' | 'reverseFr' | 'reverseEn'>, locale: string, reversed = false): string =>
  locale === 'en' ? (reversed ? type.reverseEn : type.labelEn) : reversed ? type.reverseFr : type.labelFr

/** What a person writes of a tie. */
export interface TieDraft {
  typeId: string | undefined
  strength: number
  sign: number
  basis: Tie['basis']
  startOn: string | undefined
  endOn: string | undefined
  source: string
  note: string
}

export const emptyDraft = (): TieDraft => ({ typeId: undefined, strength: 2, sign: 0, basis: 'declared', startOn: undefined, endOn: undefined, source: '', note: '' })

export const draftOf = (tie: Tie): TieDraft => ({ typeId: tie.typeId, strength: tie.strength, sign: tie.sign, basis: tie.basis, startOn: tie.startOn ?? undefined, endOn: tie.endOn ?? undefined, source: tie.source, note: tie.note ?? '' })

/** A draft in the words of the API: an empty date is null, so that a patch lifts it. */
export const draftBody = (draft: TieDraft, typeId: string) => ({ ...draft, typeId, startOn: draft.startOn ?? null, endOn: draft.endOn ?? null })
