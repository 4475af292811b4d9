import type { Run } from './blocks.ts'
import { colours } from './colours.ts'

export type Doc = PDFKit.PDFDocument
export type Face = 'regular' | 'semibold' | 'italic'
export interface Style { size: number; lead: number; colour: string; face: Face }
/** `raised`: the call of a note, small and above the line. `link`: name of the place that it leads to. */
interface Segment { text: string; face: Face; colour: string; width: number; raised?: boolean; link?: string }
export type Line = Segment[]

const RAISED = 0.68

export const styles = {
  body: { size: 9.5, lead: 14, colour: colours.ink, face: 'regular' },
  lead: { size: 10.5, lead: 15.5, colour: colours.ink, face: 'regular' },
  soft: { size: 8.5, lead: 12.5, colour: colours.soft, face: 'regular' },
  cell: { size: 8.5, lead: 12, colour: colours.ink, face: 'regular' },
  head: { size: 8, lead: 11.5, colour: colours.soft, face: 'semibold' },
  note: { size: 7.5, lead: 11, colour: colours.soft, face: 'regular' },
  quote: { size: 11.5, lead: 17, colour: colours.ink, face: 'regular' },
} as const satisfies Record<string, Style>

/** Breaks runs into lines of a width: at plain spaces only, so that no-break spaces hold; a word that is wider is cut. */
export function linesOf(doc: Doc, runs: readonly Run[], style: Style, width: number): Line[] {
  const lines: Line[] = [[]]
  let used = 0
  for (const { text, ...look } of runs.map((run) => segmentOf(run, style))) {
    doc.font(look.face).fontSize(look.raised ? style.size * RAISED : style.size)
    for (const piece of text.split(/(\n| )/)) {
      if (piece === '') continue
      if (piece === '\n') {
        lines.push([])
        used = 0
        continue
      }
      for (const part of cut(doc, piece, width)) {
        const wide = doc.widthOfString(part)
        if (piece !== ' ' && used > 0 && used + wide > width) {
          lines.push([])
          used = 0
        }
        if (piece === ' ' && used === 0) continue
        push(lines.at(-1), { text: part, ...look, width: wide })
        used += wide
      }
    }
  }
  return lines
}

function segmentOf(run: Run, style: Style): Omit<Segment, 'width'> {
  if (typeof run === 'string') return { text: run, face: style.face, colour: style.colour }
  if ('strong' in run) return { text: run.strong, face: 'semibold', colour: style.colour }
  if ('note' in run) return { text: String(run.note), face: style.face, colour: colours.accent, raised: true, link: `note-${run.note}` }
  return 'link' in run ? { text: run.text, face: style.face, colour: colours.accent, link: run.link } : { text: run.soft, face: style.face, colour: colours.soft }
}

function push(line: Line | undefined, segment: Segment): void {
  const last = line?.at(-1)
  if (last?.face === segment.face && last.colour === segment.colour && last.link === segment.link) {
    last.text += segment.text
    last.width += segment.width
  } else line?.push(segment)
}

function cut(doc: Doc, word: string, width: number): string[] {
  if (doc.widthOfString(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  for (const letter of word) {
    if (part !== '' && doc.widthOfString(part + letter) > width) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part]
}

/** Draws one line with its top at `y`; the space at its end stays, so that the text reads on when it is copied. */
export function drawLine(doc: Doc, line: Line, x: number, y: number, style: Style): void {
  let at = x
  // The letters stand in the middle of the line's height.
  const top = y + (style.lead - style.size * 1.21) / 2
  for (const { text, face, colour, width, raised, link } of line) {
    doc.font(face).fontSize(raised ? style.size * RAISED : style.size).fillColor(colour).text(text, at, raised ? top - 1 : top, { lineBreak: false })
    if (link) doc.goTo(at, y, width, style.lead, link)
    at += width
  }
}

export const lineWidth = (line: Line): number => line.reduce((sum, segment) => sum + segment.width, 0)
