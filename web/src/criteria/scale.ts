import { steps } from '../rounds/desk.ts'
import { fold } from '../ui/match.ts'

/** A scale while it is written: words per value, empty where none. */
export interface ScaleWords { min: number; max: number; words: Record<number, { fr: string; en: string }> }
export interface Anchor { value: number; labelFr: string; labelEn: string }

export const emptyScale = (): ScaleWords => ({ min: 1, max: 5, words: {} })
export const scaleOf = (scale: { min: number; max: number; anchors: readonly Anchor[] }): ScaleWords => ({ min: scale.min, max: scale.max, words: Object.fromEntries(scale.anchors.map((a) => [a.value, { fr: a.labelFr, en: a.labelEn }])) })

/** The wordings that are written; one language stands in for the other. */
export const anchorsOf = ({ min, max, words }: ScaleWords): Anchor[] =>
  steps({ min, max }).flatMap((value) => {
    const fr = words[value]?.fr.trim() ?? ''
    const en = words[value]?.en.trim() ?? ''
    return fr || en ? [{ value, labelFr: fr || en, labelEn: en || fr }] : []
  })

/** A code from a label: small letters and digits with hyphens. */
export const codeOf = (label: string): string => fold(label).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'critere'
