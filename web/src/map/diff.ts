import type { DrawnEdge, DrawnNode, Drawing } from './elements.ts'

/** What turns one drawing into another, by id. */
export interface Changes {
  remove: string[]
  addNodes: DrawnNode[]
  addEdges: DrawnEdge[]
  update: (DrawnNode | DrawnEdge)[]
}

/** The least that has to change; an edge with another end is another edge. O(elements). */
export function diffDrawings(before: Drawing, after: Drawing): Changes {
  const nodes = diff(before.nodes, after.nodes, sameNode)
  const edges = diff(before.edges, after.edges, sameEdge)
  const moved = new Set(edges.update.filter((edge) => isMoved(before.edges, edge)).map((edge) => edge.id))
  return {
    remove: [...edges.remove, ...moved, ...nodes.remove],
    addNodes: nodes.add,
    addEdges: [...edges.add, ...edges.update.filter((edge) => moved.has(edge.id))],
    update: [...nodes.update, ...edges.update.filter((edge) => !moved.has(edge.id))],
  }
}

function diff<T extends { id: string }>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): { add: T[]; remove: string[]; update: T[] } {
  const old = new Map(before.map((item) => [item.id, item]))
  const kept = new Set(after.map((item) => item.id))
  return {
    add: after.filter((item) => !old.has(item.id)),
    remove: before.filter((item) => !kept.has(item.id)).map((item) => item.id),
    update: after.filter((item) => {
      const was = old.get(item.id)
      return was !== undefined && !same(was, item)
    }),
  }
}

const sameNode = (a: DrawnNode, b: DrawnNode): boolean =>
  a.classes === b.classes && a.data.label === b.data.label && a.data.size === b.data.size && a.data.color === b.data.color && a.data.glyph === b.data.glyph && a.data.rank === b.data.rank && a.data.w === b.data.w && a.data.h === b.data.h

const sameEdge = (a: DrawnEdge, b: DrawnEdge): boolean => a.classes === b.classes && a.data.width === b.data.width && a.data.source === b.data.source && a.data.target === b.data.target

function isMoved(before: readonly DrawnEdge[], edge: DrawnEdge): boolean {
  const was = before.find((item) => item.id === edge.id)
  return was !== undefined && (was.data.source !== edge.data.source || was.data.target !== edge.data.target)
}
