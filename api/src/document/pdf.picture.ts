import type { PictureBlock } from './blocks.ts'
import { colours } from './colours.ts'
import { type Doc, drawLine, linesOf, lineWidth, type Style } from './pdf.lines.ts'
import { ensure, margin, type Pen, widthOf } from './pdf.page.ts'
import { type Shape, shapesOf } from './svg.ts'

const key: Style = { size: 8, lead: 11.5, colour: colours.ink, face: 'regular' }

/** A picture as vectors, told by its alternative, with what its colours mean under it. */
export function drawPicture(pen: Pen, picture: PictureBlock): void {
  const { doc } = pen
  const width = widthOf(doc)
  const height = (picture.height / picture.width) * width
  ensure(pen, height + 30)
  const top = pen.y
  pen.root.add(doc.struct('Figure', { alt: picture.alternative, bbox: [margin.left, top, margin.left + width, top + height], placement: 'Block' } as PDFKit.Mixins.StructureElementOptions, () => {
    doc.save().translate(margin.left, top).scale(width / picture.width).rect(0, 0, picture.width, picture.height).clip()
    for (const shape of shapesOf(picture.svg)) drawShape(doc, shape, {})
    doc.restore()
    doc.lineWidth(0.5).strokeColor(colours.line).rect(margin.left, top, width, height).stroke()
  }))
  pen.y = top + height + 6
  if (picture.legend.length > 0) drawLegend(pen, picture.legend)
}

function drawLegend(pen: Pen, legend: PictureBlock['legend']): void {
  const { doc } = pen
  const element = doc.struct('P')
  pen.root.add(element)
  let x = margin.left
  for (const one of legend) {
    const [line = []] = linesOf(doc, [one.text], key, widthOf(doc) - 14)
    if (x > margin.left && x + lineWidth(line) + 12 > margin.left + widthOf(doc)) {
      x = margin.left
      pen.y += 14
    }
    ensure(pen, 14)
    element.add(() => {
      doc.circle(x + 4, pen.y + 5.5, 3.4).fill(one.colour)
      drawLine(doc, line, x + 11, pen.y, key)
    })
    x += lineWidth(line) + 26
  }
  element.end()
  pen.y += 18
}

type Attributes = Shape['attributes']
const num = (attributes: Attributes, name: string): number => Number.parseFloat(attributes[name] ?? '0') || 0
const colourOf = (value: string | undefined): string | null => (value && /^#[0-9a-f]{6}$/i.test(value) ? value : null)

/** The elements that our own pictures are made of: groups, circles, rectangles, lines, paths and texts. */
function drawShape(doc: Doc, shape: Shape, inherited: Attributes): void {
  const attributes = { ...inherited, ...shape.attributes }
  switch (shape.name) {
    case 'g': return shape.children.forEach((child) => drawShape(doc, child, attributes))
    case 'circle': return paint(doc, attributes, () => doc.circle(num(attributes, 'cx'), num(attributes, 'cy'), num(attributes, 'r')))
    case 'rect': return paint(doc, attributes, () => doc.rect(num(attributes, 'x'), num(attributes, 'y'), num(attributes, 'width'), num(attributes, 'height')))
    case 'line': return paint(doc, { ...attributes, fill: 'none' }, () => doc.moveTo(num(attributes, 'x1'), num(attributes, 'y1')).lineTo(num(attributes, 'x2'), num(attributes, 'y2')))
    case 'path': return paint(doc, attributes, () => doc.path(attributes.d ?? ''))
    case 'text': return drawLabel(doc, shape.text, attributes)
  }
}

function paint(doc: Doc, attributes: Attributes, outline: () => unknown): void {
  const fill = attributes.fill === 'none' ? null : (colourOf(attributes.fill) ?? '#000000')
  const stroke = colourOf(attributes.stroke)
  doc.save()
  if (stroke) doc.lineWidth(num(attributes, 'stroke-width') || 1)
  const dash = attributes['stroke-dasharray']?.split(/[ ,]+/).map(Number)
  if (stroke && dash?.[0]) doc.dash(dash[0], { space: dash[1] ?? dash[0] })
  outline()
  if (fill && stroke) doc.fillAndStroke(fill, stroke)
  else if (fill) doc.fill(fill)
  else if (stroke) doc.stroke(stroke)
  doc.restore()
}

function drawLabel(doc: Doc, text: string, attributes: Attributes): void {
  const size = num(attributes, 'font-size') || 12
  doc.font('regular').fontSize(size)
  const width = doc.widthOfString(text)
  const [x, y] = [num(attributes, 'x') - (attributes['text-anchor'] === 'middle' ? width / 2 : attributes['text-anchor'] === 'end' ? width : 0), num(attributes, 'y') - size * 0.97]
  const stroke = colourOf(attributes.stroke)
  doc.save()
  // The halo is painted first, so that it never covers the letters.
  if (stroke) doc.lineJoin('round').lineWidth(num(attributes, 'stroke-width') || 1).strokeColor(stroke).text(text, x, y, { lineBreak: false, stroke: true, fill: false })
  doc.fillColor(colourOf(attributes.fill) ?? colours.ink).text(text, x, y, { lineBreak: false, stroke: false, fill: true })
  doc.restore()
}
