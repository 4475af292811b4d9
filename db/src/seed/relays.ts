import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

type Relay = typeof schema.relays.$inferSelect
interface RelayFile { code: string; name: string; perimeter: string; user: string | null; since: string; fictional: boolean; duties: Relay['duties']; email: string }
interface ReportFile { relay: string; start: string; end: string; status: (typeof schema.relayReports.$inferSelect)['status']; summary: string; /** One digit 0–4 per key practice, in their order. */ maturity: string; actions: { practice: number; evidence: string; action: string; dueOn: string; doneOn: string | null }[] }

const noon = (day: string): Date => new Date(`${day}T11:00:00Z`)
const after = (day: string, days: number): Date => new Date(noon(day).getTime() + days * 86_400_000)

/** The network of relays, a fact since October 2012; and an invented example of who carries it, with two periods of reports. */
export async function seedRelays(tx: Db, folder: string, references: References): Promise<void> {
  const file = await readReference<{ relays: RelayFile[]; reports: ReportFile[] }>(folder, 'demonstration/relays.json')
  const perimeters = new Map(file.relays.map((relay) => [relay.code, id('perimeter', relay.perimeter)]))
  await tx.insert(schema.relays).values(file.relays.map((r) => ({
    id: id('relay', r.code), reference: references.next(), name: r.name, email: r.email, userId: r.user ? id('user', r.user) : null, perimeterId: id('perimeter', r.perimeter), duties: r.duties, since: r.since, fictional: r.fictional,
  })))
  await tx.insert(schema.relayReports).values(file.reports.map((r) => ({
    id: id('relay-report', `${r.relay}/${r.start}`), relayId: id('relay', r.relay), perimeterId: perimeters.get(r.relay) ?? id('perimeter', 'national'), periodStart: r.start, periodEnd: r.end, status: r.status, summary: r.summary,
    submittedAt: r.status === 'draft' ? null : after(r.end, 18), validatedAt: r.status === 'validated' ? after(r.end, 25) : null, validatedBy: r.status === 'validated' ? id('user', 'staff') : null, fictional: true,
  })))
  await tx.insert(schema.relayReportPractices).values(file.reports.flatMap((report) => [...report.maturity].map((digit, i) => {
    const action = report.actions.find((a) => a.practice === i + 1)
    return { id: id('relay-report-practice', `${report.relay}/${report.start}/${i + 1}`), reportId: id('relay-report', `${report.relay}/${report.start}`), practiceId: id('practice', String(i + 1)), maturity: Number(digit), evidence: action?.evidence ?? '', progressAction: action?.action ?? '', progressDueOn: action?.dueOn ?? null, progressDoneOn: action?.doneOn ?? null }
  })))
}
