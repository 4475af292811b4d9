import type { Block, DocumentParts } from '../../document/blocks.ts'
import type { EditionBlockContent, EditionContent } from '../content.ts'
import { type BeforeFigure, type Context, contextOf, type EditionMark } from './context.ts'
import { blocksOf, indexBlocks } from './outline.blocks.ts'

/** The report in words: the same blocks for the DOCX and the PDF. Pure. */
export function outlineOf(content: EditionContent, mark: EditionMark, before: readonly BeforeFigure[] = []): DocumentParts {
  const c = contextOf(content, mark, before)
  const { heading } = content
  const { w } = c
  const inside = content.audience === 'inside'
  const blocks = [...blocksOf(c, content.blocks), ...indexAtEnd(c), ...closingBlocks(c)]
  const draftMark = mark.status === 'draft' ? w.mark.draft : null
  return {
    language: c.language, title: c.f.plain(heading.title), eyebrow: c.f.plain(w.eyebrow), heading: c.f.plain(heading.title), subtitle: c.f.plain([heading.subtitle, periodText(c)].filter(Boolean).join('\n')),
    organisation: c.f.plain(heading.organisation || heading.perimeter), state: stateText(c), stateTone: mark.status === 'draft' ? 'draft' : 'approved', fictional: content.fictional ? c.f.plain(w.fictional) : null,
    facts: factsOf(c), blocks, footer: c.fill(w.footer, { title: heading.title.length > 60 ? `${heading.title.slice(0, 58).trimEnd()}…` : heading.title, reference: heading.reference }), pageOf: (page, pages) => c.fill(w.page, { page, pages }),
    report: { contents: w.contents, mark: [draftMark, inside ? w.mark.inside : null].filter(Boolean).join(' · ') || null, notesTitle: w.notes, notes: c.notes.map((text) => [text]), pageRef: (page) => c.fill(w.pageRef, { page }) },
  }
}

/** A whole year by its number, any other period by its days. */
export function periodText(c: Context): string {
  const { periodStart, periodEnd } = c.content.heading
  const year = periodStart.slice(0, 4)
  return periodStart.endsWith('-01-01') && periodEnd === `${year}-12-31` ? c.fill(c.w.year, { year }) : c.fill(c.w.period, { from: c.day(periodStart), to: c.day(periodEnd) })
}

export function stateText(c: Context): string {
  const { status, frozenAt, publishedAt } = c.mark
  const frozen = frozenAt ? c.day(frozenAt) : ''
  if (status === 'published') return c.fill(c.w.state.published, { frozen, day: publishedAt ? c.day(publishedAt) : frozen })
  return c.fill(c.w.state[status], { day: frozen })
}

export function factsOf(c: Context): { label: string; value: string }[] {
  const { heading } = c.content
  const { fact } = c.w
  const { approval } = heading
  const approved = approval ? c.fill(approval.meeting ? c.w.approvedAt : c.w.approvedBy, { by: approval.by, meeting: approval.meeting, day: c.day(approval.on) }) : ''
  const rows: [string, string][] = [
    [fact.reference, heading.reference], [fact.period, c.fill(c.w.period, { from: c.day(heading.periodStart), to: c.day(heading.periodEnd) })], [fact.perimeter, heading.perimeter], [fact.signatory, heading.signatory], [fact.approval, approved], [fact.hash, c.mark.sha256 ?? ''],
  ]
  return rows.flatMap(([label, value]) => (value === '' ? [] : [{ label: c.f.plain(label), value: c.f.plain(value) }]))
}

/** An edition that answers frameworks without an index of its own gets one. */
function indexAtEnd(c: Context): Block[] {
  const { blocks } = c.content
  const codes = [...new Set(blocks.flatMap((block) => block.standardCodes))].sort((a, b) => a.localeCompare(b, c.language, { numeric: true }))
  if (codes.length === 0 || blocks.some((block) => block.kind === 'index')) return []
  const entries = codes.map((code) => ({ code, framework: '', label: '', places: placesOf(code, blocks) }))
  return [{ kind: 'heading', level: 1, text: c.w.index.title, anchor: 'index' }, ...indexBlocks(c, { title: '', body: { type: 'index', entries, note: '' } })]
}

function placesOf(code: string, blocks: readonly EditionBlockContent[]) {
  let section: EditionBlockContent | undefined
  const places = new Map<string, { blockId: string; number: string; title: string }>()
  for (const block of blocks) {
    if (block.kind === 'heading' && block.title.trim()) section = block
    const at = section ?? block
    if (block.standardCodes.includes(code)) places.set(at.id, { blockId: at.id, number: at.number, title: at.title })
  }
  return [...places.values()]
}

function closingBlocks(c: Context): Block[] {
  const { closing } = c.w
  const { heading, audience, minimumCell } = c.content
  const texts = [
    closing.figures, audience === 'outside' ? c.fill(closing.small, { n: minimumCell }) : closing.inside,
    c.mark.sha256 && c.mark.frozenAt ? c.fill(closing.frozen, { reference: heading.reference, day: c.day(c.mark.frozenAt), sha256: c.mark.sha256 }) : closing.draft,
  ]
  return [
    { kind: 'heading', level: 1, text: c.f.plain(closing.title), anchor: 'about' },
    ...texts.map((text): Block => ({ kind: 'paragraph', runs: [c.f.plain(text)] })),
    ...(heading.signatory ? [{ kind: 'signatures' as const, places: [c.f.plain(heading.signatory)] }] : []),
  ]
}
