import type { schema } from '@convergence/db'

export type EditionStatus = (typeof schema.editionStatus.enumValues)[number]
export type BlockKind = (typeof schema.blockKind.enumValues)[number]

const following: Record<EditionStatus, readonly EditionStatus[]> = { draft: ['frozen'], frozen: ['published'], published: ['withdrawn'], withdrawn: ['published'] }

/** draft → frozen → published → withdrawn → published: what was frozen never becomes a draft again. */
export const mayBecome = (from: EditionStatus, to: EditionStatus): boolean => following[from].includes(to)
export const isLocked = (status: EditionStatus): boolean => status !== 'draft'

/** Kinds whose content is computed from a query. */
export const computedKinds = ['figure', 'table', 'chart', 'map', 'point', 'commitment'] as const
export type ComputedKind = (typeof computedKinds)[number]
export const isComputed = (kind: BlockKind): kind is ComputedKind => computedKinds.some((one) => one === kind)

export const BLOCKS_MAX = 300
/** Figures of an edition, those within its texts included: each is a question to the records, asked anew whenever a draft is read. */
export const FIGURES_MAX = 500
export const RANK_STEP = 10

/** A rank for a block put after another one, and whether the others must make room first. `ranks` in order. */
export function rankAfter(ranks: readonly number[], index: number): number | null {
  const before = index >= 0 ? (ranks[index] ?? 0) : 0
  const next = ranks[index + 1]
  if (next === undefined) return before + RANK_STEP
  return next - before > 1 ? before + Math.floor((next - before) / 2) : null
}

/** Numbers of headings ("1", "1.2") and of captioned blocks ("Tableau 3"), in order. */
export function numbersOf(blocks: readonly { kind: BlockKind; level: number }[], language: 'fr' | 'en'): string[] {
  const heads = [0, 0, 0]
  let [tables, figures] = [0, 0]
  const table = language === 'fr' ? 'Tableau' : 'Table'
  return blocks.map(({ kind, level }) => {
    if (kind === 'heading') {
      // A section without a chapter above it stands in a first one.
      for (let i = 0; i < level - 1; i += 1) heads[i] = Math.max(heads[i] ?? 0, 1)
      heads[level - 1] = (heads[level - 1] ?? 0) + 1
      heads.fill(0, level)
      return heads.slice(0, level).join('.')
    }
    if (kind === 'table') return `${table}\u00a0${(tables += 1)}`
    return kind === 'chart' || kind === 'map' ? `Figure\u00a0${(figures += 1)}` : ''
  })
}
