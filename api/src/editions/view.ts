import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { hashOf } from '../minutes/canonical.ts'
import { may, principalIn, type Reach, type Role } from '../plugins/access.ts'
import { composeEdition, contextOfEdition, outward } from './compose.ts'
import { type EditionBlockContent, EditionContent } from './content.ts'
import { editionErrors } from './errors.ts'
import { type EditionRow, findEdition, listSnapshotContents } from './queries.ts'
import { isLocked } from './rules.ts'
import type { Edition, EditionView } from './schemas.ts'

/** Perimeters in which the maker of a request holds one of these roles. */
function reachWith(request: FastifyRequest, roles: readonly Role[], scoped: boolean): Reach {
  const { grants } = principalIn(request)
  const held = scoped ? grants.filter((grant) => roles.includes(grant.role)) : []
  return held.some((grant) => grant.reach === 'all') ? 'all' : [...new Set(held.flatMap((grant) => (grant.reach === 'all' ? [] : grant.reach)))]
}

/** Where a request may write reports: there it sees drafts. */
export function writersOf(request: FastifyRequest): Reach {
  const { scopes } = principalIn(request)
  return reachWith(request, may.writeReport.roles, scopes === null || scopes.includes('report:write'))
}
const publishersOf = (request: FastifyRequest): Reach => reachWith(request, may.publishReport.roles, principalIn(request).scopes === null)
const covers = (reach: Reach, perimeterId: string): boolean => reach === 'all' || reach.includes(perimeterId)

/** An edition as a request may see it. */
export function wireEdition(request: FastifyRequest, row: EditionRow): z.output<typeof Edition> {
  const { frozenBy: _frozenBy, ...rest } = row
  const write = covers(writersOf(request), row.perimeterId)
  return { ...rest, internalNote: write ? row.internalNote : null, may: { write, publish: covers(publishersOf(request), row.perimeterId) } }
}

/** The edition for a request; 404 to who may only read what is not published. */
export async function requireEdition(db: Db, request: FastifyRequest, id: string): Promise<EditionRow> {
  const row = await findEdition(db, id, request.reach, writersOf(request))
  if (!row) throw editionErrors['edition-not-found']()
  return row
}

interface Kept { block: EditionBlockContent; edition: Pick<EditionContent, 'heading' | 'fictional' | 'minimumCell'> }
export const keptOf = (content: EditionContent, block: EditionBlockContent): Kept => ({ block, edition: { heading: content.heading, fictional: content.fictional, minimumCell: content.minimumCell } })

/** The content that was frozen, in the order it had. */
export async function frozenContent(db: Db, edition: EditionRow): Promise<EditionContent> {
  const kept = (await listSnapshotContents(db, edition.id)).map((row) => row.content as unknown as Kept & { place: number }).sort((a, b) => a.place - b.place)
  const [first] = kept
  if (!first) throw new Error('a frozen edition keeps its blocks')
  return EditionContent.parse({ model: 'edition@1', audience: 'inside', ...first.edition, blocks: kept.map((row) => row.block) })
}

/** What an edition says: as it was frozen, else as the records give it now. */
export async function contentOf(db: Db, edition: EditionRow, reach: Reach, organisation: string): Promise<EditionContent> {
  return isLocked(edition.status) ? frozenContent(db, edition) : composeEdition(contextOfEdition(db, edition, reach, organisation), edition)
}

const isUnwritten = ({ body }: EditionBlockContent): boolean => body.type === 'text' && body.paragraphs.length === 0

export function viewOf(content: EditionContent, frozen: boolean, audience: EditionContent['audience']): z.output<typeof EditionView> {
  return {
    content: audience === 'outside' ? outward(content) : content, sha256: hashOf(content), frozen,
    unwritten: content.blocks.filter(isUnwritten).length, broken: content.blocks.filter((block) => block.body.type === 'missing').length,
  }
}
