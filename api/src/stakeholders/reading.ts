import { schema } from '@convergence/db'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { isToldInTime } from '../notices/gate.ts'
import { findHeld, isOfficer } from '../persons/find.ts'
import { keepExport, keepReading } from '../persons/readings.ts'
import { may, principalIn } from '../plugins/access.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { formatOf } from './accept.ts'
import { requireStakeholder } from './commands.ts'
import { stakeholderErrors } from './errors.ts'
import { stakeholdersCsv } from './export.ts'
import { stakeholderWhere } from './filter.ts'
import { listStakeholders, type StakeholderRow } from './queries.ts'
import type { StakeholderListQuery } from './schemas.ts'

/** A page of the register in JSON, or all that matches in CSV when the reader asks for it. */
export async function sendStakeholders(request: FastifyRequest, reply: FastifyReply, asked: z.output<typeof StakeholderListQuery>) {
  const { db, config } = request.server
  if (formatOf(request.headers.accept) === 'csv') return sendCsv(request, reply, asked)
  return pageFrom(await listStakeholders(db, asked, request.reach, config.secret), asked, request, reply)
}

/** One stakeholder; who opens a person’s sheet is kept. The data protection officer opens restricted ones too. */
export async function openStakeholder(request: FastifyRequest, id: string): Promise<StakeholderRow> {
  const { db } = request.server
  const held = isOfficer(request.principal) ? await findHeld(db, id, request.reach) : null
  const row = held?.restrictedAt ? held : await requireStakeholder(db, id, request.reach)
  await requireTold(request, row)
  if (row.kind === 'person') await keepReading(db, request, 'sheet', row)
  return row
}

/** Who should have been told and was not is shown to those alone who can tell them (P-03); to others as absent. */
export async function requireTold(request: FastifyRequest, { id, kind }: Pick<StakeholderRow, 'id' | 'kind'>): Promise<void> {
  const tells = may.notify.roles as readonly string[]
  if (kind !== 'person' || request.principal?.grants.some((grant) => tells.includes(grant.role))) return
  if (!(await isToldInTime(request.server.db, id))) throw stakeholderErrors['stakeholder-not-found']()
}

async function sendCsv(request: FastifyRequest, reply: FastifyReply, asked: z.output<typeof StakeholderListQuery>) {
  const { limit: _limit, cursor: _cursor, sort: _sort, csv = 'machine', ...filter } = asked
  await logExport(request, filter, csv)
  await keepExport(request.server.db, request, stakeholderWhere(filter, request.reach))
  const name = `registre-${new Date().toISOString().slice(0, 10)}.csv`
  // The stream bypasses the JSON serializer of the route; its type is the page's only on paper.
  return reply.type(`text/csv; charset=utf-8; header=present`).header('content-disposition', `attachment; filename="${name}"`).send(stakeholdersCsv(request.server.db, filter, request.reach, csv) as never)
}

/** Who took what out, without what was searched: that may be a person's name. */
async function logExport(request: FastifyRequest, { q, ...filter }: Record<string, unknown>, csv: string): Promise<void> {
  const told = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
  await request.server.db.insert(schema.auditEntries).values({ actor: principalIn(request).actor, action: 'export.created', objectType: 'export', after: { of: 'stakeholders', csv, ...told, searched: q !== undefined }, traceId: request.id })
}
