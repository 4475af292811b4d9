import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Language } from '../errors.ts'
import { unhidden } from '../persons/hidden.ts'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { validOn } from '../ties/queries.ts'
import { type Layer, layersOf, type MapRequest } from './schemas.ts'

const { stakeholders, impacts, ties, mandates, expectations } = schema

/** Nodes, edges and counts as JSON texts that PostgreSQL wrote: at 10,000 nodes, building rows here would cost more than the query. */
export interface MapTexts extends Record<string, unknown> { nodes: string; edges: string; counts: string }

/** The map of a request within reach, by one statement. `today` stands for the day when the request names none. */
export async function readMap(db: Db, ask: MapRequest, reach: Reach, language: Language, today: string): Promise<MapTexts> {
  const shown = (layer: Layer): SQL => sql.raw(String((ask.include ?? layersOf[ask.lens]).includes(layer)))
  const { rows } = await db.execute<MapTexts>(sql`
    with s as materialized (select * from stakeholders where ${shown('stakeholders')} and ${stakeholderWhere(ask, reach)}),
    i as materialized (select * from impacts where ${shown('impacts')} and ${impactWhere(ask, reach)}),
    x as materialized (select e.id, e.stakeholder_id, e.area_id from (select * from expectations where ${expectationWhere(ask, reach)}) e where e.stakeholder_id in (select id from s)),
    a as materialized (select a.*, j.code as subject, ${label(sql`j`, language)} as subject_label from areas a join subjects j on j.id = a.subject_id where ${shown('areas')} and ${areaWhere(ask)}),
    places as materialized (select * from map_places where lens = ${ask.lens}),
    nodes as (${nodes(language)}),
    edges as (${edges(ask, reach, today, shown)})
    select (select coalesce(json_agg(n.node), '[]')::text from nodes n) as nodes, (select coalesce(json_agg(e.edge), '[]')::text from edges e) as edges,
      json_build_object('shown', (select count(*) from s), 'all', (select count(*) from stakeholders where ${and(isNull(stakeholders.deletedAt), unhidden(), within(stakeholders.perimeterId, reach))}),
        'impacts', (select count(*) from i), 'areas', (select count(*) from a), 'ties', (select count(*) from edges where kind = 'tie'))::text as counts`)
  const [row] = rows
  if (!row) throw new Error('the map query returned no row')
  return row
}

const label = (table: SQL, language: Language): SQL => sql`${table}.${sql.raw(language === 'en' ? 'label_en' : 'label_fr')}`

const place = (type: (typeof schema.mapNodeType.enumValues)[number], table: SQL): SQL => sql`left join places p on p.node_type = ${type} and p.node_id = ${table}.id`

const nodes = (language: Language): SQL => sql`
  select json_build_object('type', 'stakeholder', 'id', s.id, 'label', s.name, 'reference', s.reference, 'categoryId', s.category_id, 'kind', s.kind, 'side', s.side, 'sphere', s.sphere, 'status', s.status,
    'headcount', s.headcount, 'fictional', s.fictional, 'x', p.x, 'y', p.y, 'pinned', coalesce(p.pinned, false)) as node from s ${place('stakeholder', sql`s`)}
  union all
  select json_build_object('type', 'impact', 'id', i.id, 'label', i.title, 'reference', i.reference, 'sign', i.sign, 'severity', greatest(i.scale, i.scope, i.irremediability), 'actuality', i.actuality,
    'fictional', i.fictional, 'x', p.x, 'y', p.y, 'pinned', coalesce(p.pinned, false)) from i ${place('impact', sql`i`)}
  union all
  select json_build_object('type', 'area', 'id', a.id, 'label', ${label(sql`a`, language)}, 'code', a.code, 'subject', a.subject, 'subjectLabel', a.subject_label,
    'fictional', false, 'x', p.x, 'y', p.y, 'pinned', coalesce(p.pinned, false)) from a ${place('area', sql`a`)}`

