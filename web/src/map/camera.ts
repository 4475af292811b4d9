import type { CanvasProps } from './canvas.ts'
import { nameNodes } from './names.ts'
import type { Core } from './useCytoscape.ts'

type View = Pick<CanvasProps, 'inset' | 'glide'>

/** What the panels leave free, in pixels of the canvas. */
function roomOf(cy: Core, { inset: { top, bottom, start, end } }: View): { x: number; y: number; w: number; h: number } {
  return { x: start, y: top, w: Math.max(120, cy.width() - start - end), h: Math.max(120, cy.height() - top - bottom) }
}

/** Shows the whole drawing, at most 1.6 times its size; `ms` of glide. */
export function fit(cy: Core, view: View, ms: number, done: () => void): void {
  if (cy.nodes().empty()) return
  const box = cy.nodes().boundingBox({ includeLabels: false, includeOverlays: false })
  const room = roomOf(cy, view)
  const zoom = Math.min(1.6, room.w / Math.max(1, box.w), room.h / Math.max(1, box.h))
  const pan = { x: room.x + room.w / 2 - (zoom * (box.x1 + box.x2)) / 2, y: room.y + room.h / 2 - (zoom * (box.y1 + box.y2)) / 2 }
  if (ms > 0) cy.animate({ zoom, pan }, { duration: ms, complete: done })
  else cy.viewport({ zoom, pan })
}

/** Zooms around the middle of what is not covered. */
export function zoomBy(cy: Core, view: View, factor: number): void {
  const room = roomOf(cy, view)
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: room.x + room.w / 2, y: room.y + room.h / 2 } })
}

/** Brings an element to the middle of what is not covered. */
export function show(cy: Core, view: View, id: string, done: () => void): void {
  const element = cy.getElementById(id)
  if (element.empty()) return
  const zoom = Math.max(cy.zoom(), 0.8)
  const at = element.group() === 'edges' ? element.midpoint() : element.position()
  const room = roomOf(cy, view)
  cy.animate({ zoom, pan: { x: room.x + room.w / 2 - at.x * zoom, y: room.y + room.h / 2 - at.y * zoom } }, { duration: view.glide, complete: done })
}

/** The whole drawing as a PNG at twice its size on the screen; the view comes back as it was. */
export async function picture(cy: Core, view: View, background: string): Promise<Blob> {
  const before = { zoom: cy.zoom(), pan: { ...cy.pan() } }
  fit(cy, view, 0, () => undefined)
  nameNodes(cy, [])
  const blob = await (cy.png({ output: 'blob-promise', full: true, scale: 2 * cy.zoom(), bg: background, maxWidth: 8000, maxHeight: 8000 }) as unknown as Promise<Blob>)
  cy.viewport(before)
  return blob
}
