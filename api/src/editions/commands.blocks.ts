import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { queriesIn } from '../figures/tokens.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import { columnsOf, emptyBlock, settingsOf } from './blocks.ts'
import { requireDraft } from './commands.ts'
import { editionErrors } from './errors.ts'
import { type BlockRow, deleteBlock, type EditionRow, findBlock, insertBlocks, listBlocks, orderBlocks, updateBlock } from './queries.ts'
import { BLOCKS_MAX, FIGURES_MAX, isComputed, RANK_STEP, rankAfter } from './rules.ts'
import type { EditionBlockCreate, EditionBlockPatch, EditionOrder } from './schemas.ts'

/** Puts a block after another one, first, or last. */
export async function createBlock(tx: Db, request: FastifyRequest, editionId: string, { kind, after, ...written }: z.output<typeof EditionBlockCreate>): Promise<BlockRow> {
  const edition = await requireDraft(tx, request, editionId)
  const columns = columnsOf(kind, emptyBlock, written)
  const rank = await roomAfter(tx, editionId, after)
  const [row] = await insertBlocks(tx, [{ ...columns, editionId, kind, rank }])
  if (!row) throw new Error('insert returned no row')
  await requireFewFigures(tx, row)
  await record(tx, request, { type: 'edition-block.created', objectId: row.id, perimeterId: edition.perimeterId, after: row })
  return row
}

const figuresIn = ({ kind, text }: BlockRow): number => (kind === 'text' ? queriesIn(text).length : isComputed(kind) ? 1 : 0)

/** Refuses a text that was just written when the edition holds more figures than can be computed while somebody waits. */
async function requireFewFigures(tx: Db, written: BlockRow): Promise<void> {
  if (written.kind !== 'text' || figuresIn(written) === 0) return
  const held = (await listBlocks(tx, written.editionId)).reduce((sum, block) => sum + figuresIn(block), 0)
  if (held > FIGURES_MAX) throw editionErrors['edition-figure-limit']({ params: { max: FIGURES_MAX }, errors: [{ pointer: '/text', code: 'too_many', message: `${held} figures` }] })
}

async function roomAfter(tx: Db, editionId: string, after: string | null | undefined): Promise<number> {
  const blocks = await listBlocks(tx, editionId)
  if (blocks.length >= BLOCKS_MAX) throw editionErrors['edition-block-limit']({ params: { max: BLOCKS_MAX } })
  const index = after === null ? -1 : after === undefined ? blocks.length - 1 : blocks.findIndex((block) => block.id === after)
  if (after && index < 0) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/after', code: 'unknown', message: 'not a block of this edition' }] })
  const rank = rankAfter(blocks.map((block) => block.rank), index)
  if (rank !== null) return rank
  await orderBlocks(tx, blocks.map((block) => block.id), RANK_STEP)
  return (index + 1) * RANK_STEP + RANK_STEP / 2
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchBlock(tx: Db, request: FastifyRequest, editionId: string, blockId: string, patch: z.output<typeof EditionBlockPatch>): Promise<BlockRow> {
  const { edition, block } = await requireBlockOf(tx, request, editionId, blockId)
  const row = await updateBlock(tx, block, columnsOf(block.kind, { ...block, ...settingsOf(block.query) }, patch))
  if (!row) throw commonErrors['stale-version']()
  await requireFewFigures(tx, row)
  await record(tx, request, { type: 'edition-block.updated', objectId: row.id, perimeterId: edition.perimeterId, before: block, after: row })
  return row
}

export async function removeBlock(tx: Db, request: FastifyRequest, editionId: string, blockId: string): Promise<void> {
  const { edition, block } = await requireBlockOf(tx, request, editionId, blockId)
  await deleteBlock(tx, block)
  await record(tx, request, { type: 'edition-block.removed', objectId: block.id, perimeterId: edition.perimeterId, before: block })
}

async function requireBlockOf(tx: Db, request: FastifyRequest, editionId: string, blockId: string): Promise<{ edition: EditionRow; block: BlockRow }> {
  const edition = await requireDraft(tx, request, editionId)
  const block = await findBlock(tx, editionId, blockId)
  if (!block) throw editionErrors['edition-block-not-found']()
  requireMatch(request, block.version)
  return { edition, block }
}

/** Puts every block in the order given. */
export async function setOrder(tx: Db, request: FastifyRequest, editionId: string, { blockIds }: z.output<typeof EditionOrder>): Promise<BlockRow[]> {
  const edition = await requireDraft(tx, request, editionId)
  const before = (await listBlocks(tx, editionId)).map((block) => block.id)
  const same = new Set(blockIds).size === blockIds.length && blockIds.length === before.length && before.every((id) => blockIds.includes(id))
  if (!same) throw editionErrors['edition-order-incomplete']({ errors: [{ pointer: '/blockIds', code: 'invalid', message: 'each block of the edition once' }] })
  await orderBlocks(tx, blockIds, RANK_STEP)
  await record(tx, request, { type: 'edition.ordered', objectId: editionId, perimeterId: edition.perimeterId, before: { order: before }, after: { order: blockIds } })
  return listBlocks(tx, editionId)
}
