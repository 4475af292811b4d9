import { schema } from '@convergence/db'
import { and, isNull, sql } from 'drizzle-orm'
import { inPerimeter, within } from '../../plugins/reach.ts'
import { validOn } from '../../ties/queries.ts'
import type { FigureContext } from '../context.ts'
import { categoryColours, type Dot, networkPicture, type Picture, ringBounds, ringsPicture, uncategorised } from '../drawing.ts'
import type { Computed, FigureKind } from '../kind.ts'
import type { Params } from '../params.ts'
import { aPerson, noCategory } from '../words.ts'
import { firstRanked, rankingOf } from './ranking.ts'

const { stakeholders, ties } = schema
/** Beyond so many dots a printed picture is not read: those with most ties are drawn. */
const MOST = 250
interface Node extends Record<string, unknown> { id: string; name: string; reference: string; colour: number | null; labelFr: string | null; labelEn: string | null; x: number; y: number; degree: number; known: number }
interface Tie extends Record<string, unknown> { from: string; to: string; sign: number }

const placed = (ctx: FigureContext) =>
  ctx.once('map-network', async () => {
    const shown = and(isNull(stakeholders.deletedAt), sql`${stakeholders.kind} <> 'person'`, within(stakeholders.perimeterId, ctx.reach), inPerimeter(stakeholders.perimeterId, ctx.perimeterId), sql`${stakeholders.since} <= ${ctx.asOf} and (${stakeholders.archivedOn} is null or ${stakeholders.archivedOn} > ${ctx.asOf})`)
    const { rows: nodes } = await ctx.db.execute<Node>(sql`
      with t as materialized (select from_id, to_id from ties where ${isNull(ties.deletedAt)} and ${validOn(ties, ctx.asOf)}),
      degree as (select id, count(*)::int as n from (select from_id as id from t union all select to_id from t) x group by id)
      select s.id, s.name, s.reference, c.colour, c.label_fr as "labelFr", c.label_en as "labelEn", p.x, p.y, coalesce(d.n, 0) as degree, count(*) over ()::int as known
      from (select * from stakeholders where ${shown}) s join map_places p on p.lens = 'network' and p.node_type = 'stakeholder' and p.node_id = s.id left join categories c on c.id = s.category_id left join degree d on d.id = s.id
      order by coalesce(d.n, 0) desc, s.search_name, s.id limit ${MOST}`)
    const ids = `{${nodes.map((node) => node.id).join(',')}}`
    const { rows: drawn } = await ctx.db.execute<Tie>(sql`select from_id as "from", to_id as "to", sign::int as sign from ties where ${isNull(ties.deletedAt)} and ${validOn(ties, ctx.asOf)} and from_id = any(${ids}::uuid[]) and to_id = any(${ids}::uuid[]) order by id`)
    return { nodes, ties: drawn }
  })

const colourOf = (colour: number | null): string => categoryColours[(colour ?? 0) - 1] ?? uncategorised

interface Drawn { label: string; colour: string }
/** Categories of what is drawn, the largest first. */
function legendOf(drawn: readonly Drawn[]) {
  const groups = new Map<string, { colour: string; label: string; count: number }>()
  for (const { label, colour } of drawn) {
    const group = groups.get(label) ?? { colour, label, count: 0 }
    groups.set(label, { ...group, count: group.count + 1 })
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'fr'))
}

function pictured({ label, picture, drawn, known }: { label: string; picture: Picture; drawn: readonly Drawn[]; known: number }): Computed {
  return { head: { label, value: drawn.length, unit: 'count', n: known, denominator: known, rowCount: drawn.length }, body: { type: 'map', ...picture, legend: legendOf(drawn) } }
}

export const networkMap: FigureKind = {
  name: 'map-network', block: 'map', group: 'map', method: 'map-network@1', params: [],
  label: { fr: 'Carte des parties prenantes', en: 'Stakeholder map' },
  rule: { fr: `Organisations et groupes connus à la fin de la période, à leur place sur la carte ; au plus ${MOST}, ceux qui ont le plus de liens. Trait plein : lien favorable ou neutre ; tireté : lien conflictuel.`, en: `Organisations and groups known at the end of the period, at their place on the map; at most ${MOST}, those with most ties. Solid: friendly or neutral tie; dashed: conflict.` },
  compute: async (ctx) => {
    const { nodes, ties: lines } = await placed(ctx)
    const dots: Dot[] = nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, radius: Math.min(14, 5 + 1.4 * Math.sqrt(node.degree)), colour: colourOf(node.colour), label: node.name, weight: node.degree }))
    const label = networkMap.label[ctx.language]
    return pictured({ label, picture: networkPicture(label, dots, lines), drawn: nodes.map((node) => ({ colour: colourOf(node.colour), label: (ctx.language === 'fr' ? node.labelFr : node.labelEn) ?? noCategory[ctx.language] })), known: nodes[0]?.known ?? 0 })
  },
  rows: async (ctx) => (await placed(ctx)).nodes.map((node) => ({ id: node.id, type: 'stakeholder', objectId: node.id, label: node.name, detail: node.reference, at: null, counted: true })),
}

const ringMembers = async (ctx: FigureContext, params: Params) => {
  const ranking = await rankingOf(ctx, params)
  return ranking ? { ranking, rows: await firstRanked(ctx, ranking.id, ringBounds[ringBounds.length - 1] ?? 60) } : null
}

export const ringsMap: FigureKind = {
  name: 'map-rings', block: 'map', group: 'map', method: 'map-rings@1',
  params: [{ name: 'rankingId', kind: 'ranking', label: { fr: 'Hiérarchisation', en: 'Ranking' }, required: false }],
  label: { fr: 'Cercles des parties prenantes', en: 'Rings of stakeholders' },
  rule: { fr: `Rangs de la hiérarchisation : ${ringBounds.join(', ')} ; les premiers au centre.`, en: `Ranks of the ranking: ${ringBounds.join(', ')}; the first in the middle.` },
  compute: async (ctx, params) => {
    const members = await ringMembers(ctx, params)
    if (!members) return null
    const { language } = ctx
    const name = (row: (typeof members.rows)[number]) => (row.kind === 'person' ? '' : row.name)
    const label = ringsMap.label[language]
    const picture = ringsPicture(label, members.rows.map((row) => ({ id: row.id, rank: row.rank, group: row.colour ?? 99, colour: colourOf(row.colour), label: name(row), weight: -row.rank })))
    return pictured({ label: `${label} : ${members.ranking.title}`, picture, drawn: members.rows.map((row) => ({ colour: colourOf(row.colour), label: (language === 'fr' ? row.labelFr : row.labelEn) ?? noCategory[language] })), known: members.ranking.n })
  },
  rows: async (ctx, params) => ((await ringMembers(ctx, params))?.rows ?? []).map((row) => ({ id: row.id, type: 'stakeholder', objectId: row.id, label: row.kind === 'person' ? aPerson[ctx.language] : row.name, detail: `${ctx.language === 'fr' ? 'rang' : 'rank'} ${row.rank}`, at: null, counted: true })),
}
