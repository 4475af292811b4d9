import type { z } from 'zod'
import { FigureQuery } from '../figures/content.ts'
import { queryProblem } from '../figures/compute.ts'
import { queriesIn } from '../figures/tokens.ts'
import { editionErrors } from './errors.ts'
import type { Outline } from './outlines.ts'
import type { BlockRow } from './queries.ts'
import { type BlockKind, isComputed, RANK_STEP } from './rules.ts'
import type { EditionBlock, EditionBlockPatch } from './schemas.ts'

/** What `query` holds in the table: the figure of what is computed, the level of a heading, what a text is to say. */
export interface BlockSettings { query: FigureQuery | null; level: number; guidance: string }

export function settingsOf(stored: BlockRow['query']): BlockSettings {
  const query = FigureQuery.safeParse(stored)
  return { query: query.success ? query.data : null, level: typeof stored?.level === 'number' ? stored.level : 1, guidance: typeof stored?.guidance === 'string' ? stored.guidance : '' }
}

export function storedOf(kind: BlockKind, { query, level, guidance }: BlockSettings): BlockRow['query'] {
  if (kind === 'heading') return { level }
  if (kind === 'text') return guidance === '' ? null : { guidance }
  return query ? { ...query } : null
}

export function wireOf(row: BlockRow): EditionBlock {
  const { query: stored, rank: _rank, editionId: _editionId, ...rest } = row
  return { ...rest, ...settingsOf(stored) }
}

type Written = z.output<typeof EditionBlockPatch>

/** The columns that a change sets on a block of this kind; refuses figures that it cannot show. */
export function columnsOf(kind: BlockKind, before: BlockSettings & { title: string; text: string; standardCodes: string[] }, change: Written) {
  const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) } as typeof before
  requireQuery(kind, after.query)
  if (kind === 'text') queriesIn(after.text).forEach((query) => { refuse(query, queryProblem(query), '/text') })
  const { title, text, standardCodes } = after
  return { title, text, standardCodes: [...new Set(standardCodes)], query: storedOf(kind, after) }
}

export const emptyBlock = { title: '', text: '', standardCodes: [], query: null, level: 1, guidance: '' }

function requireQuery(kind: BlockKind, query: FigureQuery | null): void {
  if (query === null) return
  if (isComputed(kind)) refuse(query, queryProblem(query, kind), '/query')
  else if (kind !== 'index' || query.figure !== 'index') refuse(query, 'unknown-figure', '/query')
}

function refuse(query: FigureQuery, problem: ReturnType<typeof queryProblem>, pointer: string): void {
  if (problem === null) return
  const extras = { params: { figure: query.figure }, errors: [{ pointer: pointer === '/text' ? pointer : problem === 'unknown-figure' ? '/query/figure' : '/query/params', code: problem, message: query.figure }] }
  throw problem === 'unknown-figure' ? editionErrors['figure-unknown'](extras) : editionErrors['figure-parameters'](extras)
}

/** The blocks of an outline, in the language of the edition. */
export const blocksOfOutline = (outline: Outline, editionId: string, language: 'fr' | 'en') =>
  outline.blocks.map((block, i) => ({
    editionId, rank: (i + 1) * RANK_STEP, kind: block.kind, title: block.title?.[language] ?? '', text: '', standardCodes: block.codes ?? [],
    query: storedOf(block.kind, { query: block.query ?? null, level: block.level ?? 1, guidance: block.guidance?.[language] ?? '' }),
  }))

/** The blocks of another edition, as they are written: what they compute is computed anew. */
export const copiedBlocks = (rows: readonly BlockRow[], editionId: string) =>
  rows.map(({ kind, title, text, query, standardCodes }, i) => ({ editionId, rank: (i + 1) * RANK_STEP, kind, title, text, query, standardCodes }))
