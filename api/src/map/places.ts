import { type Db, demoId, schema } from '@convergence/db'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { within } from '../plugins/reach.ts'
import type { Lens, Places } from './schemas.ts'

const { mapPlaces, stakeholders, impacts, areas } = schema
const BATCH = 1000

/** Writes where nodes stand; the last place named for a node wins. Refuses (422) when one of them is absent or out of reach. */
export async function placeNodes(tx: Db, request: FastifyRequest, { lens, places }: Places): Promise<{ placed: number }> {
  const rows = [...new Map(places.map((p) => [`${p.type}:${p.id}`, p])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  await requireNodes(tx, rows, request.reach)
  for (let i = 0; i < rows.length; i += BATCH) {
    const values = rows.slice(i, i + BATCH).map((p) => ({ lens, nodeType: p.type, nodeId: p.id, x: p.x, y: p.y, pinned: p.pinned }))
    await tx.insert(mapPlaces).values(values).onConflictDoUpdate({ target: [mapPlaces.lens, mapPlaces.nodeType, mapPlaces.nodeId], set: { x: sql`excluded.x`, y: sql`excluded.y`, pinned: sql`excluded.pinned`, updatedAt: new Date() } })
  }
  await record(tx, request, { type: 'place.updated', objectId: demoId('lens', lens), after: { lens, placed: rows.length } })
  return { placed: rows.length }
}

/** Forgets the places of a lens, so that the next look computes them again. Only those of nodes within reach. */
export async function forgetPlaces(tx: Db, request: FastifyRequest, lens: Lens, keepPinned: boolean): Promise<void> {
  const { reach } = request
  const mine = (type: Places['places'][number]['type'], table: string, column: AnyPgColumn): SQL => sql`(${mapPlaces.nodeType} = ${type} and ${mapPlaces.nodeId} in (select id from ${sql.raw(table)} where ${within(column, reach) ?? sql`true`}))`
  const inReach = reach === 'all' ? undefined : sql`(${mapPlaces.nodeType} = 'area' or ${mine('stakeholder', 'stakeholders', stakeholders.perimeterId)} or ${mine('impact', 'impacts', impacts.perimeterId)})`
  await tx.delete(mapPlaces).where(and(eq(mapPlaces.lens, lens), keepPinned ? eq(mapPlaces.pinned, false) : undefined, inReach))
  await record(tx, request, { type: 'place.removed', objectId: demoId('lens', lens), before: { lens, keepPinned } })
}

async function requireNodes(tx: Db, places: Places['places'], reach: Reach): Promise<void> {
  const idsOf = (type: Places['places'][number]['type']) => places.filter((p) => p.type === type).map((p) => p.id)
  const count = async (ids: string[], table: PgTable, where: (ids: string[]) => SQL | undefined): Promise<void> => {
    if (ids.length === 0) return
    const [row] = await tx.select({ n: sql<number>`count(*)::int` }).from(table).where(where(ids))
    if (row?.n !== ids.length) throw commonErrors['unknown-reference']()
  }
  await count(idsOf('stakeholder'), stakeholders, (ids) => and(inArray(stakeholders.id, ids), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach)))
  await count(idsOf('impact'), impacts, (ids) => and(inArray(impacts.id, ids), isNull(impacts.deletedAt), within(impacts.perimeterId, reach)))
  await count(idsOf('area'), areas, (ids) => inArray(areas.id, ids))
}
