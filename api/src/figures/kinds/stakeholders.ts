import { schema } from '@convergence/db'
import { and, inArray, isNull, sql } from 'drizzle-orm'
import { inPerimeter, within } from '../../plugins/reach.ts'
import type { FigureContext } from '../context.ts'
import { type Labels, numberText, shareOf } from '../format.ts'
import { type Computed, countCell, type FigureKind, valueCell, wordCell } from '../kind.ts'
import { noCategory, sideWords, total } from '../words.ts'
import { sessionsOf } from './sessions.ts'

const { stakeholders } = schema
type Side = keyof typeof sideWords
interface Met extends Record<string, unknown> { id: string; name: string; reference: string; kind: string; categoryId: string | null; sessions: number; last: string }
interface Category extends Record<string, unknown> { id: string | null; labelFr: string; labelEn: string; side: Side | null; known: number }

const uuids = (ids: readonly string[]) => sql`any(${`{${ids.join(',')}}`}::uuid[])`

/** Who took part in a session of the period, with how many and the last of them. */
const metStakeholders = (ctx: FigureContext) =>
  ctx.once('stakeholders-met', async () => {
    const held = await sessionsOf(ctx)
    if (held.length === 0) return []
    const { rows } = await ctx.db.execute<Met>(sql`
      select h.id, h.name, h.reference, h.kind::text as kind, h.category_id as "categoryId", count(*)::int as sessions, max((s.starts_at at time zone 'Europe/Paris')::date)::text as last
      from attendances a join sessions s on s.id = a.session_id join stakeholders h on h.id = a.stakeholder_id and h.deleted_at is null
      where a.session_id = ${uuids(held.map((row) => row.id))} and a.status in ('present', 'remote') and h.kind <> 'person' group by h.id order by h.search_name, h.id`)
    return rows
  })

/** Categories with how many stakeholders of the perimeter were known at the end of the period. */
const knownByCategory = (ctx: FigureContext) =>
  ctx.once('stakeholders-known', async () => {
    const known = and(isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, ctx.reach), inPerimeter(stakeholders.perimeterId, ctx.perimeterId), inArray(stakeholders.kind, ['organisation', 'group']), sql`${stakeholders.since} <= ${ctx.asOf} and (${stakeholders.archivedOn} is null or ${stakeholders.archivedOn} > ${ctx.asOf})`)
    const { rows } = await ctx.db.execute<Category>(sql`
      select c.id, c.label_fr as "labelFr", c.label_en as "labelEn", c.side::text as side, coalesce(k.n, 0) as known
      from categories c left join (select category_id, count(*)::int as n from stakeholders where ${known} group by category_id) k on k.category_id = c.id order by c.rank, c.id`)
    return rows
  })

interface Line { id: string | null; label: string; side: string; met: number; sessions: number; known: number }

async function linesOf(ctx: FigureContext): Promise<{ lines: Line[]; met: Met[] }> {
  const [met, categories] = await Promise.all([metStakeholders(ctx), knownByCategory(ctx)])
  const of = (id: string | null) => met.filter((row) => row.categoryId === id)
  const line = (id: string | null, labels: Labels, side: string, known: number): Line => ({ id, label: labels[ctx.language], side, known, met: of(id).length, sessions: of(id).reduce((sum, row) => sum + row.sessions, 0) })
  const lines = categories.map((c) => line(c.id, { fr: c.labelFr, en: c.labelEn }, c.side ? sideWords[c.side][ctx.language] : '', c.known)).filter((row) => row.met > 0 || row.known > 0)
  const without = line(null, noCategory, '', 0)
  return { lines: without.met > 0 ? [...lines, without] : lines, met }
}

const shared = {
  group: 'dialogue' as const, method: 'stakeholders-met@1', params: [],
  rule: { fr: 'Organisations et groupes présents, en salle ou à distance, à une séance tenue dans la période ; chacun compte une fois. Connues : organisations et groupes inscrits au registre au dernier jour de la période.', en: 'Organisations and groups present, in the room or online, at a session held in the period, each counted once. Known: organisations and groups in the register on the last day of the period.' },
  rows: async (ctx: FigureContext) => (await metStakeholders(ctx)).map((row) => ({ id: row.id, type: 'stakeholder', objectId: row.id, label: row.name, detail: `${row.sessions} × ${ctx.language === 'fr' ? 'séance' : 'session'}`, at: row.last, counted: true })),
}

const headOf = (ctx: FigureContext, met: Met[], lines: Line[]): Computed['head'] => ({ label: stakeholdersTable.label[ctx.language], value: met.length, unit: 'count', n: met.length, people: met.length, denominator: lines.reduce((sum, row) => sum + row.known, 0), rowCount: met.length })

const heads = { fr: ['Catégorie', 'Sphère', 'Rencontrées', 'Connues', 'Part'], en: ['Category', 'Side', 'Met', 'Known', 'Share'] } as const
const keys = ['category', 'side', 'met', 'known', 'share'] as const
const kinds = ['text', 'text', 'number', 'number', 'percent'] as const

export const stakeholdersTable: FigureKind = {
  ...shared, name: 'stakeholders-met', block: 'table',
  label: { fr: 'Parties prenantes rencontrées', en: 'Stakeholders met' },
  compute: async (ctx) => {
    const { language } = ctx
    const { lines, met } = await linesOf(ctx)
    const known = lines.reduce((sum, row) => sum + row.known, 0)
    return {
      head: headOf(ctx, met, lines),
      body: {
        type: 'table', sums: 'columns', cut: 0, columns: keys.map((key, i) => ({ key, label: heads[language][i] ?? key, kind: kinds[i] ?? 'text' })),
        rows: lines.map((row) => ({ link: null, cells: [wordCell(row.label), wordCell(row.side), countCell(row.met, language, true), countCell(row.known, language), valueCell(shareOf(row.met, row.known), 'percent', language, row.met)] })),
        total: [wordCell(total[language]), wordCell(''), countCell(met.length, language, true), countCell(known, language), valueCell(shareOf(met.length, known), 'percent', language, met.length)],
      },
    }
  },
}

export const stakeholdersChart: FigureKind = {
  ...shared, name: 'stakeholders-met-chart', block: 'chart',
  label: { fr: 'Parties prenantes rencontrées, par catégorie', en: 'Stakeholders met, by category' },
  compute: async (ctx) => {
    const { language } = ctx
    const { lines, met } = await linesOf(ctx)
    const shown = lines.filter((row) => row.met > 0).toSorted((a, b) => b.met - a.met)
    return {
      head: headOf(ctx, met, lines),
      body: {
        type: 'chart', form: 'bars', sums: 'series', unit: 'count', unitText: '', target: null,
        series: [{ key: 'met', label: language === 'fr' ? 'Rencontrées' : 'Met', tone: 'plain' }],
        categories: shown.map((row) => ({ label: row.label, tone: 'plain', link: null, values: [{ value: row.met, text: numberText(row.met, language), people: row.met, withheld: null }] })),
      },
    }
  },
}
