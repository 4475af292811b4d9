import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { findBody } from '../bodies/queries.ts'
import { requireQuorum } from '../bodies/quorum.ts'
import { commonErrors } from '../errors.ts'
import { hashOf } from '../minutes/canonical.ts'
import { principalIn } from '../plugins/access.ts'
import { dayIn } from '../positions/rules.ts'
import type { FigureContext } from '../figures/context.ts'
import { requireForWriting, save } from './commands.ts'
import { composeEdition, contextOfEdition, type Heading, rowsOfBlock } from './compose.ts'
import type { EditionContent } from './content.ts'
import { editionErrors } from './errors.ts'
import { type EditionRow, insertSnapshots, listBlocks, listSnapshots } from './queries.ts'
import { isLocked, mayBecome } from './rules.ts'
import type { EditionFreeze, EditionVerification } from './schemas.ts'
import { keptOf } from './view.ts'
import { bodyName, sessionTitle } from './approvers.ts'

/** Snapshots written by one statement. */
const AT_ONCE = 20
type Order = z.output<typeof EditionFreeze>

/** Keeps the content and the rows of every block under their hashes; from then on the edition says that, whatever the records become. */
export async function freezeEdition(tx: Db, request: FastifyRequest, id: string, order: Order): Promise<EditionRow> {
  const edition = await requireForWriting(tx, request, id)
  if (isLocked(edition.status)) throw editionErrors['edition-locked']()
  const approval = await requireApproval(tx, request, order)
  const ctx = contextOfEdition(tx, edition, request.reach, request.server.config.organisation)
  if (order.sha256 && order.sha256 !== hashOf(await composeEdition(ctx, edition))) throw editionErrors['edition-changed-since']()
  const content = await composeEdition(ctx, edition, approval)
  requireWhole(content)
  const { snapshots, sha256 } = await snapshotsOf(ctx, edition, content)
  for (let i = 0; i < snapshots.length; i += AT_ONCE) await insertSnapshots(tx, snapshots.slice(i, i + AT_ONCE))
  const approved = order.bodyId ? { approvedByBodyId: order.bodyId, approvedAtSessionId: order.sessionId ?? null, approvedOn: order.approvedOn ?? null } : {}
  return save(tx, request, edition, { ...approved, status: 'frozen', frozenAt: new Date(), frozenBy: principalIn(request).userId, sha256 }, 'edition.frozen')
}

function requireWhole(content: EditionContent): void {
  if (content.blocks.length === 0) throw editionErrors['edition-empty']()
  const broken = content.blocks.filter((block) => block.body.type === 'missing')
  if (broken.length > 0) throw editionErrors['edition-incomplete']({ params: { count: broken.length }, errors: broken.slice(0, 20).map((block) => ({ pointer: `/blocks/${block.id}`, code: 'missing', message: block.title || block.kind })) })
}

/** Content and rows of each block, each under its hash, and the hash of them all. */
export async function snapshotsOf(ctx: FigureContext, edition: EditionRow, content: EditionContent) {
  const snapshots = []
  for (const [place, row] of (await listBlocks(ctx.db, edition.id)).entries()) {
    const block = content.blocks[place]
    if (!block) throw new Error('each block has its content')
    const rows = await rowsOfBlock(ctx, row)
    const kept = { ...keptOf(content, block), place }
    snapshots.push({ editionId: edition.id, blockId: row.id, content: kept, rows, rowCount: rows.length, sha256: hashOf({ content: kept, rows }) })
  }
  return { snapshots, sha256: editionHash(snapshots) }
}

/** The hash of an edition: of its blocks’ hashes, in their order. */
const editionHash = (snapshots: readonly { blockId: string; sha256: string }[]): string => hashOf(snapshots.map(({ blockId, sha256 }) => ({ blockId, sha256 })))

async function requireApproval(tx: Db, request: FastifyRequest, { bodyId, sessionId, approvedOn }: Order): Promise<Heading['approval']> {
  if (!bodyId && !sessionId && !approvedOn) return null
  if (!bodyId || !approvedOn) throw editionErrors['edition-approval-incomplete']({ errors: [{ pointer: bodyId ? '/approvedOn' : '/bodyId', code: 'required', message: 'bodyId and approvedOn' }] })
  if (!(await findBody(tx, bodyId, request.reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/bodyId', code: 'unknown', message: 'unknown body' }] })
  const { day } = await requireQuorum(tx, bodyId, sessionId ?? null)
  if (approvedOn > dayIn(new Date()) || (day && approvedOn < day)) throw editionErrors['edition-approval-day']({ errors: [{ pointer: '/approvedOn', code: 'out_of_range', message: 'between the meeting and today' }] })
  return { by: await bodyName(tx, bodyId), meeting: sessionId ? await sessionTitle(tx, sessionId) : '', on: approvedOn }
}

/** Computes the hashes of what was kept anew. */
export async function verifyEdition(db: Db, edition: EditionRow): Promise<z.output<typeof EditionVerification>> {
  if (!edition.sha256) throw editionErrors['edition-not-frozen']()
  const kept = (await listSnapshots(db, edition.id)).sort((a, b) => placeOf(a) - placeOf(b))
  const blocks = kept.map(({ blockId, content, rows, sha256 }) => { const computed = hashOf({ content, rows }); return { blockId, sha256, computed, intact: computed === sha256 } })
  const computed = editionHash(blocks.map((block) => ({ blockId: block.blockId, sha256: block.computed })))
  return { sha256: edition.sha256, computed, intact: computed === edition.sha256, blocks }
}

const placeOf = ({ content }: { content: Record<string, unknown> }): number => (typeof content.place === 'number' ? content.place : 0)

/** Shows a frozen edition to whoever has its address, or no more. */
export async function setPublished(tx: Db, request: FastifyRequest, id: string, published: boolean): Promise<EditionRow> {
  const edition = await requireForWriting(tx, request, id)
  const to = published ? 'published' : 'withdrawn'
  if (!mayBecome(edition.status, to)) throw editionErrors['edition-transition-refused']({ params: { from: edition.status, to } })
  return save(tx, request, edition, published ? { status: to, publishedAt: new Date() } : { status: to }, published ? 'edition.published' : 'edition.withdrawn')
}
