import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

type Item = typeof schema.watchItems.$inferSelect
interface WatchFile extends Pick<Item, 'kind' | 'title' | 'description' | 'sourceName' | 'observedOn' | 'severity' | 'likelihood' | 'status' | 'decision' | 'owner' | 'reviewOn'> { code: string; stakeholder: string | null; area: string | null; perimeter: string; closedOn?: string }

/** An invented watch: neither the facts nor their sources exist. */
export async function seedWatch(tx: Db, folder: string, references: References, recordedBy: string): Promise<void> {
  const { items } = await readReference<{ items: WatchFile[] }>(folder, 'demonstration/watch.json')
  await tx.insert(schema.watchItems).values(items.map(({ code, stakeholder, area, perimeter, closedOn, ...item }) => ({
    ...item, id: id('watch-item', code), reference: references.next(), stakeholderId: stakeholder ? id('stakeholder', stakeholder) : null, areaId: area ? id('area', area) : null, perimeterId: id('perimeter', perimeter), recordedBy,
    closedAt: closedOn ? new Date(`${closedOn}T11:00:00Z`) : null, fictional: true,
  })))
}
