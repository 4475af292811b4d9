import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import type { ConsultationFile, PositionFile } from './files.ts'
import { readReference } from './read.ts'

interface Revised { value: number; statedOn: string; by: string; reason: string }
interface StudyFile {
  code: string; title: string; purpose: string; perimeter: string; createdOn: string; statedOn: string; by: string; actors: string[]; objectives: string[]
  influences: number[][]
  revisions: ({ from: string; on: string } & Revised)[]
  stances: ({ actor: string; objective: string } & Revised)[]
}

const BATCH = 300
/** −2…+2 of a position on the −4…+4 of 2MAO, as filling from positions does. */
const STEP = 2

const noon = (day: string): Date => new Date(`${day}T10:00:00Z`)

/** The fictional MACTOR study: ten holders of the example consultation over eight of its points. */
export async function seedMactor(tx: Db, folder: string, references: References): Promise<void> {
  const study = await readReference<StudyFile>(folder, 'demonstration/mactor.json')
  const { positions } = await readReference<ConsultationFile>(folder, 'demonstration/consultation.json')
  const studyId = id('mactor-study', study.code)
  const since = noon(study.createdOn)
  await tx.insert(schema.mactorStudies).values({ id: studyId, reference: references.next(), title: study.title, purpose: study.purpose, perimeterId: id('perimeter', study.perimeter), fictional: true, createdAt: since, updatedAt: since })
  await tx.insert(schema.mactorActors).values(study.actors.map((code, i) => ({ id: actorId(study, code), studyId, stakeholderId: id('stakeholder', code), rank: i + 1, addedAt: since })))
  await tx.insert(schema.mactorObjectives).values(await objectiveRows(tx, study, studyId, since))
  const influences = influenceRows(study, studyId)
  for (let i = 0; i < influences.length; i += BATCH) await tx.insert(schema.mactorInfluences).values(influences.slice(i, i + BATCH))
  const stances = [...positionRows(study, studyId, positions), ...handRows(study, studyId)]
  for (let i = 0; i < stances.length; i += BATCH) await tx.insert(schema.mactorStances).values(stances.slice(i, i + BATCH))
}

const actorId = (study: StudyFile, code: string): string => id('mactor-actor', `${study.code}/${code}`)
const objectiveId = (study: StudyFile, code: string): string => id('mactor-objective', `${study.code}/${code}`)

async function objectiveRows(tx: Db, study: StudyFile, studyId: string, addedAt: Date): Promise<(typeof schema.mactorObjectives.$inferInsert)[]> {
  const titles = new Map((await tx.select({ id: schema.points.id, title: schema.points.title }).from(schema.points)).map((p) => [p.id, p.title]))
  return study.objectives.map((code, i) => ({ id: objectiveId(study, code), studyId, kind: 'point', pointId: id('point', code), title: titles.get(id('point', code)) ?? code, rank: i + 1, addedAt }))
}

/** The matrix as first stated, then the cells that were looked at again. */
function influenceRows(study: StudyFile, studyId: string): (typeof schema.mactorInfluences.$inferInsert)[] {
  const cell = (from: string, on: string, value: number, statedOn: string, by: string, reason: string) => ({ id: id('mactor-influence', `${study.code}/${from}/${on}/${statedOn}`), studyId, actorId: actorId(study, from), onActorId: actorId(study, on), value, reason, authorId: id('user', by), statedAt: noon(statedOn) })
  const first = study.influences.flatMap((row, a) => row.flatMap((value, b) => {
    const [from, on] = [study.actors[a], study.actors[b]]
    return from === undefined || on === undefined || a === b ? [] : [cell(from, on, value, study.statedOn, study.by, '')]
  }))
  return [...first, ...study.revisions.map((r) => cell(r.from, r.on, r.value, r.statedOn, r.by, r.reason))]
}

type StanceRow = typeof schema.mactorStances.$inferInsert

/** One statement per position of an actor on an objective, on the day of the position: the study moves as the consultation did. */
function positionRows(study: StudyFile, studyId: string, positions: PositionFile[]): StanceRow[] {
  return positions.filter((p) => study.actors.includes(p.holder) && study.objectives.includes(p.point) && p.state !== 'not_asked' && p.state !== 'left_before').map((p) => ({
    id: id('mactor-stance', `${study.code}/${p.session}/${p.point}/${p.holder}`), studyId, actorId: actorId(study, p.holder), objectiveId: objectiveId(study, p.point),
    value: p.value === null ? null : p.value * STEP, positionId: p.value === null ? null : id('position', `${p.session}/${p.point}/${p.holder}`), authorId: id('user', study.by), statedAt: noon(p.statedOn),
  }))
}

const handRows = (study: StudyFile, studyId: string): StanceRow[] => study.stances.map((s) => ({
  id: id('mactor-stance', `${study.code}/${s.actor}/${s.objective}/${s.statedOn}`), studyId, actorId: actorId(study, s.actor), objectiveId: objectiveId(study, s.objective), value: s.value, reason: s.reason, authorId: id('user', s.by), statedAt: noon(s.statedOn),
}))
