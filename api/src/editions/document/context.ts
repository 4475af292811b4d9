import { type DocumentLanguage, type Formats, formatsOf } from '../../document/format.ts'
import type { Figure } from '../../figures/content.ts'
import { dayText } from '../../figures/format.ts'
import type { EditionContent } from '../content.ts'
import type { EditionStatus } from '../rules.ts'
import { editionWords, type Words } from './words.ts'

/** What is known of an edition beside its content: what it is worth, and under which hash. Instants as ISO strings: they pass to a thread. */
export interface EditionMark { status: EditionStatus; sha256: string | null; frozenAt: string | null; publishedAt: string | null }
/** What the same figure was in the edition before; `block` and `part` name the figure. */
export interface BeforeFigure { blockId: string; part: string; value: number | null; text: string; change: number | null; changeText: string }

export interface Context {
  content: EditionContent; mark: EditionMark; language: DocumentLanguage; w: Words; f: Formats
  fill: (text: string, values?: Record<string, string | number>) => string
  day: (day: string) => string
  before: (blockId: string, part: string) => BeforeFigure | undefined
  /** Keeps a note and gives its number. */
  noted: (text: string) => number
  notes: string[]
}

export function contextOf(content: EditionContent, mark: EditionMark, before: readonly BeforeFigure[]): Context {
  const { language } = content.heading
  const f = formatsOf(language, 'Europe/Paris')
  const notes: string[] = []
  const known = new Map(before.map((one) => [`${one.blockId}/${one.part}`, one]))
  return {
    content, mark, language, f, w: editionWords[language], notes,
    fill: (text, values = {}) => f.plain(text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))),
    day: (day) => dayText(day, language).replace(/^1 (?=[a-zé])/, '1er ').replaceAll(' ', '\u00a0'),
    before: (blockId, part) => known.get(`${blockId}/${part}`),
    noted: (text) => {
      const at = notes.indexOf(text)
      return at >= 0 ? at + 1 : notes.push(text)
    },
  }
}

/** 12 sur 25; empty when the figure is no share. */
export function shareText(c: Context, { numerator, denominator, withheld }: Figure): string {
  if (withheld || numerator === null || denominator === null) return ''
  return c.fill(c.w.outOf, { part: c.f.number(numerator), whole: c.f.number(denominator) })
}

export function beforeText(c: Context, blockId: string, part: string): string {
  const before = c.before(blockId, part)
  if (!before) return ''
  return before.changeText ? c.fill(c.w.before, { text: before.text, change: before.changeText }) : c.fill(c.w.beforeOnly, { text: before.text })
}

/** What a figure was made from: n, people, rows, the rule of the period and the method. A withheld one says why instead. */
export function sourceText(c: Context, figure: Figure): string {
  const { w } = c
  if (figure.withheld) return c.f.plain(capital(`${figure.withheld.text}.`))
  const counted = [
    figure.n === null ? '' : c.fill(w.n, { n: c.f.number(figure.n) }),
    figure.people === null ? '' : c.fill(figure.people === 1 ? w.onePerson : w.people, { n: c.f.number(figure.people) }),
    figure.rowCount === null ? '' : c.fill(figure.rowCount === 1 ? w.oneRow : w.rows, { n: c.f.number(figure.rowCount) }),
    c.fill(w.method, { method: figure.method }),
  ].filter(Boolean).join(' · ')
  return [figure.rule ? c.f.plain(`${figure.rule.replace(/\.$/, '')}.`) : '', `${counted.startsWith('n ') ? counted : capital(counted)}.`].filter(Boolean).join(' ')
}

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)
export const codesText = (c: Context, codes: readonly string[]): string => (codes.length === 0 ? '' : c.fill(c.w.codes, { codes: codes.join(', ') }))
