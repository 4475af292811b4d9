import type { Palette } from './palette.ts'

/** How far an edge bows from the straight line, in pixels at zoom 1. */
export const BOW = 18

export interface StyleRule {
  selector: string
  style: Record<string, string | number>
}

export interface StyleOptions {
  /** More edges than curves and arrows can be read of. */
  dense: boolean
  /** Many nodes: straight hair-thin edges, no glyphs, no transitions. */
  many: boolean
  /** The person asked for no motion. */
  still: boolean
}

/** The look of the map. What varies from node to node is in its data; all else is a class here. */
export function styleOf(p: Palette, { many, dense, still }: StyleOptions): StyleRule[] {
  return [...nodeRules(p, many), ...shapeRules(p), ...(many ? [] : glyphRules()), ...labelRules(p), ...edgeRules(p, many, dense), ...groundRules(p, many), ...stateRules(p, many || still)]
}

const nodeRules = (p: Palette, many: boolean): StyleRule[] => [
  {
    selector: 'node',
    style: { width: 'data(size)', height: 'data(size)', 'background-color': 'data(color)', 'border-width': many ? 0 : 1.5, 'border-color': p.surface, 'overlay-opacity': 0, 'z-index': 'data(rank)' },
  },
]

const shapeRules = (p: Palette): StyleRule[] => [
  // A disc within a ring of its colour: a group.
  { selector: 'node.group', style: { 'outline-width': 1.75, 'outline-style': 'solid', 'outline-color': 'data(color)', 'outline-offset': 2.5 } },
  { selector: 'node.person', style: { 'border-width': 1.5 } },
  { selector: 'node.emerging', style: { 'outline-width': 1.75, 'outline-style': 'dashed', 'outline-color': p.ink2, 'outline-offset': 3 } },
  { selector: 'node.archived', style: { 'background-opacity': 0.35, 'outline-width': 1, 'outline-style': 'dotted', 'outline-color': p.ink3, 'outline-offset': 2 } },
  { selector: 'node.hollow', style: { 'background-color': p.surface, 'border-width': 1.5, 'border-style': 'dashed', 'border-color': p.ink3 } },
  { selector: 'node.hatched', style: { 'background-color': p.surface, 'border-width': 1.5, 'border-style': 'solid', 'border-color': p.ink3 } },
  { selector: 'node.impact', style: { shape: 'round-diamond', 'background-color': p.raised, 'border-width': 2, 'border-color': 'data(color)' } },
  { selector: 'node.impact.potential', style: { 'border-style': 'dashed' } },
  { selector: 'node.area', style: { shape: 'round-hexagon', 'background-color': p.raised, 'border-width': 1.5, 'border-color': p.ink3 } },
  { selector: 'node.area.blind', style: { 'border-style': 'dashed', 'border-color': p.ink3, 'background-opacity': 0 } },
]

const glyphRules = (): StyleRule[] => [
  { selector: 'node.glyph', style: { 'background-image': 'data(glyph)', 'background-width': '46%', 'background-height': '46%', 'background-image-smoothing': 'yes' } },
  { selector: 'node.impact.glyph', style: { 'background-width': '50%', 'background-height': '50%' } },
  { selector: 'node.hatched', style: { 'background-image': 'data(glyph)', 'background-width': '100%', 'background-height': '100%', 'background-clip': 'node' } },
]

