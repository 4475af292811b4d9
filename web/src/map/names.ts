import { anySide, placeLabels, type Box, type Named, type Side } from './labels.ts'
import type { Core, NodeSingular } from './useCytoscape.ts'

const sideClasses: Record<Side, string> = { s: 'at-s', n: 'at-n', e: 'at-e', w: 'at-w' }
const margins: Record<Side, [number, number]> = { s: [0, 3], n: [0, -3], e: [3, 0], w: [-3, 0] }

/** Names the nodes that can be named without covering another name, at the same size on the screen whatever the zoom. */
export function nameNodes(cy: Core, obstacles: readonly Box[]): void {
  const zoom = cy.zoom()
  const captions = cy.nodes('.caption')
  const taken = [...obstacles, ...captions.map((n: NodeSingular) => captionBox(n))]
  const named = placeLabels(cy.nodes().not('.ground, .trail').map((n: NodeSingular) => asNamed(n, zoom)), { width: cy.width(), height: cy.height() }, taken)
  cy.batch(() => {
    captions.forEach((n) => void n.style({ 'font-size': Number(n.data('font')) / zoom, 'text-margin-x': captionMargin(n, 'x') / zoom, 'text-margin-y': captionMargin(n, 'y') / zoom }))
    cy.nodes('.named').filter((n) => !named.has(n.id())).forEach((n) => void n.removeClass('named at-s at-n at-e at-w').removeStyle())
    for (const [id, side] of named) {
      const node = cy.getElementById(id)
      const [mx, my] = margins[side]
      node.removeClass('at-s at-n at-e at-w').addClass(`named ${sideClasses[side]}`)
      node.style({ 'font-size': Number(node.data('font')) / zoom, 'text-margin-x': mx / zoom, 'text-margin-y': my / zoom, 'text-outline-width': 2.5 / zoom })
    }
  })
}

const CHARACTER_EM = 0.56

/** A caption hangs within the corner of its zone, or beside its place. */
function captionMargin(node: NodeSingular, axis: 'x' | 'y'): number {
  if (node.hasClass('cap-in')) return axis === 'x' ? 8 : 6
  if (axis === 'x') return node.hasClass('cap-w') && !node.hasClass('cap-below') ? -6 : 0
  return node.hasClass('cap-below') ? 32 : node.hasClass('cap-above') ? -13 : node.hasClass('cap-n') ? -6 : node.hasClass('cap-s') ? 6 : 0
}

/** Where a caption stands on the screen, so that no name covers it. */
function captionBox(node: NodeSingular): Box {
  const { x, y } = node.renderedPosition()
  const font = Number(node.data('font'))
  const lines = String(node.data('label')).split('\n')
  const width = Math.max(...lines.map((line) => line.length)) * font * CHARACTER_EM + 8
  const tall = lines.length * font
  if (node.hasClass('cap-in')) return { left: x, top: y, right: x + width + 8, bottom: y + font * 1.2 + 8 }
  if (node.hasClass('cap-w')) return { left: x - width - 6, top: y - tall, right: x, bottom: y + tall }
  if (node.hasClass('cap-e') && !node.hasClass('cap-above')) return { left: x, top: y - tall, right: x + width + 6, bottom: y + tall }
  return { left: x - width / 2, top: y - (node.hasClass('cap-s') ? 0 : node.hasClass('cap-n') ? tall * 2 : font), right: x + width / 2, bottom: y + (node.hasClass('cap-n') ? 0 : tall * 2) }
}

function asNamed(node: NodeSingular, zoom: number): Named {
  const { x, y } = node.renderedPosition()
  const label = String(node.data('label'))
  // What is chosen, found or next to it comes first.
  const boost = node.hasClass('chosen') || node.hasClass('found') ? 500 : node.hasClass('far') ? -500 : 0
  return { id: node.id(), x, y, radius: (Number(node.data('size')) / 2) * zoom, label, font: Number(node.data('font')), rank: Number(node.data('rank')) + boost, sides: sidesOf(node) }
}

/** Areas stand on two arcs: their names go outwards. */
function sidesOf(node: NodeSingular): readonly Side[] {
  const type: unknown = node.data('type')
  const left = node.position('x') < 0
  if (type === 'area') return left ? ['w', 's', 'n'] : ['e', 's', 'n']
  if (type === 'subject') return left ? ['w'] : ['e']
  return anySide
}
