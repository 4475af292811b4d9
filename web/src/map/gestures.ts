import { emphasise, type CanvasEvents, type CanvasProps } from './canvas.ts'
import type { Core, NodeSingular } from './useCytoscape.ts'

/** Turns what a hand does on the canvas into events. */
export function listen(cy: Core, props: CanvasProps, emit: CanvasEvents, nameSoon: (wait?: number) => void): void {
  cy.on('tap', (event) => {
    if (event.target === cy) emit('select', undefined, 'node')
  })
  // A single click waits until it is known not to be the first of two.
  cy.on('onetap', 'node, edge', (event) => emit('select', event.target.id(), event.target.isNode() ? 'node' : 'edge'))
  cy.on('dbltap', 'node', (event) => emit('focus', event.target.id()))
  cy.on('cxttap', 'node', (event) => emit('menu', event.target.id(), event.renderedPosition))
  cy.on('taphold', 'node', (event) => emit('menu', event.target.id(), event.renderedPosition))
  cy.on('viewport', () => nameSoon())
  cy.on('resize', () => nameSoon())
  listenToHover(cy, props, emit)
  listenToMoves(cy, emit, nameSoon)
}

function listenToHover(cy: Core, props: CanvasProps, emit: CanvasEvents): void {
  cy.on('mouseover', 'node', (event) => {
    if (!props.many) emphasise(cy, event.target.id())
    emit('hover', event.target.id(), event.target.renderedPosition())
  })
  cy.on('mouseout', 'node', () => {
    if (!props.many) emphasise(cy, props.selected)
    emit('hover', undefined, undefined)
  })
}

function listenToMoves(cy: Core, emit: CanvasEvents, nameSoon: (wait?: number) => void): void {
  cy.on('grab', () => emit('hover', undefined, undefined))
  cy.on('drag', 'node', (event) => emit('moving', event.target.id(), { ...event.target.position() }))
  cy.on('dragfree', 'node', (event) => {
    const moved = (event.target as NodeSingular).union(cy.nodes(':grabbed')) as unknown as NodeSingular[]
    emit('moved', Array.from(moved, (node) => ({ id: node.id(), place: { ...node.position() } })))
    nameSoon(0)
  })
}
