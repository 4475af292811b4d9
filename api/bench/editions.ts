import { randomUUID } from 'node:crypto'
import { createDb, demoId, newId, schema } from '@convergence/db'
import type { EditionContent } from '../src/editions/content.ts'
import { editionDocument, type EditionFormat } from '../src/editions/document/render.ts'
import { composeEdition, contextOfEdition } from '../src/editions/compose.ts'
import { findEdition } from '../src/editions/queries.ts'

const POINTS = 100
const HOLDERS = 50
const COMMITMENTS = 500
const BATCH = 1000

/** Figures that a report of a year has; repeated until there are sixty blocks. */
const figures: readonly { kind: 'figure' | 'table' | 'chart' | 'map'; figure: string }[] = [
  { kind: 'figure', figure: 'measure:sessions_held' }, { kind: 'figure', figure: 'measure:organisations_met' }, { kind: 'figure', figure: 'measure:attendance_rate' }, { kind: 'figure', figure: 'measure:positions_recorded' },
  { kind: 'figure', figure: 'measure:points_converging' }, { kind: 'figure', figure: 'measure:points_closer' }, { kind: 'figure', figure: 'measure:answers_given_rate' }, { kind: 'figure', figure: 'measure:commitments_kept_rate' },
  { kind: 'figure', figure: 'measure:never_asked' }, { kind: 'figure', figure: 'measure:areas_covered' }, { kind: 'figure', figure: 'measure:over_solicited' }, { kind: 'table', figure: 'sessions-held' }, { kind: 'table', figure: 'stakeholders-met' },
  { kind: 'table', figure: 'points' }, { kind: 'table', figure: 'commitments' }, { kind: 'table', figure: 'answers-given' }, { kind: 'table', figure: 'iso-coverage' }, { kind: 'table', figure: 'plan' },
  { kind: 'chart', figure: 'points-status' }, { kind: 'chart', figure: 'positions' }, { kind: 'chart', figure: 'movement' }, { kind: 'chart', figure: 'commitments-state' }, { kind: 'chart', figure: 'iso-coverage-chart' }, { kind: 'map', figure: 'map-network' },
]

/** Time of the preview of a report of 60 blocks over 5,000 positions and 500 commitments, the best of three, and of its documents drawn once each; in milliseconds. */
export async function benchEdition(database: string): Promise<{ ms: number; blocks: number; positions: number; commitments: number; documents: Record<EditionFormat, number> }> {
  const open = await createDb(database)
  const { db } = open
  const perimeterId = demoId('perimeter', 'bretagne')
  const holders = (await db.select({ id: schema.stakeholders.id }).from(schema.stakeholders).limit(HOLDERS)).map((row) => row.id)
  const points = Array.from({ length: POINTS }, (_, i) => ({ id: newId(), reference: `bench-${randomUUID()}`, title: `Point ${i + 1}`, perimeterId, fictional: true }))
  const versions = points.map((point) => ({ id: newId(), pointId: point.id, number: 1, statement: 'Un texte à discuter.', createdAt: new Date('2026-02-01T10:00:00Z') }))
  const positions = points.flatMap((point, p) => holders.map((holderId, h) => ({ id: newId(), pointId: point.id, pointVersionId: versions[p]?.id ?? '', holderId, perimeterId, state: 'stated' as const, value: ((p * 7 + h * 3) % 5) - 2, manner: 'written' as const, source: 'bench', statedAt: new Date(Date.UTC(2026, 2 + (h % 6), 1 + (p % 27))) })))
  const commitments = Array.from({ length: COMMITMENTS }, (_, i) => ({ id: newId(), reference: `bench-${randomUUID()}`, statement: `Engagement ${i + 1}`, perimeterId, owner: 'DRIS', pointId: points[i % POINTS]?.id ?? null, madeOn: '2026-04-01', dueOn: `2026-${String(5 + (i % 8)).padStart(2, '0')}-15`, fictional: true }))
  const editionId = newId()
  await db.insert(schema.points).values(points)
  await db.insert(schema.pointVersions).values(versions)
  for (let i = 0; i < positions.length; i += BATCH) await db.insert(schema.positions).values(positions.slice(i, i + BATCH))
  await db.insert(schema.commitments).values(commitments)
  await db.insert(schema.editions).values({ id: editionId, reference: `bench-${randomUUID()}`, title: 'Bench', periodStart: '2026-01-01', periodEnd: '2026-12-31', perimeterId, fictional: true })
  await db.insert(schema.editionBlocks).values(Array.from({ length: 60 }, (_, i) => ({ editionId, rank: i + 1, kind: figures[i % figures.length]?.kind ?? 'figure', query: { figure: figures[i % figures.length]?.figure ?? '', params: {} } })))
  const edition = await findEdition(db, editionId, 'all')
  if (!edition) throw new Error('inserted a moment ago')
  let [ms, blocks] = [Infinity, 0]
  let content: EditionContent | undefined
  for (let run = 0; run < 3; run += 1) {
    const from = performance.now()
    content = await composeEdition(contextOfEdition(db, edition, 'all', ''), edition)
    ms = Math.min(ms, performance.now() - from)
    blocks = content.blocks.filter((block) => block.body.type !== 'missing').length
  }
  await open.close()
  if (!content) throw new Error('composed a moment ago')
  return { ms, blocks, positions: positions.length, commitments: commitments.length, documents: await drawn(content) }
}

async function drawn(content: EditionContent): Promise<Record<EditionFormat, number>> {
  const took = { docx: 0, pdf: 0, xlsx: 0 }
  for (const format of ['docx', 'pdf', 'xlsx'] as const) {
    const from = performance.now()
    await editionDocument({ content, mark: { status: 'draft', sha256: null, frozenAt: null, publishedAt: null }, before: [], format, madeAt: new Date() })
    took[format] = performance.now() - from
  }
  return took
}
