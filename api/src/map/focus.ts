interface Node { id: string }
interface Edge { source: string; target: string }

/** The part of a graph that lies at most `degrees` steps from a node, whichever way the edges point; null when the node is not there. O(nodes + edges × degrees). */
export function neighbourhood<N extends Node, E extends Edge>(nodes: readonly N[], edges: readonly E[], focus: string, degrees: number): { nodes: N[]; edges: E[] } | null {
  if (!nodes.some((node) => node.id === focus)) return null
  const near = new Set([focus])
  for (let step = 0; step < degrees; step += 1) {
    const next = edges.flatMap((e) => (near.has(e.source) ? [e.target] : near.has(e.target) ? [e.source] : []))
    for (const id of next) near.add(id)
  }
  return { nodes: nodes.filter((node) => near.has(node.id)), edges: edges.filter((e) => near.has(e.source) && near.has(e.target)) }
}
