import { type Db, schema } from '@convergence/db'
import { and, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { meanOf } from './rules.ts'
import type { Maturity, MaturityQuery } from './schemas.reports.ts'

const { perimeters, practices, relayReportPractices, relayReports } = schema

/** Practices by perimeter: the latest report of each that was handed in, beside the one before it. */
export async function readMaturity(db: Db, { asOf, perimeterId }: z.output<typeof MaturityQuery>, reach: Reach): Promise<z.output<typeof Maturity>> {
  const reports = await db.select({ id: relayReports.id, perimeterId: relayReports.perimeterId, periodEnd: relayReports.periodEnd, status: relayReports.status }).from(relayReports)
    .where(and(isNull(relayReports.deletedAt), ne(relayReports.status, 'draft'), within(relayReports.perimeterId, reach), perimeterId ? inPerimeter(relayReports.perimeterId, perimeterId) : undefined, asOf ? lte(relayReports.periodEnd, asOf) : undefined)).orderBy(sql`${relayReports.periodEnd} desc`, sql`${relayReports.id} desc`)
  const byPlace = new Map<string, typeof reports>()
  for (const report of reports) byPlace.set(report.perimeterId, [...(byPlace.get(report.perimeterId) ?? []), report])
  const shown = [...byPlace.values()].flatMap((list) => list.slice(0, 2)).map((report) => report.id)
  const said = shown.length === 0 ? [] : await db.select().from(relayReportPractices).where(inArray(relayReportPractices.reportId, shown))
  const levels = new Map(said.map((row) => [`${row.reportId}/${row.practiceId}`, row.maturity]))
  const all = await db.select({ id: practices.id }).from(practices).orderBy(practices.rank)
  const places = new Map((await db.select({ id: perimeters.id, name: perimeters.name, kind: perimeters.kind }).from(perimeters)).map((row) => [row.id, row]))
  const cells = [...byPlace].flatMap(([place, [latest, former]]) => all.flatMap(({ id: practiceId }) => {
    const maturity = latest ? levels.get(`${latest.id}/${practiceId}`) : undefined
    if (!latest || maturity === undefined) return []
    return [{ practiceId, perimeterId: place, maturity, before: former ? levels.get(`${former.id}/${practiceId}`) ?? null : null, reportId: latest.id, status: latest.status === 'validated' ? 'validated' as const : 'submitted' as const }]
  }))
  const of = (match: (cell: (typeof cells)[number]) => boolean) => cells.filter(match).map((cell) => cell.maturity)
  return {
    perimeters: [...byPlace].flatMap(([id, [latest]]) => {
      const place = places.get(id)
      return place && latest ? [{ ...place, periodEnd: latest.periodEnd, mean: meanOf(of((cell) => cell.perimeterId === id)) ?? 0 }] : []
    }).sort((a, b) => a.kind.localeCompare(b.kind) * -1 || a.name.localeCompare(b.name, 'fr')),
    practices: all.map(({ id }) => ({ id, mean: meanOf(of((cell) => cell.practiceId === id)), n: of((cell) => cell.practiceId === id).length })),
    cells,
  }
}
