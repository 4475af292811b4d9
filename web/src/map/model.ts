import type { components } from '../api/generated.ts'

export type MapAnswer = components['schemas']['Map']
export type MapNode = MapAnswer['nodes'][number]
export type MapEdge = MapAnswer['edges'][number]
export type StakeholderNode = Extract<MapNode, { type: 'stakeholder' }>
export type ImpactNode = Extract<MapNode, { type: 'impact' }>
export type AreaNode = Extract<MapNode, { type: 'area' }>
export type TieEdge = Extract<MapEdge, { type: 'tie' }>
export type NodeType = MapNode['type']

export const lenses = ['network', 'power', 'salience', 'rings', 'convergence', 'iso'] as const
export type Lens = (typeof lenses)[number]
/** The lens of the server whose nodes a lens shows: a lens of figures arranges those of the network by itself. */
export const sourceOf: Record<Lens, 'network' | 'iso'> = { network: 'network', power: 'network', salience: 'network', rings: 'network', convergence: 'network', iso: 'iso' }
export const layers = ['stakeholders', 'impacts', 'areas', 'ties'] as const
export type Layer = (typeof layers)[number]
/** What each lens shows at first; the server's own default. */
export const layersOf: Record<Lens, readonly Layer[]> = { network: ['stakeholders', 'impacts', 'ties'], power: ['stakeholders'], salience: ['stakeholders'], rings: ['stakeholders'], convergence: ['stakeholders'], iso: ['impacts', 'areas'] }

/** A point of the drawing, in the unit of the stored places: one screen pixel at zoom 1. */
export interface Point {
  x: number
  y: number
}
export type Places = Map<string, Point>

/** What a holder said on the chosen point. */
export interface Stand {
  state: 'stated' | 'abstained' | 'no_answer' | 'not_asked' | 'left_before' | 'contested'
  value: number | null
}

/** From this many nodes on, glyphs would not be read and bows not be seen: the drawing does without. */
export const HEAVY_NODES = 700
/** From this many nodes on, the map says so and draws with less while it moves. */
export const MANY_NODES = 1500
/** Beyond this many edges lines are straight and bear no arrow. */
export const DENSE_EDGES = 500
