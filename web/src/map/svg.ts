import type { Drawing, DrawnEdge, DrawnNode } from './elements.ts'
import { anySide, placeLabels, type Side } from './labels.ts'
import type { LegendEntry } from './legend.ts'
import type { Places, Point } from './model.ts'
import type { Palette } from './palette.ts'
import { BOW } from './style.ts'

/** What stands around an exported map. */
export interface Sheet {
  title: string
  subtitle: string
  source: string
  legend: readonly LegendEntry[]
}

const MARGIN = 40
const HEAD = 84
const LEGEND_ROW = 22
const LEGEND_COLUMN = 290
const FONT = 'Inter, Arial, sans-serif'

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const n = (value: number): string => String(Math.round(value * 10) / 10)

/** The map as a standalone SVG document with its title, legend and source. Sizes are pixels at zoom 1. */
export function toSvg(drawing: Drawing, places: Places, palette: Palette, sheet: Sheet): string {
  const seen = drawing.nodes.filter((node) => places.has(node.id))
  const box = boxOf(seen, places)
  const width = Math.max(720, box.w + 2 * MARGIN)
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN) / LEGEND_COLUMN))
  const foot = Math.ceil(sheet.legend.length / columns) * LEGEND_ROW + 44
  const height = HEAD + box.h + foot + MARGIN
  const shift = { x: (width - box.w) / 2 - box.x, y: HEAD - box.y }
  const at = new Map([...places].map(([id, p]) => [id, { x: p.x + shift.x, y: p.y + shift.y }]))
  const byId = new Map(seen.map((node) => [node.id, node]))
  const top = HEAD + box.h + 24
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="${FONT}"><title>${escape(sheet.title)}</title>`,
    `<rect width="100%" height="100%" fill="${palette.surface}"/>`,
    `<text x="${MARGIN}" y="44" font-size="24" font-weight="600" fill="${palette.ink}">${escape(sheet.title)}</text><text x="${MARGIN}" y="66" font-size="13" fill="${palette.ink2}">${escape(sheet.subtitle)}</text>`,
    `<g>${seen.filter((node) => node.data.type === 'ground').map((node) => nodeSvg(node, at.get(node.id), palette)).join('')}</g>`,
    `<g>${drawing.edges.map((e) => edgeSvg(e, at, byId, palette)).join('')}</g>`,
    `<g>${seen.filter((node) => node.data.type !== 'ground').map((node) => nodeSvg(node, at.get(node.id), palette)).join('')}</g>`,
    `<g>${namesSvg(seen, at, { width, height }, palette)}</g>`,
    legendSvg(sheet.legend, columns, top, palette),
    `<text x="${MARGIN}" y="${n(height - 18)}" font-size="11" fill="${palette.ink3}">${escape(sheet.source)}</text></svg>`,
  ].join('\n')
}

function boxOf(nodes: readonly DrawnNode[], places: Places): { x: number; y: number; w: number; h: number } {
  const points = nodes.flatMap((node) => {
    const place = places.get(node.id)
    const [w, h] = [(node.data.w ?? 0) / 2, (node.data.h ?? 0) / 2]
    return place ? [{ x: place.x - w, y: place.y - h }, { x: place.x + w, y: place.y + h }] : []
  })
  if (points.length === 0) return { x: 0, y: 0, w: 640, h: 200 }
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)]
  const room = nodes.some((node) => node.data.type === 'area') ? 300 : 90
  const [x, y] = [Math.min(...xs) - room, Math.min(...ys) - 60]
  return { x, y, w: Math.max(...xs) + room - x, h: Math.max(...ys) + 80 - y }
}

function edgeSvg(edge: DrawnEdge, at: Places, nodes: ReadonlyMap<string, DrawnNode>, p: Palette): string {
  const [a, b, target] = [at.get(edge.data.source), at.get(edge.data.target), nodes.get(edge.data.target)]
  if (!a || !b || !target) return ''
  const has = (name: string): boolean => edge.classes.split(' ').includes(name)
  if (has('spoke')) return `<line x1="${n(a.x)}" y1="${n(a.y)}" x2="${n(b.x)}" y2="${n(b.y)}" stroke="${p.lineStrong}"/>`
  if (has('trail')) return `<line x1="${n(a.x)}" y1="${n(a.y)}" x2="${n(b.x)}" y2="${n(b.y)}" stroke="${edge.data.color ?? p.ink3}" stroke-width="1.5" stroke-dasharray="3 3"/>`
  const color = has('plus') ? p.agree : has('minus') ? p.disagree : p.dark ? p.ink3 : p.uncategorised
  const dash = has('inferred') ? ' stroke-dasharray="6 4"' : ['affected', 'affecting', 'expectation'].some(has) ? ' stroke-dasharray="1.5 2.5"' : ''
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  const unit = { x: (b.x - a.x) / length, y: (b.y - a.y) / length }
  const bow = { x: (a.x + b.x) / 2 - unit.y * BOW, y: (a.y + b.y) / 2 + unit.x * BOW }
  const end = { x: b.x - unit.x * (target.data.size / 2 + 2), y: b.y - unit.y * (target.data.size / 2 + 2) }
  const arrow = ['directed', 'affected', 'affecting'].some(has) ? `<path d="${arrowPath(end, unit)}" fill="${color}"/>` : ''
  return `<g opacity="${has('tie') ? 0.6 : 0.4}"><path d="M${n(a.x)} ${n(a.y)}Q${n(bow.x)} ${n(bow.y)} ${n(end.x)} ${n(end.y)}" fill="none" stroke="${color}" stroke-width="${n(edge.data.width)}"${dash}/>${arrow}</g>`
}

const arrowPath = (tip: Point, u: Point): string => `M${n(tip.x)} ${n(tip.y)}L${n(tip.x - u.x * 7 - u.y * 3)} ${n(tip.y - u.y * 7 + u.x * 3)}L${n(tip.x - u.x * 7 + u.y * 3)} ${n(tip.y - u.y * 7 - u.x * 3)}Z`

function nodeSvg({ classes, data }: DrawnNode, at: Point | undefined, p: Palette): string {
  if (!at || data.type === 'subject') return ''
  const has = (name: string): boolean => classes.split(' ').includes(name)
  if (data.type === 'ground') return groundSvg({ classes, data }, at, p)
  const r = data.size / 2
  const image = has('glyph') || has('hatched') ? `<image href="${escape(data.glyph)}" x="${n(at.x - r * 0.48)}" y="${n(at.y - r * 0.48)}" width="${n(r * 0.96)}" height="${n(r * 0.96)}"/>` : ''
  if (data.type !== 'stakeholder') {
    const corners = data.type === 'impact' ? [0, 90, 180, 270] : [0, 60, 120, 180, 240, 300]
    const path = corners.map((c) => `${n(at.x + r * Math.cos((c * Math.PI) / 180))},${n(at.y + r * Math.sin((c * Math.PI) / 180))}`).join(' ')
    return `<polygon points="${path}" fill="${p.raised}" stroke="${data.color}" stroke-width="2"${has('potential') || has('blind') ? ' stroke-dasharray="4 3"' : ''} stroke-linejoin="round"/>${image}`
  }
  const hollow = has('hollow') || has('hatched')
  const rim = has('group') ? `<circle cx="${n(at.x)}" cy="${n(at.y)}" r="${n(r + 3.4)}" fill="none" stroke="${data.color}" stroke-width="1.75"/>` : ''
  const ring = has('emerging') ? `<circle cx="${n(at.x)}" cy="${n(at.y)}" r="${n(r + 4)}" fill="none" stroke="${p.ink2}" stroke-width="1.5" stroke-dasharray="4 3"/>` : ''
  return `<circle cx="${n(at.x)}" cy="${n(at.y)}" r="${n(r)}" fill="${data.color}"${has('archived') ? ' opacity="0.35"' : ''}${hollow ? ` stroke="${p.ink3}" stroke-width="1.5" stroke-dasharray="4 3"` : ''}/>${rim}${ring}${image}`
}

/** A zone, a line, a caption or a former place. */
function groundSvg({ classes, data }: Pick<DrawnNode, 'classes' | 'data'>, at: Point, p: Palette): string {
  const has = (name: string): boolean => classes.split(' ').includes(name)
  const [w, h] = [data.w ?? 1, data.h ?? 1]
  const box = `x="${n(at.x - w / 2)}" y="${n(at.y - h / 2)}" width="${n(w)}" height="${n(h)}"`
  if (has('trail')) return `<circle cx="${n(at.x)}" cy="${n(at.y)}" r="${n(data.size / 2)}" fill="${p.surface}" stroke="${data.color}" stroke-width="1.5"/>`
  if (has('end')) return ''
  if (has('round')) return `<ellipse cx="${n(at.x)}" cy="${n(at.y)}" rx="${n(w / 2)}" ry="${n(h / 2)}" fill="${has('main') ? p.accent : p.ink3}" fill-opacity="${has('outer') ? 0 : 0.06}" stroke="${p.uncategorised}" stroke-width="1.5"${has('outer') ? ' stroke-dasharray="5 4"' : ''}/>`
  if (has('zone')) return `<rect ${box} fill="${has('main') ? p.accent : p.ink3}" fill-opacity="0.06" stroke="${p.lineStrong}"/>`
  if (has('band') || has('rule')) return `<rect ${box} fill="${p.accent}" fill-opacity="${has('rule') ? 0.75 : 0.11}"/>`
  const anchor = has('cap-in') || has('cap-e') ? 'start' : has('cap-w') ? 'end' : 'middle'
  const shift = has('cap-in') ? { x: 8, y: 20 } : has('cap-s') ? { x: 0, y: 17 } : has('cap-n') ? { x: 0, y: -8 } : { x: has('cap-w') && !has('cap-below') ? -6 : 0, y: has('cap-below') ? 36 : has('cap-above') ? -9 : 4 }
  const lines = data.label.split('\n')
  const first = at.y + shift.y - (has('cap-n') ? lines.length - 1 : has('cap-e') || has('cap-w') ? (lines.length - 1) / 2 : 0) * data.font * 1.15
  const spans = lines.map((line, i) => `<tspan x="${n(at.x + shift.x)}" y="${n(first + i * data.font * 1.15)}">${escape(line)}</tspan>`).join('')
  return `<text text-anchor="${anchor}" font-size="${data.font}" font-weight="${has('strong') ? 700 : 500}" fill="${has('strong') ? p.ink2 : p.ink3}">${spans}</text>`
}

function namesSvg(nodes: readonly DrawnNode[], at: Places, view: { width: number; height: number }, p: Palette): string {
  const middle = view.width / 2
  const named = placeLabels(nodes.flatMap(({ id, data }) => {
    const place = at.get(id)
    if (!place || data.type === 'ground') return []
    const outward: Side = place.x < middle ? 'w' : 'e'
    return [{ id, ...place, radius: data.size / 2, label: data.label, font: data.font, rank: data.rank, sides: data.type === 'area' || data.type === 'subject' ? [outward] : anySide }]
  }), view)
  return nodes.map((node) => nameSvg(node, at.get(node.id), named.get(node.id), p)).join('')
}

function nameSvg({ classes, data }: DrawnNode, at: Point | undefined, side: Side | undefined, p: Palette): string {
  if (!at || !side) return ''
  const lines = data.label.split('\n')
  const step = data.font * 1.2
  const reach = data.size / 2 + 3
  const x = side === 'e' ? at.x + reach : side === 'w' ? at.x - reach : at.x
  const first = side === 's' ? at.y + reach + data.font * 0.85 : side === 'n' ? at.y - reach - (lines.length - 1) * step - data.font * 0.2 : at.y - ((lines.length - 1) * step) / 2 + data.font * 0.35
  const anchor = side === 'e' ? 'start' : side === 'w' ? 'end' : 'middle'
  const spans = lines.map((line, i) => `<tspan x="${n(x)}" y="${n(first + i * step)}">${escape(line)}</tspan>`).join('')
  return `<text text-anchor="${anchor}" font-size="${data.font}" font-weight="${data.type === 'subject' ? 700 : 500}"${classes.includes('fictional') ? ' font-style="italic"' : ''} fill="${p.ink}" stroke="${p.surface}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">${spans}</text>`
}

function legendSvg(entries: readonly LegendEntry[], columns: number, top: number, p: Palette): string {
  return entries.map((entry, i) => {
    const [x, y] = [MARGIN + (i % columns) * LEGEND_COLUMN, top + Math.floor(i / columns) * LEGEND_ROW]
    return `<g transform="translate(${x} ${n(y)})">${markSvg(entry)}<text x="28" y="11" font-size="11" fill="${p.ink2}">${escape(entry.label)}</text></g>`
  }).join('')
}

/** The sign of a legend entry in a box of 20 × 14. */
export function markSvg({ mark, color, sign, dashed, dotted, width }: LegendEntry): string {
  switch (mark) {
    case 'disc': return `<circle cx="10" cy="7" r="5.5" fill="${color}"/>`
    case 'person': return `<circle cx="10" cy="7" r="3" fill="${color}"/>`
    case 'group': return `<circle cx="10" cy="7" r="5.9" fill="none" stroke="${color}" stroke-width="1.4"/><circle cx="10" cy="7" r="3.2" fill="${color}"/>`
    case 'hollow': return `<circle cx="10" cy="7" r="5" fill="none" stroke="${color}" stroke-dasharray="2 1.5"/>`
    case 'ring': return `<circle cx="10" cy="7" r="3.4" fill="${color}"/><circle cx="10" cy="7" r="6" fill="none" stroke="${color}" stroke-dasharray="2 1.5"/>`
    case 'diamond': return `<path d="M10 1.5 15.5 7 10 12.5 4.5 7Z${(sign ?? 0) > 0 ? 'M8 7h4M10 5v4' : 'M8 7h4'}" fill="none" stroke="${color}" stroke-width="1.5"/>`
    case 'hexagon': return `<path d="M6.5 1.5h7L17 7l-3.5 5.5h-7L3 7Z" fill="none" stroke="${color}" stroke-width="1.4"${dashed ? ' stroke-dasharray="2 1.5"' : ''}/>`
    case 'italic': return `<text x="10" y="11" text-anchor="middle" font-size="11" font-style="italic" fill="${color}">Aa</text>`
    case 'line': return `<line x1="1" y1="7" x2="19" y2="7" stroke="${color}" stroke-width="${width ?? 2}"${dashed ? ' stroke-dasharray="4 3"' : dotted ? ' stroke-dasharray="1.5 2"' : ''}/>`
  }
}
