import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { comparePair } from '../methods/agreement/index.ts'
import type { Reach } from '../plugins/access.ts'
import { convergenceErrors } from './errors.ts'
import { endOf } from '../plugins/day-bounds.ts'
import { listHolders } from './matrix.ts'
import { listPoints } from './queries.ts'
import type { Holder, PairComparison, PairQuery } from './schemas.ts'
import { current } from './spans.ts'

type HeldRow = { positionId: string; pointId: string; holderId: string; value: number; reason: string }

/** What two stakeholders share and what parts them, over the points on which both hold a value on the current version. */
export async function computePair(db: Db, query: z.output<typeof PairQuery>, reach: Reach): Promise<z.output<typeof PairComparison>> {
  if (query.a === query.b) throw convergenceErrors['pair-of-one']()
  const [first, second] = [await requireHolder(db, query.a, 'a', reach), await requireHolder(db, query.b, 'b', reach)]
  const points = new Map((await listPoints(db, { asOf: query.asOf, fictional: query.fictional, perimeterId: query.perimeterId, stakeholderId: [query.a, query.b] }, reach)).map((point) => [point.id, point]))
  const held = points.size === 0 ? [] : await listHeld(db, [...points.keys()], [query.a, query.b], query.asOf)
  const of = (holderId: string) => new Map(held.filter((row) => row.holderId === holderId).map((row) => [row.pointId, row]))
  const [ours, theirs] = [of(query.a), of(query.b)]
  const values = (rows: Map<string, HeldRow>) => [...rows.values()].map((row) => ({ point: row.pointId, value: row.value }))
  const { points: shared, ...figures } = comparePair(values(ours), values(theirs))
  const rows = shared.flatMap(({ point: id, ...relation }) => {
    const [point, a, b] = [points.get(id), ours.get(id), theirs.get(id)]
    return point && a && b ? [{ pointId: id, reference: point.reference, title: point.title, statement: point.statement, version: point.version, fictional: point.fictional, ...relation, firstReason: a.reason, secondReason: b.reason, firstPositionId: a.positionId, secondPositionId: b.positionId }] : []
  })
  return { ...figures, first, second, points: rows, asOf: query.asOf ?? null }
}

/** A stakeholder within reach, or one that spoke on a point within reach; else 422, whether it is absent or hidden. */
async function requireHolder(db: Db, id: string, pointer: string, reach: Reach): Promise<z.output<typeof Holder>> {
  const [holder] = await listHolders(db, [id])
  const within = reach === 'all' || (holder && (await isInReach(db, id, reach)))
  if (!holder || !within) throw commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown stakeholder' }] })
  return holder
}

async function isInReach(db: Db, id: string, reach: readonly string[]): Promise<boolean> {
  const perimeters = sql`any(${`{${reach.join(',')}}`}::uuid[])`
  const { rows } = await db.execute<{ found: boolean }>(sql`select exists (select 1 from stakeholders where id = ${id} and perimeter_id = ${perimeters}) or exists (select 1 from positions where holder_id = ${id} and withdrawn_at is null and perimeter_id = ${perimeters}) as found`)
  return rows[0]?.found ?? false
}

async function listHeld(db: Db, points: readonly string[], holders: readonly string[], asOf: string | undefined): Promise<HeldRow[]> {
  const { rows } = await db.execute<HeldRow>(sql`
    with ${current(points, endOf(asOf), holders)}
    select s.id as "positionId", s.point_id as "pointId", s.holder_id as "holderId", s.value, x.reason from current s join positions x on x.id = s.id where s.state = 'stated'`)
  return rows
}
