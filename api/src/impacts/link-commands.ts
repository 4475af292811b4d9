import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'
import { requireImpact } from './commands.ts'
import { impactErrors } from './errors.ts'
import { deleteLink, findLink, insertLink, listImpactAreas, listImpactPoints, listImpactSessions, listLinks } from './link-queries.ts'
import type { ImpactLinkCreate } from './schemas.ts'

/** Ties a stakeholder to an impact as affected or as affecting; it may be both, by two ties. */
export async function addLink(tx: Db, request: FastifyRequest, impactId: string, body: z.output<typeof ImpactLinkCreate>) {
  const impact = await requireImpact(tx, impactId, request.reach)
  if (!(await stakeholdersExist(tx, [body.stakeholderId], request.reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/stakeholderId', code: 'unknown', message: 'unknown stakeholder' }] })
  const id = await insertLink(tx, { impactId, ...body })
  const row = id ? await findLink(tx, impactId, id, request.reach) : null
  if (!row) throw impactErrors['impact-link-exists']()
  await record(tx, request, { type: 'impactStakeholder.created', objectId: row.id, perimeterId: impact.perimeterId, after: { impactId, ...body } })
  return row
}

export async function removeLink(tx: Db, request: FastifyRequest, impactId: string, linkId: string): Promise<void> {
  const impact = await requireImpact(tx, impactId, request.reach)
  const row = await findLink(tx, impactId, linkId, request.reach)
  if (!row) throw impactErrors['impact-link-not-found']()
  await deleteLink(tx, linkId)
  await record(tx, request, { type: 'impactStakeholder.removed', objectId: linkId, perimeterId: impact.perimeterId, before: { impactId, stakeholderId: row.stakeholder.id, involvement: row.involvement } })
}

/** An impact and its neighbours on the spine; an API key without dialogue:read gets no point and no session. */
export async function readSheet(db: Db, request: FastifyRequest, id: string) {
  const { reach } = request
  const impact = await requireImpact(db, id, reach)
  const { scopes } = principalIn(request)
  const dialogue = scopes === null || scopes.includes('dialogue:read')
  const [links, areas, points, sessions] = await Promise.all([
    listLinks(db, id, reach), listImpactAreas(db, id), dialogue ? listImpactPoints(db, id, reach) : [], dialogue ? listImpactSessions(db, id, reach) : [],
  ])
  const of = (involvement: 'affected' | 'affecting') => links.filter((l) => l.involvement === involvement)
  return { impact, affected: of('affected'), affecting: of('affecting'), areas, points, sessions }
}
