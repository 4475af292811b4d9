import { type Db, schema } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { asc } from 'drizzle-orm'
import type { z } from 'zod'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { invitationErrors } from './errors.ts'
import type { InvitationsCreate } from './schemas.ts'

const INVITEES_MAX = 500
const { stakeholders } = schema
type Body = z.output<typeof InvitationsCreate>
type Invitee = NonNullable<Body['invitees']>[number]

/** Whom a request invites, each once, and where in it they stand; 422 when it says nobody, or more than 500. */
export async function inviteesOf(tx: Db, request: FastifyRequest, { stakeholderIds, invitees, filter }: Body): Promise<{ invitees: Invitee[]; pointer: string }> {
  const ways = [stakeholderIds, invitees, filter].filter((way) => way !== undefined)
  if (ways.length !== 1) throw invitationErrors['invitees-missing']()
  if (invitees) return { invitees: [...new Map(invitees.map((one) => [one.stakeholderId, one])).values()], pointer: '/invitees' }
  const ids = stakeholderIds ?? (await matching(tx, request, filter ?? {}))
  return { invitees: [...new Set(ids)].map((stakeholderId) => ({ stakeholderId })), pointer: stakeholderIds ? '/stakeholderIds' : '/filter' }
}

async function matching(tx: Db, request: FastifyRequest, filter: NonNullable<Body['filter']>): Promise<string[]> {
  const where = stakeholderWhere({ kind: ['organisation', 'group'], status: ['active', 'emerging'], ...filter }, request.reach)
  const rows = await tx.select({ id: stakeholders.id }).from(stakeholders).where(where).orderBy(asc(stakeholders.searchName), asc(stakeholders.id)).limit(INVITEES_MAX + 1)
  if (rows.length > INVITEES_MAX) throw invitationErrors['too-many-invitees']({ params: { n: await tx.$count(stakeholders, where), max: INVITEES_MAX } })
  if (rows.length === 0) throw invitationErrors['invitees-missing']()
  return rows.map((row) => row.id)
}
