import { fontOf, shortLabel, wrapLabel } from './labels.ts'
import type { MapAnswer, MapEdge, MapNode, Stand, StakeholderNode } from './model.ts'
import type { Palette } from './palette.ts'

/** One element of the drawing, as plain data: what it is (classes) and what it looks like (data). */
export interface DrawnNode {
  id: string
  classes: string
  data: {
    id: string; type: MapNode['type'] | 'subject' | 'ground'; label: string; size: number; color: string; glyph: string; font: number; rank: number
    /** Of a piece of ground: its width and height at zoom 1. */
    w?: number; h?: number
    /** Of a trail: the node that left it. */
    of?: string
  }
}
export interface DrawnEdge {
  id: string
  classes: string
  data: { id: string; source: string; target: string; width: number; of?: string; color?: string }
}
export interface Drawing {
  nodes: DrawnNode[]
  edges: DrawnEdge[]
}

/** What decides the look beside the data: the theme, the categories, and the point that colours. */
export interface Look {
  palette: Palette
  /** Category id → its colour's number in the palette (1–14) and its icon's name. */
  categories: ReadonlyMap<string, { colour: number; icon: string }>
  /** Types of tie that are read one way only. */
  directed: ReadonlySet<string>
  /** Holder → what they said on the point that colours the map; absent when categories do. */
  stands?: ReadonlyMap<string, Stand> | undefined
  /** The image of a glyph in a colour, as a data address. */
  glyph: (name: string, color: string) => string
}

/** Diameter of a node in pixels at zoom 1: by the people it stands for (in powers of ten) or, failing that, by its ties. 14–66. */
export function sizeOf(node: MapNode, degree: number): number {
  if (node.type === 'impact') return 16 + 3 * node.severity
  if (node.type === 'area') return Math.min(54, 24 + 7 * Math.sqrt(degree))
  if (node.kind === 'person') return 15
  const byPeople = node.headcount ? 6.6 * Math.log10(1 + node.headcount) : 0
  const byTies = 4.2 * Math.sqrt(degree)
  return Math.round(Math.min(66, (node.kind === 'group' ? 26 : 20) + Math.max(byPeople, byTies)))
}

/** Ties and other edges at each node. */
export function degreesOf(edges: readonly MapEdge[]): Map<string, number> {
  const degrees = new Map<string, number>()
  for (const { source, target } of edges) for (const id of [source, target]) degrees.set(id, (degrees.get(id) ?? 0) + 1)
  return degrees
}

/** The answer of the server as elements to draw. O(nodes + edges). */
export function toDrawing(answer: MapAnswer, look: Look): Drawing {
  const degrees = degreesOf(answer.edges)
  const nodes = answer.nodes.map((node) => toNode(node, degrees.get(node.id) ?? 0, look))
  return { nodes: [...nodes, ...toSubjects(answer.nodes, look.palette.surface)], edges: answer.edges.map((edge) => toEdge(edge, look)) }
}

/** Diameter of every node. */
export function sizesOf({ nodes, edges }: MapAnswer): Map<string, number> {
  const degrees = degreesOf(edges)
  return new Map(nodes.map((node) => [node.id, sizeOf(node, degrees.get(node.id) ?? 0)]))
}

export const subjectId = (code: string): string => `subject:${code}`

/** The headings of the areas: names without a body. */
function toSubjects(nodes: readonly MapNode[], color: string): DrawnNode[] {
  const names = new Map(nodes.flatMap((n) => (n.type === 'area' ? [[n.subject, n.subjectLabel] as const] : [])))
  return [...names].map(([code, name]) => ({ id: subjectId(code), classes: 'subject', data: { id: subjectId(code), type: 'subject', label: name, size: 1, color, glyph: '', font: 13, rank: 1000 } }))
}

function toNode(node: MapNode, degree: number, look: Look): DrawnNode {
  const size = sizeOf(node, degree)
  const { classes, color, glyph } = faceOf(node, degree, look)
  const font = fontOf(size)
  // The widest nodes and the best tied are named first.
  const rank = Math.round(size + Math.min(20, degree))
  const text = node.type === 'area' ? `${node.code} ${node.label}` : node.label
  return { id: node.id, classes: [node.type, ...classes, ...(node.fictional ? ['fictional'] : []), ...(node.pinned ? ['pinned'] : []), ...(glyph && size >= 24 ? ['glyph'] : [])].join(' '), data: { id: node.id, type: node.type, label: node.type === 'area' ? shortLabel(text) : wrapLabel(text), size, color, glyph, font, rank } }
}

interface Face {
  classes: string[]
  color: string
  glyph: string
}

function faceOf(node: MapNode, degree: number, look: Look): Face {
  const { palette, glyph } = look
  if (node.type === 'impact') {
    const color = node.sign > 0 ? palette.agree : palette.disagree
    return { classes: [node.actuality], color, glyph: glyph(node.sign > 0 ? 'plus' : 'minus', color) }
  }
  if (node.type === 'area') return { classes: degree === 0 ? ['blind'] : [], color: palette.ink3, glyph: '' }
  return look.stands ? standFace(node, look.stands.get(node.id), look) : categoryFace(node, look)
}

const ringOf = (node: StakeholderNode): string[] => [node.kind, node.status]

function categoryFace(node: StakeholderNode, { palette, categories, glyph }: Look): Face {
  const category = node.categoryId === null ? undefined : categories.get(node.categoryId)
  const color = category ? (palette.categories[(category.colour - 1) % palette.categories.length] ?? palette.neutral) : palette.uncategorised
  return { classes: ringOf(node), color, glyph: category ? glyph(category.icon, palette.onCategory) : '' }
}

/** Never colour alone: the sign stands in the node, an abstention is hatched, silence is hollow. */
function standFace(node: StakeholderNode, stand: Stand | undefined, { palette, glyph }: Look): Face {
  const classes = ringOf(node)
  if (stand?.state === 'abstained') return { classes: [...classes, 'hatched'], color: palette.surface, glyph: glyph('hatch', palette.ink3) }
  if (stand?.state === 'contested') return { classes: [...classes, 'hollow'], color: palette.surface, glyph: glyph('cross', palette.ink) }
  if (stand?.value === null || stand?.value === undefined) return { classes: [...classes, 'hollow'], color: palette.surface, glyph: '' }
  const step = palette.scale[stand.value + 2]
  return { classes, color: step?.fill ?? palette.neutral, glyph: glyph(stanceGlyphs[stand.value + 2] ?? 'equal', step?.ink ?? palette.ink) }
}

const stanceGlyphs = ['minus2', 'minus', 'equal', 'plus', 'plus2']

function toEdge(edge: MapEdge, { directed }: Look): DrawnEdge {
  const { id, source, target } = edge
  if (edge.type !== 'tie') return { id: `${edge.type}:${id}`, classes: edge.type, data: { id: `${edge.type}:${id}`, source, target, width: 1 } }
  const sign = edge.sign > 0 ? ['plus'] : edge.sign < 0 ? ['minus'] : []
  const classes = ['tie', edge.basis, ...sign, ...(directed.has(edge.typeId) ? ['directed'] : [])].join(' ')
  return { id, classes, data: { id, source, target, width: 0.7 + edge.strength * 0.45 } }
}
