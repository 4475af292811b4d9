import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { addDays } from '../indicators/periods.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import { requireRelay } from './commands.ts'
import { relayErrors } from './errors.ts'
import { findReport, insertReport, practicesExist, type ReportRow, reportOverlaps, sayPractices, updateReport } from './queries.reports.ts'
import { allows, type ReportDeed } from './rules.ts'
import type { RelayReportCreate, RelayReportPatch } from './schemas.reports.ts'

/** The report, or a 404 that does not tell absent from out of reach. */
export async function requireReport(db: Db, id: string, reach: Reach): Promise<ReportRow> {
  const row = await findReport(db, id, reach)
  if (!row) throw relayErrors['relay-report-not-found']()
  return row
}

async function requirePractices(tx: Db, said: readonly { practiceId: string }[]): Promise<void> {
  if (!(await practicesExist(tx, said.map((row) => row.practiceId)))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/practices', code: 'unknown', message: 'unknown practice' }] })
}

/** Begins a report of a relay within reach on a period that no other report of it touches. */
export async function createReport(tx: Db, request: FastifyRequest, body: z.output<typeof RelayReportCreate>): Promise<ReportRow> {
  const relay = await requireRelay(tx, body.relayId, request.reach).catch(() => { throw commonErrors['unknown-reference']({ errors: [{ pointer: '/relayId', code: 'unknown', message: 'unknown, or out of reach' }] }) })
  const { relayId, periodStart, periodEnd, summary = '', practices = [] } = body
  if (periodEnd < periodStart || periodEnd > addDays(periodStart, 366)) throw relayErrors['relay-report-period']({ errors: [{ pointer: '/periodEnd', code: 'order', message: 'before periodStart, or more than a year after it' }] })
  if (relay.endedOn && relay.endedOn < periodStart) throw relayErrors['relay-ended']()
  if (await reportOverlaps(tx, relayId, periodStart, periodEnd)) throw relayErrors['relay-report-overlaps']()
  await requirePractices(tx, practices)
  const id = await insertReport(tx, { relayId, perimeterId: relay.perimeterId, periodStart, periodEnd, summary, fictional: relay.fictional })
  await sayPractices(tx, id, practices)
  const row = await requireReport(tx, id, 'all')
  await record(tx, request, { type: 'relayReport.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

function requireDeed(row: ReportRow, deed: ReportDeed): void {
  if (!allows(row.status, deed)) throw relayErrors['relay-report-refused']({ params: { status: row.status } })
}

/** Says a report anew while it is not validated. */
export async function patchReport(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof RelayReportPatch>): Promise<ReportRow> {
  const before = await requireReport(tx, id, request.reach)
  requireMatch(request, before.version)
  requireDeed(before, 'edit')
  await requirePractices(tx, patch.practices ?? [])
  await sayPractices(tx, id, patch.practices ?? [])
  return save(tx, request, before, patch.summary === undefined ? {} : { summary: patch.summary }, 'relayReport.updated')
}

export async function submitReport(tx: Db, request: FastifyRequest, id: string): Promise<ReportRow> {
  const before = await requireReport(tx, id, request.reach)
  requireDeed(before, 'submit')
  if (before.practices.length === 0) throw relayErrors['relay-report-empty']()
  return save(tx, request, before, { status: 'submitted', submittedAt: new Date() }, 'relayReport.submitted')
}

export async function validateReport(tx: Db, request: FastifyRequest, id: string): Promise<ReportRow> {
  const before = await requireReport(tx, id, request.reach)
  requireDeed(before, 'validate')
  return save(tx, request, before, { status: 'validated', validatedAt: new Date(), validatedBy: principalIn(request).userId }, 'relayReport.validated')
}

/** Back to a draft, to be corrected. */
export async function reopenReport(tx: Db, request: FastifyRequest, id: string): Promise<ReportRow> {
  const before = await requireReport(tx, id, request.reach)
  requireDeed(before, 'reopen')
  return save(tx, request, before, { status: 'draft', submittedAt: null, validatedAt: null, validatedBy: null }, 'relayReport.reopened')
}

/** Removes a draft. */
export async function removeReport(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireReport(tx, id, request.reach)
  requireMatch(request, before.version)
  requireDeed(before, 'remove')
  if (!(await updateReport(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'relayReport.removed', objectId: id, perimeterId: before.perimeterId, before })
}

async function save(tx: Db, request: FastifyRequest, before: ReportRow, change: Parameters<typeof updateReport>[2], type: `relayReport.${string}`): Promise<ReportRow> {
  if (!(await updateReport(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireReport(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
