import { BorderStyle, type FileChild, HeadingLevel, LineRuleType, Paragraph, TableOfContents, TextRun } from 'docx'
import type { DocumentParts } from './blocks.ts'
import { bars, colours } from './colours.ts'
import { badge, hex, tableOf } from './docx.parts.ts'

type Report = NonNullable<DocumentParts['report']>

/** The cover: who reports, what and for which time, and what the text is worth. */
export function coverOf(parts: DocumentParts, report: Report): FileChild[] {
  return [
    new Paragraph({ children: [new TextRun({ text: parts.organisation, bold: true, size: 24 })], spacing: { after: 2200 } }),
    new Paragraph({ children: bars.filter((bar) => bar.drawn === 'full').map((bar) => new TextRun({ text: '\u2003\u2003\u2003\u2003\u2003', shading: { fill: hex(bar.fill), color: 'auto', type: 'clear' }, size: 10 })), spacing: { after: 320 } }),
    new Paragraph({ children: [new TextRun({ text: parts.eyebrow, bold: true, size: 24, color: hex(colours.accent) })], spacing: { after: 60 } }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun({ text: parts.heading, size: parts.heading.length > 90 ? 48 : 62 })], spacing: { after: 160, line: 264, lineRule: LineRuleType.AUTO } }),
    ...(parts.subtitle ? [new Paragraph({ children: parts.subtitle.split('\n').map((text, i) => new TextRun({ text, size: 27, color: hex(colours.soft), ...(i > 0 ? { break: 1 } : {}) })), spacing: { after: 320, line: 290, lineRule: LineRuleType.AUTO } })] : []),
    badge(parts.state, parts.stateTone === 'approved' ? colours.approved : colours.soft),
    ...(report.mark ? [badge(report.mark, colours.accent)] : []),
    ...(parts.fictional ? [badge(parts.fictional, colours.accent)] : []),
    new Paragraph({ children: [], spacing: { after: 2600 } }),
    tableOf({ widths: [26, 74], head: null, rows: parts.facts.map((fact) => [[{ soft: fact.label }], [fact.value]]) }),
  ]
}

/** Filled from the headings, and made anew by Word when it is asked to. */
export const contentsOf = (report: Report): FileChild[] => [
  new Paragraph({ children: [new TextRun({ text: report.contents, bold: true, size: 38 })], spacing: { after: 200 }, border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 2, color: hex(colours.ink) } } }),
  new TableOfContents(report.contents, { hyperlink: true, headingStyleRange: '1-3' }),
  new Paragraph({ children: [], pageBreakBefore: true, spacing: { after: 0, line: 20 } }),
]
