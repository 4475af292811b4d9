import type { MinutesContent } from '../content.ts'
import type { Block, DocumentParts } from '../../document/blocks.ts'
import { type Context, contextOf, type DocumentMark } from './context.ts'
import type { DocumentLanguage } from '../../document/format.ts'
import { pointBlocks } from './outline.point.ts'
import { agendaBlocks, attendanceBlocks, commitmentBlocks, proseBlocks, synthesisBlocks } from './outline.parts.ts'

/** The document in words: the same blocks for the DOCX and the PDF. Pure. */
export function outlineOf(content: MinutesContent, mark: DocumentMark, language: DocumentLanguage): DocumentParts {
  const c = contextOf(content, mark, language)
  const { heading } = content
  const title = c.fill(c.w.document, { title: heading.title })
  return {
    language, title, eyebrow: c.w.eyebrow, heading: c.f.plain(heading.title), organisation: c.f.plain(heading.organisation || heading.perimeter),
    subtitle: capital(c.fill(heading.endsAt ? c.w.subtitle : c.w.subtitleOpen, { day: c.f.longDay(heading.startsAt), from: c.f.time(heading.startsAt), to: heading.endsAt ? c.f.time(heading.endsAt) : '' })),
    state: stateOf(c), stateTone: content.approval ? 'approved' : 'draft', fictional: content.fictional ? c.f.plain(c.w.fictional) : null,
    facts: factsOf(c), blocks: blocksOf(c),
    footer: c.fill(c.w.footer, { title: c.w.eyebrow, reference: heading.reference }), pageOf: (page, pages) => c.fill(c.w.page, { page, pages }),
  }
}

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

function stateOf(c: Context): string {
  const { approval } = c.content
  if (approval) return [c.fill(c.w.state.approved, { day: c.f.day(approval.on), by: approval.by }), c.mark.number ? c.fill(c.w.state.version, { number: c.mark.number }) : ''].filter(Boolean).join(' · ')
  if (c.mark.preview) return c.f.plain(c.w.state.preview)
  return c.mark.number ? c.fill(c.w.state.circulated, { number: c.mark.number }) : c.f.plain(c.w.state.draft)
}

function factsOf(c: Context): { label: string; value: string }[] {
  const { heading } = c.content
  const rows: [string, string | null][] = [
    [c.w.fact.reference, heading.reference], [c.w.fact.perimeter, heading.organisation ? heading.perimeter : null], [c.w.fact.body, heading.body], [c.w.fact.place, heading.place], [c.w.fact.form, capital(c.w.form[heading.form])],
    [c.w.fact.aim, heading.aim], [c.w.fact.level, heading.engagementLevel ? capital(c.w.level[heading.engagementLevel]) : null], [c.w.fact.facilitator, heading.facilitator],
  ]
  return rows.flatMap(([label, value]) => (value ? [{ label: c.f.plain(label), value: c.f.plain(value) }] : []))
}

function blocksOf(c: Context): Block[] {
  const { content, w } = c
  const section = (title: string, blocks: Block[]): Block[] => (blocks.length === 0 ? [] : [{ kind: 'heading', level: 1, text: title }, ...blocks])
  return [
    ...section(w.section.introduction, proseBlocks(c, content.introduction)),
    ...section(w.section.synthesis, synthesisBlocks(c)),
    ...section(w.section.attendance, attendanceBlocks(c)),
    ...section(w.section.agenda, agendaBlocks(c)),
    ...section(w.section.points, content.points.flatMap((point) => pointBlocks(c, point))),
    ...section(w.section.commitments, commitmentBlocks(c)),
    ...section(w.section.conclusion, proseBlocks(c, content.conclusion)),
    ...section(w.section.approval, approvalBlocks(c)),
    ...section(w.section.method, methodBlocks(c)),
  ]
}

function approvalBlocks(c: Context): Block[] {
  const { approval } = c.content
  if (approval) return [{ kind: 'paragraph', runs: [c.fill(c.w.approval.done, { by: approval.by, day: c.f.day(approval.on) })] }]
  return [{ kind: 'paragraph', runs: [c.f.plain(c.w.approval.pending)] }, { kind: 'signatures', places: c.w.approval.signs.map(c.f.plain) }]
}

function methodBlocks(c: Context): Block[] {
  const texts = [c.w.method.statuses, c.w.method.voices, c.w.method.movement].map((text) => c.fill(text))
  const hash = c.mark.number && c.mark.sha256 ? [c.fill(c.w.method.hash, { number: c.mark.number, sha256: c.mark.sha256 })] : []
  return [...texts, ...hash].map((text) => ({ kind: 'paragraph', tone: 'soft', runs: [text] }))
}
