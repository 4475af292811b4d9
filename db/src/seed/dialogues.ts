import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { firstDay } from './demonstration-map.ts'
import type { DialogueFile, DialogueMapFile } from './files.ts'
import { readReference } from './read.ts'

/** The document is dated 2012-2013: a dialogue that it does not date was stated there at the latest. */
const DOCUMENT_DAY = '2013-06-30'
const noon = (day: string): Date => new Date(`${day}T10:00:00Z`)

interface Dialogue { facts: DialogueFile; map: DialogueMapFile; titles: string[] }

/** The dialogues that the founding document reports. Where it states no position, there is none here. */
export async function seedDialogues(tx: Db, folder: string, references: References, recordedBy: string): Promise<void> {
  const { dialogues } = await readReference<{ dialogues: DialogueFile[] }>(folder, 'dialogues.json')
  const maps = await readReference<DialogueMapFile[]>(folder, 'demonstration/dialogues-map.json')
  const titles = await readReference<Record<string, string[]>>(folder, 'demonstration/dialogue-titles.json')
  for (const facts of dialogues) {
    const map = maps.find((m) => m.dialogue === facts.id)
    if (map) await seedDialogue(tx, { facts, map, titles: titles[facts.id] ?? [] }, references, recordedBy)
  }
}

async function seedDialogue(tx: Db, dialogue: Dialogue, references: References, recordedBy: string): Promise<void> {
  const { facts, map, titles } = dialogue
  const sessionId = map.startOn ? await seedSession(tx, dialogue, references, recordedBy) : null
  for (const [i, point] of facts.points.entries()) {
    const meta = map.points.find((p) => p.index === i)
    if (!meta) continue
    const title = titles[i] ?? facts.title
    const code = `${facts.id}-${i + 1}`
    await seedPoint(tx, { code, title, statement: point.statement, areas: meta.areas, impacts: meta.impacts, perimeter: map.perimeter, fictional: false, day: map.endOn ? lastDay(map.endOn) : DOCUMENT_DAY }, references)
    if (sessionId) await tx.insert(schema.agendaItems).values({ id: id('agenda-item', code), sessionId, rank: i + 1, title, aim: 'consult', durationMinutes: 30, pointId: id('point', code) })
    for (const [holder, stance] of Object.entries(point.positions)) {
      await tx.insert(schema.positions).values({
        id: id('position', `${code}/${holder}`), pointId: id('point', code), pointVersionId: id('point-version', `${code}/1`), holderId: id('stakeholder', holder), sessionId, perimeterId: id('perimeter', map.perimeter),
        state: 'stated', value: stance === 'agree' ? 1 : -1, reason: point.reason ?? '', manner: 'written', source: map.source, statedAt: noon(map.endOn ? lastDay(map.endOn) : DOCUMENT_DAY), recordedBy,
      })
    }
  }
}

const lastDay = (date: string): string => (date.length === 4 ? `${date}-12-31` : `${date}-28`.slice(0, 10))

async function seedSession(tx: Db, { facts, map }: Dialogue, references: References, recordedBy: string): Promise<string> {
  const sessionId = id('session', facts.id)
  const startsAt = noon(firstDay(map.startOn))
  await tx.insert(schema.sessions).values({
    id: sessionId, reference: references.next(), title: facts.title, aim: facts.form ?? '', form: 'in_room', status: 'closed', startsAt, endsAt: map.endOn ? noon(lastDay(map.endOn)) : null, place: map.place ?? '',
    perimeterId: id('perimeter', map.perimeter), facilitatorId: recordedBy, summary: (facts.results ?? []).map((r) => `– ${r}`).join('\n'),
  })
  await tx.insert(schema.attendances).values(map.stakeholders.map((s) => ({ id: id('attendance', `${facts.id}/${s}`), sessionId, stakeholderId: id('stakeholder', s), status: 'present' as const, recordedBy })))
  return sessionId
}

export interface PointSeed { code: string; title: string; statement: string; areas: string[]; impacts: string[]; perimeter: string; fictional: boolean; day: string }

/** A point with its first version, its areas and its impacts. */
export async function seedPoint(tx: Db, p: PointSeed, references: References): Promise<void> {
  const pointId = id('point', p.code)
  const perimeterId = id('perimeter', p.perimeter)
  await tx.insert(schema.points).values({ id: pointId, reference: references.next(), title: p.title, perimeterId, fictional: p.fictional, createdAt: noon(p.day) })
  await tx.insert(schema.pointVersions).values({ id: id('point-version', `${p.code}/1`), pointId, number: 1, statement: p.statement, createdAt: noon(p.day) })
  if (p.areas.length) await tx.insert(schema.isoTies).values(p.areas.map((area) => ({ id: id('iso-tie', `${p.code}/${area}`), areaId: id('area', area), perimeterId, pointId })))
  if (p.impacts.length) await tx.insert(schema.pointImpacts).values(p.impacts.map((impact) => ({ id: id('point-impact', `${p.code}/${impact}`), pointId, impactId: id('impact', impact) })))
}