/** An edge is there when both its ends are. A node's parent has no row of its own: its edge bears the child's id. */
const edges = (ask: MapRequest, reach: Reach, today: string, shown: (layer: Layer) => SQL): SQL => sql`
  select 'tie' as kind, json_build_object('type', 'tie', 'id', t.id, 'source', t.from_id, 'target', t.to_id, 'typeId', t.type_id, 'strength', t.strength, 'sign', t.sign, 'basis', t.basis, 'startOn', t.start_on, 'endOn', t.end_on,
    'confirmed', t.confirmed_on is not null) as edge
    from (select * from ties where ${shown('ties')} and ${isNull(ties.deletedAt)} and ${validOn(ties, ask.asOf ?? today)}) t join s f on f.id = t.from_id join s g on g.id = t.to_id
  union all
  select 'parent', json_build_object('type', 'parent', 'id', s.id, 'source', s.id, 'target', s.parent_id) from s join s parent on parent.id = s.parent_id where ${shown('ties')}
  union all
  select 'mandate', json_build_object('type', 'mandate', 'id', m.id, 'source', m.person_id, 'target', m.organisation_id)
    from (select * from mandates where ${shown('ties')} and ${isNull(mandates.deletedAt)} and ${within(mandates.perimeterId, reach) ?? sql`true`} and ${validOn(mandates, ask.asOf ?? today)}) m join s f on f.id = m.person_id join s g on g.id = m.organisation_id
  union all
  select 'impact', json_build_object('type', m.involvement, 'id', m.id, 'source', case when m.involvement = 'affected' then m.impact_id else m.stakeholder_id end, 'target', case when m.involvement = 'affected' then m.stakeholder_id else m.impact_id end)
    from impact_stakeholders m join i on i.id = m.impact_id join s on s.id = m.stakeholder_id
  union all
  select 'isoTie', json_build_object('type', 'isoTie', 'id', t.id, 'source', t.impact_id, 'target', t.area_id) from iso_ties t join i on i.id = t.impact_id join a on a.id = t.area_id
  union all
  select 'expectation', json_build_object('type', 'expectation', 'id', x.id, 'source', x.stakeholder_id, 'target', x.area_id) from x join a on a.id = x.area_id`

/** A filter that speaks of stakeholders keeps only the impacts that touch one of those it keeps. */
function impactWhere(ask: MapRequest, reach: Reach): SQL | undefined {
  const { lens: _lens, include, focus: _focus, degrees: _degrees, asOf, perimeterId, areaId, pillarId, ...ofStakeholders } = ask
  const narrowed = Object.values(ofStakeholders).some((value) => value !== undefined) && (include ?? layersOf[ask.lens]).includes('stakeholders')
  return and(
    isNull(impacts.deletedAt),
    within(impacts.perimeterId, reach),
    perimeterId ? inPerimeter(impacts.perimeterId, perimeterId) : undefined,
    asOf ? sql`${impacts.since} <= ${asOf}` : undefined,
    areaId ? sql`exists (select 1 from iso_ties t where t.impact_id = ${impacts.id} and t.area_id = ${areaId})` : undefined,
    pillarId ? sql`(${impacts.pillarId} = ${pillarId} or exists (select 1 from iso_ties t join pillar_areas pa on pa.area_id = t.area_id where t.impact_id = ${impacts.id} and pa.pillar_id = ${pillarId}))` : undefined,
    narrowed ? sql`exists (select 1 from impact_stakeholders m join s on s.id = m.stakeholder_id where m.impact_id = ${impacts.id})` : undefined,
  )
}

const expectationWhere = (ask: MapRequest, reach: Reach): SQL | undefined =>
  and(isNull(expectations.deletedAt), eq(expectations.horizon, 'now'), within(expectations.perimeterId, reach), ask.asOf ? sql`${expectations.statedOn} <= ${ask.asOf}` : undefined)

/** The ISO lens shows every area, so that blind spots are seen; elsewhere an area stands for what leads to it. */
function areaWhere(ask: MapRequest): SQL | undefined {
  if (ask.areaId) return sql`a.id = ${ask.areaId}`
  if (ask.pillarId) return sql`a.id in (select area_id from pillar_areas where pillar_id = ${ask.pillarId})`
  return ask.lens === 'iso' ? sql`true` : sql`(a.id in (select t.area_id from iso_ties t join i on i.id = t.impact_id) or a.id in (select area_id from x))`
}
