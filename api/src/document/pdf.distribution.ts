import type { DistributionBlock } from './blocks.ts'
import { bars, colours } from './colours.ts'
import { drawLine, linesOf, type Style, styles } from './pdf.lines.ts'
import { decorate, ensure, margin, type Pen, putText, widthOf } from './pdf.page.ts'

const HEIGHT = 17
const NARROW = 12

/** The bar of a distribution as a vector, with its figures in it, told by its alternative; the words stand below. */
export function drawDistribution(pen: Pen, block: DistributionBlock): void {
  const parts = bars.map((bar) => ({ ...bar, n: block.counts[bar.key] ?? 0 })).filter((part) => part.n > 0)
  const total = parts.reduce((sum, part) => sum + part.n, 0)
  ensure(pen, HEIGHT + 2 * styles.soft.lead + 12)
  const { doc, y } = pen
  if (total > 0) {
    const width = widthOf(doc)
    pen.root.add(doc.struct('Figure', { alt: block.alternative, bbox: [margin.left, y, margin.left + width, y + HEIGHT], placement: 'Block' } as PDFKit.Mixins.StructureElementOptions, () => {
      let x = margin.left
      for (const part of parts) {
        const wide = (part.n / total) * width
        drawPart(pen, part, x, y, wide)
        x += wide
      }
    }))
    pen.y += HEIGHT + 4
  }
  putText(pen, 'P', [block.legend], styles.soft)
  pen.y += 6
}

interface Part { n: number; fill: string; ink: string; drawn: 'full' | 'hatched' | 'hollow' }

function drawPart({ doc }: Pen, part: Part, x: number, y: number, width: number): void {
  const inner = { x: x + 0.5, width: Math.max(1, width - 1) }
  doc.save()
  if (part.drawn === 'full') doc.rect(inner.x, y, inner.width, HEIGHT).fill(part.fill)
  else {
    if (part.drawn === 'hatched') hatch(doc, inner.x, y, inner.width)
    doc.lineWidth(0.7).strokeColor(colours.hollow).rect(inner.x + 0.35, y + 0.35, inner.width - 0.7, HEIGHT - 0.7).stroke()
  }
  doc.restore()
  if (width < NARROW) return
  const style: Style = { size: 8.5, lead: HEIGHT, colour: part.ink, face: 'semibold' }
  const [line = []] = linesOf(doc, [String(part.n)], style, width)
  const wide = line.reduce((sum, segment) => sum + segment.width, 0)
  if (part.drawn === 'hatched') doc.rect(x + (width - wide) / 2 - 2, y + 3, wide + 4, HEIGHT - 6).fill('#ffffff')
  drawLine(doc, line, x + (width - wide) / 2, y, style)
}

function hatch(doc: Pen['doc'], x: number, y: number, width: number): void {
  doc.save().rect(x, y, width, HEIGHT).clip().lineWidth(0.6).strokeColor(colours.hollow)
  for (let at = x - HEIGHT; at < x + width; at += 4) doc.moveTo(at, y + HEIGHT).lineTo(at + HEIGHT, y)
  doc.stroke().restore()
}

/** A line to sign on, with who signs below. */
export function drawSignatures(pen: Pen, places: readonly string[]): void {
  ensure(pen, 76)
  pen.y += 44
  const { doc } = pen
  const width = (widthOf(doc) - 40) / Math.max(1, places.length)
  const top = pen.y
  decorate(pen, () => places.forEach((_, i) => doc.lineWidth(0.7).strokeColor(colours.hollow).moveTo(margin.left + i * (width + 40), top).lineTo(margin.left + i * (width + 40) + width, top).stroke()))
  for (const [i, place] of places.entries()) {
    pen.y = top + 4
    putText(pen, 'P', [place], styles.soft, { x: margin.left + i * (width + 40), width })
  }
  pen.y += 8
}