/** Sizes here hold at zoom 1; the canvas keeps names at the same size on the screen. */
const labelRules = (p: Palette): StyleRule[] => [
  {
    selector: 'node.named',
    style: { label: 'data(label)', 'font-family': 'Inter Variable, Inter, system-ui, sans-serif', 'font-size': 'data(font)', 'font-weight': 500, color: p.ink, 'text-wrap': 'wrap', 'line-height': 1.15, 'text-outline-color': p.surface, 'text-outline-width': 2.5, 'text-outline-opacity': 0.92, 'text-valign': 'bottom', 'text-margin-y': 3, 'text-events': 'no' },
  },
  { selector: 'node.subject', style: { width: 1, height: 1, 'background-opacity': 0, 'border-width': 0, events: 'no' } },
  { selector: 'node.named.subject', style: { color: p.ink2, 'font-weight': 700 } },
  { selector: 'node.named.fictional', style: { 'font-style': 'italic' } },
  { selector: 'node.named.impact', style: { color: p.ink2 } },
  { selector: 'node.named.at-n', style: { 'text-valign': 'top', 'text-margin-y': -3 } },
  { selector: 'node.named.at-e', style: { 'text-valign': 'center', 'text-halign': 'right', 'text-margin-y': 0, 'text-margin-x': 3, 'text-justification': 'left' } },
  { selector: 'node.named.at-w', style: { 'text-valign': 'center', 'text-halign': 'left', 'text-margin-y': 0, 'text-margin-x': -3, 'text-justification': 'right' } },
]

const edgeRules = (p: Palette, many: boolean, dense: boolean): StyleRule[] => [
  {
    selector: 'edge',
    style: { width: 'data(width)', 'line-color': p.dark ? p.ink3 : p.uncategorised, 'line-opacity': dense ? 0.34 : 0.5, 'overlay-opacity': 0, ...curveOf(many, dense) },
  },
  ...(dense ? [] : arrowRules(p)),
  { selector: 'edge.plus', style: { 'line-color': p.agree, 'target-arrow-color': p.agree } },
  { selector: 'edge.minus', style: { 'line-color': p.disagree, 'target-arrow-color': p.disagree, 'line-opacity': 0.8 } },
  { selector: 'edge.inferred', style: { 'line-style': 'dashed', 'line-dash-pattern': '6 4' } },
  { selector: 'edge.parent, edge.mandate', style: { 'line-opacity': 0.35 } },
  { selector: 'edge.affected, edge.affecting, edge.isoTie, edge.expectation', style: { 'line-opacity': p.dark ? 0.38 : 0.42, 'line-style': 'dotted' } },
  { selector: 'edge.isoTie', style: { 'line-style': 'solid' } },
]

/** A gentle bow keeps lines apart; straight ones are dear enough when they are many. */
const curveOf = (many: boolean, dense: boolean): StyleRule['style'] =>
  many ? { 'curve-style': 'haystack', 'haystack-radius': 0 } : { 'target-distance-from-node': 3, 'source-distance-from-node': 3, ...(dense ? { 'curve-style': 'straight' } : { 'curve-style': 'unbundled-bezier', 'control-point-distances': String(BOW), 'control-point-weights': '0.5' }) }

const arrowRules = (p: Palette): StyleRule[] => [
  { selector: 'edge.directed, edge.affected, edge.affecting', style: { 'target-arrow-shape': 'triangle', 'arrow-scale': 0.7, 'target-arrow-color': p.dark ? p.ink3 : p.uncategorised } },
]

