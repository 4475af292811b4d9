import type { Db } from '@convergence/db'
import type { z } from 'zod'
import type { FigureRow } from '../figures/rows.ts'
import { hashOf } from '../minutes/canonical.ts'
import type { Reach } from '../plugins/access.ts'
import { composeEdition, contextOfEdition, rowsOfBlock } from './compose.ts'
import type { EditionBlockContent } from './content.ts'
import { editionErrors } from './errors.ts'
import { figuresOf, said } from './figures-of.ts'
import { type EditionRow, listBlocks, listSnapshots } from './queries.ts'
import type { EditionDrift } from './schemas.ts'
import { frozenContent } from './view.ts'

type Item = z.output<typeof EditionDrift>['items'][number]
type Rows = readonly Pick<FigureRow, 'id' | 'counted'>[]

/** What differs in one block between what was frozen and what the records give now; null when nothing does. Pure. */
export function differenceOf(frozen: EditionBlockContent, now: EditionBlockContent, before: Rows, after: Rows): Item | null {
  const today = new Map(figuresOf(now).map((at) => [at.part, at.figure]))
  const figures = figuresOf(frozen).flatMap(({ blockId, part, title, figure }) => {
    const other = today.get(part)
    return other && other.text === figure.text && other.value === figure.value ? [] : [{ blockId, part, title, label: figure.label, frozen: said(figure), now: other ? said(other) : { value: null, text: '—' } }]
  })
  const keys = (rows: Rows) => new Set(rows.map((row) => `${row.id}/${String(row.counted)}`))
  const [old, fresh] = [keys(before), keys(after)]
  const rows = { added: [...fresh].filter((key) => !old.has(key)).length, removed: [...old].filter((key) => !fresh.has(key)).length }
  const other = hashOf(frozen.body) !== hashOf(now.body)
  if (figures.length === 0 && rows.added === 0 && rows.removed === 0 && !other) return null
  return { blockId: frozen.id, title: frozen.title || (figuresOf(frozen)[0]?.figure.label ?? ''), figures, rows, other }
}

/** Each block of a frozen edition that today’s records would give otherwise. */
export async function driftOf(db: Db, edition: EditionRow, reach: Reach, organisation: string): Promise<z.output<typeof EditionDrift>> {
  if (!edition.sha256) throw editionErrors['edition-not-frozen']()
  const ctx = contextOfEdition(db, edition, reach, organisation)
  const [frozen, now, blocks, snapshots] = [await frozenContent(db, edition), await composeEdition(ctx, edition), await listBlocks(db, edition.id), await listSnapshots(db, edition.id)]
  const items: Item[] = []
  for (const [i, block] of frozen.blocks.entries()) {
    const [current, row] = [now.blocks[i], blocks[i]]
    const before = (snapshots.find((snapshot) => snapshot.blockId === block.id)?.rows ?? []) as unknown as FigureRow[]
    const difference = current && row ? differenceOf(block, current, before, await rowsOfBlock(ctx, row)) : null
    if (difference) items.push(difference)
  }
  return { items, sha256: edition.sha256, checkedAt: new Date(), nextCursor: null }
}
