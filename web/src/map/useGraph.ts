import { fit, picture, show, zoomBy } from './camera.ts'
import { markAll, markChosen, type CanvasEvents, type CanvasProps } from './canvas.ts'
import { diffDrawings } from './diff.ts'
import type { Drawing } from './elements.ts'
import { listen } from './gestures.ts'
import type { Places } from './model.ts'
import { nameNodes } from './names.ts'
import { applyChanges, createCore, moveTo, placesOf, restyle, type Core } from './useCytoscape.ts'

const EMPTY: Drawing = { nodes: [], edges: [] }

/** Keeps a cytoscape instance in step with the props; the instance stays out of Vue's sight. */
export function useGraph(props: CanvasProps, emit: CanvasEvents) {
  let cy: Core | undefined
  let drawn = EMPTY
  let naming: ReturnType<typeof setTimeout> | undefined
  const on = <T>(work: (graph: Core) => T): T | undefined => (cy && !cy.destroyed() ? work(cy) : undefined)

  const name = (): void => void on((graph) => nameNodes(graph, props.obstacles()))
  const nameSoon = (wait = 70): void => {
    clearTimeout(naming)
    naming = setTimeout(name, wait)
  }

  function mount(container: HTMLElement): void {
    cy = createCore({ container, style: props.rules, many: props.many })
    listen(cy, props, emit, nameSoon)
    allowMoves()
    sync()
    emit('drawn')
  }

  /** Draws what changed. The first drawing is fitted; a later one keeps the view. */
  function sync(): void {
    on((graph) => {
      // Places may be computed after the answer came: until then what stands stays.
      if (props.drawing.nodes.some((node) => !props.places.has(node.id))) return
      const first = drawn.nodes.length === 0
      applyChanges(graph, diffDrawings(drawn, props.drawing), props.places)
      drawn = props.drawing
      moveTo(graph, props.places, first ? 0 : props.glide)
      if (first) fitIn(0)
      select()
      find()
      if (first) name()
      else nameSoon(props.glide + 40)
    })
  }

  const fitIn = (ms = props.glide): void => void on((graph) => fit(graph, props, ms, () => nameSoon(0)))

  const select = (): void => void on((graph) => markChosen(graph, props.selected))
  const find = (): void => void on((graph) => (markAll(graph, 'found', props.found), nameSoon(0)))
  const link = (): void => void on((graph) => markAll(graph, 'linking', props.linkFrom ? [props.linkFrom] : []))
  const allowMoves = (): void => void on((graph) => graph.autoungrabify(!props.movable))

  return {
    mount, sync, select, find, link, allowMoves, fit: fitIn,
    zoomBy: (factor: number) => on((graph) => zoomBy(graph, props, factor)),
    show: (id: string) => on((graph) => show(graph, props, id, () => nameSoon(0))),
    image: (background: string): Promise<Blob> | undefined => on((graph) => picture(graph, props, background).finally(name)),
    restyle: () => on((graph) => (restyle(graph, props.rules), nameSoon(0))),
    unmount: () => {
      clearTimeout(naming)
      on((graph) => graph.destroy())
    },
    places: (): Places => on(placesOf) ?? new Map(),
  }
}
