import type { MinutesContent, MinutesPosition } from '../content.ts'
import { type DocumentLanguage, type Formats, formatsOf } from '../../document/format.ts'
import { english } from './words.en.ts'
import { french, type Words } from './words.fr.ts'

/** What is known of the minutes beside their content: what the text is worth, and under which hash. */
export interface DocumentMark { status: 'draft' | 'circulated' | 'corrected' | 'approved' | 'published'; preview: boolean; number: number | null; sha256: string | null }

/** Everything that the parts of the outline need: the words, the formats, the content. */
export interface Context { content: MinutesContent; mark: DocumentMark; language: DocumentLanguage; w: Words; f: Formats; fill: (text: string, values?: Record<string, string | number>) => string; label: (labels: { fr: string; en: string }) => string; colon: string; semicolon: string }

export function contextOf(content: MinutesContent, mark: DocumentMark, language: DocumentLanguage): Context {
  const f = formatsOf(language, content.heading.timeZone)
  const percent = (share: number) => `${f.number(share * 100, 1)} %`
  const { thresholds } = content
  const rule = { minHolders: thresholds.minHolders, minAskedShare: percent(thresholds.minAskedShare), convergenceAgreement: f.number(thresholds.convergenceAgreement), divergenceShare: percent(thresholds.divergenceShare) }
  return {
    content, mark, language, f, w: language === 'fr' ? french : english, label: (labels) => f.plain(labels[language]), colon: language === 'fr' ? '\u00a0: ' : ': ', semicolon: language === 'fr' ? '\u202f; ' : '; ',
    fill: (text, values = {}) => f.plain(text.replace(/\{(\w+)\}/g, (place, name: string) => String({ ...rule, ...values }[name] ?? place))),
  }
}

export type PositionKey = keyof Words['position']
const valued = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const
const silent = { abstained: 'abstained', no_answer: 'noAnswer', not_asked: 'notAsked', left_before: 'leftBefore', contested: 'contested' } as const

/** The one word of a position. */
export const keyOf = ({ state, value }: Pick<MinutesPosition, 'state' | 'value'>): PositionKey => (state === 'stated' ? (valued[(value ?? 0) + 2] ?? 'neutral') : silent[state])

export const wordOfValue = (c: Context, value: number): string => c.w.position[valued[value + 2] ?? 'neutral']
