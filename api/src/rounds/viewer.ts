import { schema } from '@convergence/db'
import { or, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { principalIn, type Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { rounds } = schema

/** Who reads a round: what they reach, and the account whose own answers they may see; a key has none. */
export interface Viewer { reach: Reach; userId: string | null }

export function viewerOf(request: FastifyRequest): Viewer {
  const principal = principalIn(request)
  return { reach: request.reach, userId: principal.kind === 'user' ? principal.userId : null }
}

/** The condition that a round is seen: within reach, or the reader is asked to score in it. */
export function seen(viewer: Viewer): SQL | undefined {
  if (viewer.reach === 'all') return undefined
  const asked = viewer.userId ? sql`exists (select 1 from round_raters q where q.round_id = ${rounds.id} and q.user_id = ${viewer.userId})` : undefined
  return or(within(rounds.perimeterId, viewer.reach), asked)
}

const RECORDERS = ['administrator', 'staff', 'facilitator', 'integrator']

/** Whether this principal records scores for raters without account: not the relays, who score for themselves. */
export const mayRecord = (request: FastifyRequest): boolean => principalIn(request).grants.some((grant) => RECORDERS.includes(grant.role))
