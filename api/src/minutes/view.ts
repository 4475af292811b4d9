import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { may, principalIn, type Role } from '../plugins/access.ts'
import { requireSession } from '../sessions/commands.ts'
import type { SessionRow } from '../sessions/queries.ts'
import { hashOf } from './canonical.ts'
import { composeMinutes } from './compose.ts'
import type { MinutesContent } from './content.ts'
import { minutesErrors } from './errors.ts'
import { bodyName, countCorrections, findMinutes, findVersion, listVersions, type MinutesRow } from './queries.ts'
import { loadRecords } from './records.ts'
import { isLocked } from './rules.ts'
import type { Minutes } from './schemas.ts'

type View = z.output<typeof Minutes>

/** What a reader finds who may write, who may approve, and who reads only what is published. */
export function rightsOf(request: FastifyRequest, perimeterId: string): View['may'] {
  const { grants, scopes } = principalIn(request)
  const holds = (roles: readonly Role[]) => grants.some((grant) => roles.includes(grant.role) && (grant.reach === 'all' || grant.reach.includes(perimeterId)))
  const scoped = scopes === null || scopes.includes('dialogue:write')
  return { write: scoped && holds(may.writeDialogue.roles), approve: scoped && holds(may.approveMinutes.roles) }
}

/** The content that the records give now, with what is written by hand; without an approval. */
export async function currentContent(db: Db, session: Pick<SessionRow, 'id'>, row: MinutesRow | null, organisation: string, approval: MinutesContent['approval'] = null): Promise<MinutesContent> {
  return composeMinutes(await loadRecords(db, session.id, organisation), { introduction: row?.introduction ?? '', conclusion: row?.conclusion ?? '', detail: row?.detail ?? 'by_holder', approval })
}

/** The session and its minutes for a request within its reach; 404 to who may only read what is not published yet. */
export async function requireMinutes(db: Db, request: FastifyRequest, sessionId: string): Promise<{ session: SessionRow; row: MinutesRow | null; rights: View['may'] }> {
  const session = await requireSession(db, sessionId, request.reach)
  const row = await findMinutes(db, sessionId)
  const rights = rightsOf(request, session.perimeterId)
  if (!rights.write && row?.status !== 'published') throw minutesErrors['minutes-not-found']()
  return { session, row, rights }
}

/** The minutes as a request may see them. */
export async function viewOf(db: Db, request: FastifyRequest, sessionId: string): Promise<View> {
  const { session, row, rights } = await requireMinutes(db, request, sessionId)
  const last = row ? await findVersion(db, row.id) : null
  const locked = row !== null && isLocked(row.status) && last !== null
  const current = locked ? last.content : await currentContent(db, session, row, request.server.config.organisation)
  const frozen = row !== null && last !== null && (locked || row.status === 'circulated') ? last : null
  const currentSha256 = locked ? last.sha256 : hashOf(current)
  return {
    ...textOf(row), ...(await approvalOf(db, row)),
    sessionId, fictional: session.fictional, sessionStatus: session.status, preview: session.status !== 'closed',
    internalNote: rights.write ? (row?.internalNote ?? '') : null,
    shown: frozen?.number ?? null, content: frozen?.content ?? current, sha256: frozen?.sha256 ?? currentSha256, currentSha256,
    drifted: last !== null && last.sha256 !== currentSha256,
    versions: row ? await listVersions(db, row.id, !rights.write) : [], corrections: row ? await countCorrections(db, row.id) : { asked: 0, accepted: 0, refused: 0 }, may: rights,
  }
}

const textOf = (row: MinutesRow | null) => ({
  id: row?.id ?? null, status: row?.status ?? ('draft' as const), detail: row?.detail ?? ('by_holder' as const), introduction: row?.introduction ?? '', conclusion: row?.conclusion ?? '',
  correctionsUntil: row?.correctionsUntil ?? null, approvedAtSessionId: row?.approvedAtSessionId ?? null, approvedOn: row?.approvedOn ?? null, publishedAt: row?.publishedAt ?? null, version: row?.version ?? 0,
})

const approvalOf = async (db: Db, row: MinutesRow | null) => ({ approvedBy: row ? await approverOf(db, row) : '' })

/** Who approved, in words: the body, what was written, or both. */
export async function approverOf(db: Db, row: Pick<MinutesRow, 'approvedByBodyId' | 'approvedBy'>): Promise<string> {
  const body = row.approvedByBodyId ? await bodyName(db, row.approvedByBodyId) : null
  return [body, row.approvedBy].filter(Boolean).join(', ')
}
