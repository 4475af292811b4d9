import type { Drawing } from './elements.ts'
import type { Box } from './labels.ts'
import type { Places, Point } from './model.ts'
import type { StyleRule } from './style.ts'
import type { Core } from './useCytoscape.ts'

export interface Inset {
  top: number
  bottom: number
  start: number
  end: number
}

export interface CanvasProps {
  drawing: Drawing
  places: Places
  rules: StyleRule[]
  many: boolean
  selected?: string | undefined
  found: readonly string[]
  linking: boolean
  linkFrom?: string | undefined
  glide: number
  /** Pixels at each edge that a fit leaves free: names, panels and sheets stand there. */
  inset: Inset
  /** What lies over the canvas, in its pixels: no name goes below. */
  obstacles: () => Box[]
  movable: boolean
}

export interface CanvasEvents {
  /** A node or an edge was clicked; undefined: the paper was. */
  (event: 'select', id: string | undefined, kind: 'node' | 'edge'): void
  /** A double click asks to see around a node. */
  (event: 'focus', id: string): void
  (event: 'hover', id: string | undefined, at: Point | undefined): void
  /** Its actions are asked for there; or a hand holds this node there. */
  (event: 'menu' | 'moving', id: string, at: Point): void
  /** A hand moved these nodes. */
  (event: 'moved', moved: { id: string; place: Point }[]): void
  (event: 'drawn'): void
}

/** What is tied to an element stays; the rest fades. Undefined lifts it. */
export function emphasise(cy: Core, id: string | undefined): void {
  cy.batch(() => {
    cy.elements('.far').removeClass('far')
    cy.edges('.near').removeClass('near')
    const element = id === undefined ? cy.collection() : cy.getElementById(id)
    if (element.empty()) return
    const around = element.group() === 'nodes' ? element.closedNeighborhood() : element.union(element.connectedNodes())
    const near = around.union(cy.elements('.trail').filter((one) => one.data('of') === id))
    cy.elements().difference(near).not('.subject, .ground, .spoke').addClass('far')
    near.edges().addClass('near')
  })
}

/** Marks the element whose sheet is open, and what is tied to it. */
export function markChosen(cy: Core, id: string | undefined): void {
  cy.$('.chosen').removeClass('chosen')
  const chosen = id === undefined ? cy.collection() : cy.getElementById(id)
  chosen.addClass('chosen')
  emphasise(cy, chosen.nonempty() ? id : undefined)
}

/** Gives a state to these nodes alone. */
export function markAll(cy: Core, state: 'found' | 'linking', ids: readonly string[]): void {
  cy.nodes(`.${state}`).removeClass(state)
  for (const id of ids) cy.getElementById(id).addClass(state)
}
