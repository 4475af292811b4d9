import cytoscape, { type Core, type EdgeSingular, type ElementDefinition, type NodeSingular, type StylesheetJson } from 'cytoscape'
import type { Changes } from './diff.ts'
import type { DrawnEdge, DrawnNode } from './elements.ts'
import { forceOptions, hubOf, qualityFor, seedPlaces, spread, widen } from './layout.ts'
import type { MapEdge, MapNode, Places, Point } from './model.ts'
import type { StyleRule } from './style.ts'

export type { Core, NodeSingular } from 'cytoscape'

export interface CanvasOptions {
  container: HTMLElement
  style: StyleRule[]
  /** Draws with less while it moves: for many nodes. */
  many: boolean
}

const STYLE_ID = '__________cytoscape_stylesheet'

/** An empty map in a container; nothing of it may become reactive. */
export function createCore({ container, style, many }: CanvasOptions): Core {
  // Cytoscape would add a style element, which the content security policy refuses; it asks for this id first.
  if (!document.getElementById(STYLE_ID)) document.head.append(Object.assign(document.createElement('meta'), { id: STYLE_ID }))
  return cytoscape({
    container,
    style: style as unknown as StylesheetJson,
    minZoom: 0.06,
    maxZoom: 4,
    boxSelectionEnabled: false,
    selectionType: 'single',
    autounselectify: true,
    ...(many ? { textureOnViewport: true, hideEdgesOnViewport: true, pixelRatio: 1 } : {}),
  })
}

const nodeElement = ({ classes, data }: DrawnNode, at: Point): ElementDefinition => ({ group: 'nodes', data: { ...data }, classes, position: { ...at }, ...(data.type === 'subject' ? { selectable: false, grabbable: false } : {}) })
const edgeElement = ({ classes, data }: DrawnEdge): ElementDefinition => ({ group: 'edges', data: { ...data }, classes })

/** Applies changes in one batch; a new node stands where `places` says. States (near, far, named…) survive an update. */
export function applyChanges(cy: Core, changes: Changes, places: Places): void {
  cy.batch(() => {
    for (const id of changes.remove) cy.getElementById(id).remove()
    cy.add([...changes.addNodes.map((n) => nodeElement(n, places.get(n.id) ?? { x: 0, y: 0 })), ...changes.addEdges.map(edgeElement)])
    for (const { id, classes, data } of changes.update) {
      const element = cy.getElementById(id)
      const states = element.classes().filter((name) => states_.has(name))
      element.data({ ...data })
      element.classes([...classes.split(' '), ...states])
    }
  })
}

const states_ = new Set(['named', 'at-n', 'at-e', 'at-w', 'near', 'far', 'found', 'linking', 'chosen'])

/** Sets a new look in one pass. */
export const restyle = (cy: Core, style: StyleRule[]): void => void cy.style(style as unknown as StylesheetJson)

/** Moves nodes to their places, gliding over `ms` milliseconds when it is more than 0. */
export function moveTo(cy: Core, places: Places, ms: number): void {
  const moves = cy.nodes().filter((n) => {
    const to = places.get(n.id())
    return to !== undefined && (Math.abs(to.x - n.position('x')) > 0.5 || Math.abs(to.y - n.position('y')) > 0.5)
  })
  if (ms <= 0) cy.batch(() => moves.forEach((n) => void n.position(places.get(n.id()) ?? n.position())))
  else moves.forEach((n) => void n.animate({ position: places.get(n.id()) ?? n.position() }, { duration: ms, easing: 'ease-out' }))
}

const meanOf = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Where every node stands now. */
export const placesOf = (cy: Core): Places => new Map(cy.nodes().map((n: NodeSingular) => [n.id(), { ...n.position() }] as const))

/**
 * Places for a graph that has none, by forces, from the same start at each call. Busy for up to about 2 s at 500 nodes;
 * nodes without an edge are left out. Positions are pixels at zoom 1, around the origin.
 */
export async function forcePlaces(nodes: readonly MapNode[], edges: readonly MapEdge[], sizes: ReadonlyMap<string, number>, pinned: Places): Promise<Places> {
  const { default: fcose } = await import('cytoscape-fcose')
  cytoscape.use(fcose)
  const seeds = seedPlaces(nodes)
  const tied = new Set(edges.flatMap((e) => [e.source, e.target]))
  const hubs = new Set(nodes.flatMap((n) => hubOf(n) ?? []))
  const drawn = nodes.filter((n) => tied.has(n.id))
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    layout: { name: 'preset' },
    style: [{ selector: 'node', style: { width: 'data(size)', height: 'data(size)' } }],
    elements: [
      ...drawn.map((n): ElementDefinition => ({ data: { id: n.id, size: sizes.get(n.id) ?? 24 }, position: { ...(pinned.get(n.id) ?? seeds.get(n.id) ?? { x: 0, y: 0 }) } })),
      ...[...hubs].map((id): ElementDefinition => ({ data: { id, size: 10 } })),
      ...edges.map((e): ElementDefinition => ({ data: { id: `${e.type}:${e.id}`, source: e.source, target: e.target } })),
      ...drawn.flatMap((n): ElementDefinition[] => hubOf(n) === undefined ? [] : [{ data: { id: `to-hub:${n.id}`, source: n.id, target: hubOf(n), hub: true } }]),
    ],
  })
  // Seeds of the hubs are the middle of their members.
  for (const id of hubs) {
    const members = cy.getElementById(id).neighborhood().nodes()
    if (members.nonempty()) cy.getElementById(id).position({ x: meanOf(members.map((m: NodeSingular) => m.position('x'))), y: meanOf(members.map((m: NodeSingular) => m.position('y'))) })
  }
  const lengths = { idealEdgeLength: (edge: EdgeSingular) => (edge.data('hub') ? 70 : drawn.length <= 150 ? 150 : 110), edgeElasticity: (edge: EdgeSingular) => (edge.data('hub') ? 0.5 : 0.3) }
  cy.layout({ ...lengths, ...forceOptions(drawn.length, [...pinned].filter(([id]) => tied.has(id)).map(([id, place]) => ({ id, place }))) } as unknown as cytoscape.LayoutOptions).run()
  const places = widen(new Map([...placesOf(cy)].filter(([id]) => !hubs.has(id))), pinned.size > 0 ? 1 : 1.55)
  cy.destroy()
  return spread(places, sizes, new Set(pinned.keys()), qualityFor(nodes.length) === 'default' ? 80 : 20)
}

/** The measure of the drawing bench: the same graph by cytoscape, with a preset layout and nothing else. */
export function createBare(container: HTMLElement, { nodes, edges }: { nodes: readonly MapNode[]; edges: readonly MapEdge[] }, places: Places): Core {
  return cytoscape({
    container,
    elements: [
      ...nodes.map((n): ElementDefinition => ({ data: { id: n.id, label: n.label }, position: { ...(places.get(n.id) ?? { x: 0, y: 0 }) } })),
      ...edges.map((e): ElementDefinition => ({ data: { id: e.id, source: e.source, target: e.target } })),
    ],
    style: [{ selector: 'node', style: { label: 'data(label)' } }],
    layout: { name: 'preset', fit: true, padding: 40 },
  })
}
