// The page of map-draw.ts: both drawings, each from the same graph to its first complete frame.
import { diffDrawings } from '../src/map/diff.ts'
import { toDrawing, type Look } from '../src/map/elements.ts'
import { DENSE_EDGES, HEAVY_NODES, type MapAnswer, type Places } from '../src/map/model.ts'
import { nameNodes } from '../src/map/names.ts'
import { readPalette } from '../src/map/palette.ts'
import { styleOf } from '../src/map/style.ts'
import { applyChanges, createBare, createCore, type Core } from '../src/map/useCytoscape.ts'

const NODES = 1000

const colours: Record<string, string> = { '--surface': '#fdfcf9', '--raised': '#ffffff', '--ink': '#1d1b18' }
const palette = readPalette((name) => colours[name] ?? '#64707d', false)
const look: Look = { palette, categories: new Map(Array.from({ length: 14 }, (_, i) => [`c${i}`, { colour: i + 1, icon: 'users' }])), directed: new Set(), glyph: () => GLYPH }
const GLYPH = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"><circle cx="24" cy="24" r="12" fill="none" stroke="#fff" stroke-width="4"/></svg>')}`

/** The same graph at each call: clusters of fifty, two edges a node. */
function graph(): { answer: MapAnswer; places: Places } {
  let seed = 1
  const random = (): number => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32
  const clusters = Array.from({ length: NODES / 50 }, () => ({ x: random() * 1265, y: random() * 1265 }))
  const places: Places = new Map()
  const nodes = Array.from({ length: NODES }, (_, i) => {
    const centre = clusters[i % clusters.length] ?? { x: 0, y: 0 }
    places.set(`n${i}`, { x: centre.x + (random() - 0.5) * 400, y: centre.y + (random() - 0.5) * 400 })
    return { type: 'stakeholder' as const, id: `n${i}`, label: `Acteur ${i}`, reference: '2026-00001', categoryId: `c${i % 14}`, kind: 'organisation' as const, side: 'external' as const, sphere: 'relates' as const, status: 'active' as const, headcount: Math.floor(random() * 1000), fictional: false, x: 0, y: 0, pinned: false }
  })
  const edges = Array.from({ length: NODES * 2 }, (_, j) => ({ type: 'tie' as const, id: `e${j}`, source: `n${Math.floor(random() * NODES)}`, target: `n${Math.floor(random() * NODES)}`, typeId: 't', strength: j % 5, sign: (j % 3) - 1, basis: 'declared' as const, startOn: null, endOn: null, confirmed: false }))
  return { answer: { nodes, edges, counts: { shown: NODES, all: NODES, impacts: 0, areas: 0, ties: edges.length } }, places }
}

const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done))

async function drawOnce(kind: 'bare' | 'map'): Promise<number> {
  const container = document.getElementById('map')
  if (!container) throw new Error('no container')
  container.replaceChildren()
  const { answer, places } = graph()
  await frame()
  const start = performance.now()
  const cy = kind === 'bare' ? createBare(container, answer, places) : drawMap(container, answer, places)
  await new Promise<void>((done) => cy.one('render', () => done()))
  await frame()
  const ms = performance.now() - start
  cy.destroy()
  return ms
}

function drawMap(container: HTMLElement, answer: MapAnswer, places: Places): Core {
  const cy = createCore({ container, style: styleOf(palette, { many: NODES >= HEAVY_NODES, dense: 2 * NODES > DENSE_EDGES, still: false }), many: false })
  applyChanges(cy, diffDrawings({ nodes: [], edges: [] }, toDrawing(answer, look)), places)
  cy.fit(undefined, 40)
  nameNodes(cy, [])
  return cy
}

window.drawOnce = drawOnce
