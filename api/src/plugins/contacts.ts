import type { FastifyRequest } from 'fastify'
import type { Reach, Role } from './access.ts'

const written: readonly Role[] = ['administrator', 'staff', 'facilitator', 'relay', 'integrator']

/** The perimeters in which somebody may see how people are written to: never by being a reader. */
export function contactReach(request: FastifyRequest): Reach {
  const held = (request.principal?.grants ?? []).filter((grant) => written.includes(grant.role))
  if (held.some((grant) => grant.reach === 'all')) return 'all'
  return [...new Set(held.flatMap((grant) => grant.reach))]
}

/** The address for whom may see it, else null: an empty one means that there is none. */
export const addressFor = (reach: Reach, perimeterId: string, address: string): string | null => (reach === 'all' || reach.includes(perimeterId) ? address : null)
