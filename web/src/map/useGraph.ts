import { emphasise, type CanvasEvents, type CanvasProps } from './canvas.ts'
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
      const first = drawn.nodes.length === 0
      applyChanges(graph, diffDrawings(drawn, props.drawing), props.places)
      drawn = props.drawing
      moveTo(graph, props.places, first ? 0 : props.glide)
      if (first) fit(0)
      select()
      find()
      if (first) name()
      else nameSoon(props.glide + 40)
    })
  }

  /** What the panels leave free, in pixels of the canvas. */
  const roomOf = (graph: Core): { x: number; y: number; w: number; h: number } => {
    const { top, bottom, start, end } = props.inset
    return { x: start, y: top, w: Math.max(120, graph.width() - start - end), h: Math.max(120, graph.height() - top - bottom) }
  }

  function fit(ms = props.glide): void {
    on((graph) => {
      if (graph.nodes().empty()) return
      const box = graph.nodes().boundingBox({ includeLabels: false, includeOverlays: false })
      const room = roomOf(graph)
      const zoom = Math.min(1.6, room.w / Math.max(1, box.w), room.h / Math.max(1, box.h))
      const pan = { x: room.x + room.w / 2 - (zoom * (box.x1 + box.x2)) / 2, y: room.y + room.h / 2 - (zoom * (box.y1 + box.y2)) / 2 }
      if (ms > 0) graph.animate({ zoom, pan }, { duration: ms, complete: () => nameSoon(0) })
      else graph.viewport({ zoom, pan })
    })
  }

  const zoomBy = (factor: number): void =>
    void on((graph) => {
      const room = roomOf(graph)
      graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: room.x + room.w / 2, y: room.y + room.h / 2 } })
    })

  /** Brings an element to the middle of what is not covered. */
  const show = (id: string): void =>
    void on((graph) => {
      const element = graph.getElementById(id)
      if (element.empty()) return
      const zoom = Math.max(graph.zoom(), 0.8)
      const at = element.group() === 'edges' ? element.midpoint() : element.position()
      const room = roomOf(graph)
      graph.animate({ zoom, pan: { x: room.x + room.w / 2 - at.x * zoom, y: room.y + room.h / 2 - at.y * zoom } }, { duration: props.glide, complete: () => nameSoon(0) })
    })

  /** The whole drawing as a PNG at twice its size on the screen; the view comes back as it was. */
  async function image(background: string): Promise<Blob | undefined> {
    return on(async (graph) => {
      const view = { zoom: graph.zoom(), pan: { ...graph.pan() } }
      fit(0)
      nameNodes(graph, [])
      const blob = await (graph.png({ output: 'blob-promise', full: true, scale: 2 * graph.zoom(), bg: background, maxWidth: 8000, maxHeight: 8000 }) as unknown as Promise<Blob>)
      graph.viewport(view)
      name()
      return blob
    })
  }

  const select = (): void =>
    void on((graph) => {
      graph.$('.chosen').removeClass('chosen')
      const chosen = props.selected ? graph.getElementById(props.selected) : graph.collection()
      chosen.addClass('chosen')
      emphasise(graph, chosen.nonempty() ? props.selected : undefined)
    })
  const find = (): void =>
    void on((graph) => {
      graph.nodes('.found').removeClass('found')
      for (const id of props.found) graph.getElementById(id).addClass('found')
      nameSoon(0)
    })
  const link = (): void =>
    void on((graph) => {
      graph.nodes('.linking').removeClass('linking')
      if (props.linkFrom) graph.getElementById(props.linkFrom).addClass('linking')
    })
  const allowMoves = (): void => void on((graph) => graph.autoungrabify(!props.movable))

  return {
    mount, sync, select, find, link, allowMoves, fit, zoomBy, show, image,
    restyle: () => on((graph) => (restyle(graph, props.rules), nameSoon(0))),
    unmount: () => (clearTimeout(naming), on((graph) => graph.destroy())),
    places: (): Places => on(placesOf) ?? new Map(),
  }
}
