import type { FastifyRequest } from 'fastify'
import { type Principal, principalIn, type Reach, type Role } from '../plugins/access.ts'
import { viewerOf } from '../rounds/viewer.ts'

const NAMED_TO: readonly Role[] = ['administrator', 'staff', 'facilitator', 'integrator']

/** Perimeters in which somebody sees who gave which score; readers and relays see in which capacity it was given. */
export function namesReach({ grants }: Principal): Reach {
  const named = grants.filter((grant) => NAMED_TO.includes(grant.role))
  return named.some((grant) => grant.reach === 'all') ? 'all' : named.flatMap((grant) => grant.reach)
}

/** Who reads scores: where they see who gave them, and whose own scores keep their name. */
export interface Naming { reach: Reach; userId: string | null }

export const namingOf = (request: FastifyRequest): Naming => ({ reach: namesReach(principalIn(request)), userId: viewerOf(request).userId })

export const namesIn = ({ reach }: Naming, perimeterId: string): boolean => reach === 'all' || reach.includes(perimeterId)

/** Whether the reader sees who gave a score: by role, or because they gave or recorded it. */
export const seesWho = (naming: Naming, score: { perimeterId: string; authorId: string | null; recordedBy: string | null }): boolean =>
  namesIn(naming, score.perimeterId) || (naming.userId !== null && (score.authorId === naming.userId || score.recordedBy === naming.userId))

// A reason says who speaks as surely as a name does.
const nobody = { voiceId: null, raterId: null, authorId: null, recordedBy: null, voiceName: null, recordedByName: null, reason: '' } as const

/** The score as this reader may see it. */
export const seenBy = <T extends Parameters<typeof seesWho>[1]>(naming: Naming, score: T) => (seesWho(naming, score) ? score : { ...score, ...nobody })
