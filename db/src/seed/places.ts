import { demoId } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { readReference } from './read.ts'

type NodeType = (typeof schema.mapNodeType.enumValues)[number]
/** Lens → type of node → code → its place, in pixels at zoom 1. */
export type PlacesFile = Record<string, Record<NodeType, Record<string, [number, number]>>>

/** Where the demonstration's nodes stand, so that its first picture needs no computation, and one shared view. */
export async function seedPlaces(tx: Db, folder: string): Promise<void> {
  const file = await readReference<PlacesFile>(folder, 'demonstration/places.json')
  const rows = Object.entries(file).flatMap(([lens, types]) => schema.mapNodeType.enumValues.flatMap((nodeType) => Object.entries(types[nodeType]).map(([code, [x, y]]) => ({ lens, nodeType, nodeId: demoId(nodeType, code), x, y }))))
  await tx.insert(schema.mapPlaces).values(rows).onConflictDoNothing()
  await tx.insert(schema.savedViews).values({ id: demoId('saved-view', 'iso-bretagne'), ownerId: demoId('user', 'administrator'), name: 'Bretagne, domaines ISO', screen: 'map', shared: true, state: { lentille: 'iso', perimetre: demoId('perimeter', 'bretagne') } })
}
