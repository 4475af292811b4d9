import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

interface BodyFile { id: string; label: string; members?: Record<string, number>; from?: string; to?: string }

const kinds: Record<string, (typeof schema.bodies.$inferInsert)['kind']> = { 'comite-orientation': 'committee', 'groupe-travail': 'working_group', forums: 'forum', 'commission-garanties': 'commission', 'reseau-relais': 'working_group' }
const members: Record<string, string> = { directeurs: 'directeurs', elus: 'élus', salaries: 'salariés' }

/** The bodies that the founding document names, with what it says of them and nothing more; and one of the example, labelled fictional. */
export async function seedBodies(tx: Db, folder: string, references: References): Promise<void> {
  const { bodies } = await readReference<{ bodies: BodyFile[] }>(folder, 'referentiel.json')
  await tx.insert(schema.bodies).values(bodies.map((body) => ({
    id: id('body', body.id), reference: references.next(), name: body.label, kind: kinds[body.id] ?? 'committee', purpose: compositionOf(body), perimeterId: id('perimeter', 'national'),
    since: body.from ? `${body.from}-01` : null, ceasedOn: body.to ? lastDayOf(body.to) : null,
  })))
  await tx.insert(schema.bodies).values({
    id: id('body', 'comite-dialogue-bretagne'), reference: references.next(), name: 'Comité de dialogue Bretagne', kind: 'committee', purpose: 'Prépare les séances de la région, approuve leurs comptes rendus et suit les engagements pris.', perimeterId: id('perimeter', 'bretagne'), since: '2026-01-15', fictional: true,
  })
}

const compositionOf = (body: BodyFile): string => {
  const parts = Object.entries(body.members ?? {}).map(([who, n]) => `${n} ${members[who] ?? who}`)
  return parts.length > 0 ? `Composition : ${parts.join(', ')}.` : ''
}

/** The document gives months: a body that ended in a month ended on its last day at the latest. */
function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}