/** What lies under the nodes of a lens: zones, lines, captions, and the trail of a node that moved. */
const groundRules = (p: Palette, many: boolean): StyleRule[] => [
  { selector: 'node.ground', style: { shape: 'rectangle', width: 'data(w)', height: 'data(h)', 'background-color': p.ink, 'background-opacity': 0, 'border-width': 0, events: 'no', 'z-compound-depth': 'bottom', 'overlay-opacity': 0 } },
  { selector: 'node.zone', style: { 'background-color': p.ink3, 'background-opacity': p.dark ? 0.08 : 0.05, 'border-width': 1, 'border-color': p.lineStrong } },
  { selector: 'node.zone.main', style: { 'background-color': p.accent, 'background-opacity': p.dark ? 0.14 : 0.07 } },
  { selector: 'node.zone.round', style: { shape: 'ellipse', 'background-opacity': p.dark ? 0.1 : 0.06, 'border-width': 1.5, 'border-color': p.uncategorised } },
  { selector: 'node.zone.round.main', style: { 'background-color': p.accent, 'background-opacity': p.dark ? 0.18 : 0.1 } },
  { selector: 'node.zone.outer', style: { 'background-opacity': 0, 'border-style': 'dashed' } },
  { selector: 'node.end', style: { 'background-opacity': 0 } },
  { selector: 'edge.spoke', style: { 'curve-style': 'straight', width: 1, 'line-color': p.lineStrong, 'line-opacity': 0.9, events: 'no' } },
  { selector: 'node.band', style: { 'background-color': p.accent, 'background-opacity': p.dark ? 0.16 : 0.07 } },
  { selector: 'node.rule', style: { 'background-color': p.accent, 'background-opacity': 0.75 } },
  { selector: 'node.caption', style: { label: 'data(label)', 'font-family': 'Inter Variable, Inter, system-ui, sans-serif', 'font-size': 'data(font)', 'font-weight': 500, color: p.ink3, 'text-wrap': 'wrap', 'line-height': 1.15, 'text-valign': 'center', 'text-halign': 'center', 'text-events': 'no' } },
  { selector: 'node.caption.strong', style: { color: p.ink2, 'font-weight': 700 } },
  { selector: 'node.caption.edge', style: { 'text-outline-color': p.surface, 'text-outline-width': 2, 'text-outline-opacity': 0.9 } },
  { selector: 'node.caption.cap-in', style: { 'text-valign': 'bottom', 'text-halign': 'right' } },
  { selector: 'node.caption.cap-n', style: { 'text-valign': 'top', 'text-halign': 'center' } },
  { selector: 'node.caption.cap-s', style: { 'text-valign': 'bottom', 'text-halign': 'center' } },
  { selector: 'node.caption.cap-w', style: { 'text-valign': 'center', 'text-halign': 'left', 'text-justification': 'right' } },
  { selector: 'node.caption.cap-e', style: { 'text-valign': 'center', 'text-halign': 'right', 'text-justification': 'left' } },
  { selector: 'node.trail', style: { shape: 'ellipse', width: 'data(size)', height: 'data(size)', 'background-color': p.surface, 'background-opacity': 1, 'border-width': 1.5, 'border-color': 'data(color)', events: 'no', 'overlay-opacity': 0 } },
  { selector: 'edge.trail', style: { 'curve-style': 'straight', 'line-color': 'data(color)', 'line-style': 'dashed', 'line-dash-pattern': '3 3', 'line-opacity': 0.75, events: 'no', ...(many ? {} : { 'target-arrow-shape': 'triangle', 'arrow-scale': 0.7, 'target-arrow-color': 'data(color)' }) } },
  { selector: 'node.near-cut', style: { 'outline-width': 1.75, 'outline-style': 'dotted', 'outline-color': p.accent, 'outline-offset': 3 } },
]

const stateRules = (p: Palette, still: boolean): StyleRule[] => [
  ...(still ? [] : [{ selector: 'node, edge', style: { 'transition-property': 'opacity', 'transition-duration': '120ms' } }]),
  { selector: 'node.far', style: { opacity: 0.14 } },
  { selector: 'edge.far', style: { opacity: 0.06 } },
  { selector: 'edge.near', style: { 'line-opacity': 0.95, 'z-index': 9 } },
  { selector: 'node.found', style: { 'underlay-color': p.accent, 'underlay-opacity': 0.18, 'underlay-padding': 8, 'underlay-shape': 'ellipse' } },
  { selector: 'node.chosen', style: { 'outline-width': 3, 'outline-style': 'solid', 'outline-color': p.focus, 'outline-offset': 3, 'z-index': 2000 } },
  { selector: 'edge.chosen', style: { 'line-color': p.focus, 'target-arrow-color': p.focus, 'line-opacity': 1, 'z-index': 20 } },
  { selector: 'node.linking', style: { 'underlay-color': p.accent, 'underlay-opacity': 0.25, 'underlay-padding': 10, 'underlay-shape': 'ellipse' } },
]
