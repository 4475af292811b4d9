import type { Look } from './elements.ts'
import type { AreaNode, ImpactNode, MapAnswer, StakeholderNode, TieEdge } from './model.ts'
import { readPalette, type Palette } from './palette.ts'

// Small graphs for the tests of this folder.
const place = { x: null, y: null, pinned: false }

export const stakeholder = (id: string, more: Partial<StakeholderNode> = {}): StakeholderNode =>
  ({ type: 'stakeholder', id, label: `Acteur ${id}`, reference: '2026-00001', categoryId: null, kind: 'organisation', side: 'external', sphere: 'relates', status: 'active', headcount: null, fictional: false, ...place, ...more })
export const impact = (id: string, more: Partial<ImpactNode> = {}): ImpactNode =>
  ({ type: 'impact', id, label: `Impact ${id}`, reference: '2026-00002', sign: 1, severity: 3, actuality: 'actual', fictional: false, ...place, ...more })
export const area = (id: string, code: string, subject: string, more: Partial<AreaNode> = {}): AreaNode =>
  ({ type: 'area', id, label: `Domaine ${code}`, code, subject, subjectLabel: `Question ${subject}`, fictional: false, ...place, ...more })
export const tie = (id: string, source: string, target: string, more: Partial<TieEdge> = {}): TieEdge =>
  ({ type: 'tie', id, source, target, typeId: 'type', strength: 2, sign: 0, basis: 'declared', startOn: null, endOn: null, confirmed: false, ...more })
export const answer = (nodes: MapAnswer['nodes'], edges: MapAnswer['edges'] = []): MapAnswer => ({ nodes, edges, counts: { shown: nodes.length, all: nodes.length, impacts: 0, areas: 0, ties: edges.length } })

export const palette: Palette = readPalette((name) => `token(${name})`, false)
export const look = (more: Partial<Look> = {}): Look => ({ palette, categories: new Map([['c1', { colour: 3, icon: 'users' }]]), directed: new Set(['type']), glyph: (name, color) => `${name}/${color}`, ...more })
