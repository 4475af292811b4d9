import type { Db } from '@convergence/db'
import type { z } from 'zod'
import { representativeness, type RepresentativenessResult } from '../methods/representativeness/index.ts'
import type { Reach } from '../plugins/access.ts'
import { areaCandidates, type AreaRow, type CandidateRow, categoryCandidates, type Compared, countAreas, countGroups, countOutside, findRanking, type GroupRow } from './queries.ts'
import type { Representativeness } from './schemas.ts'

type Answer = z.output<typeof Representativeness>
type Compares = Omit<Answer, 'basis' | 'colleges'>

/** Everything that follows from the voices and the map; `names` false leaves the candidates out. */
export async function compare(db: Db, c: Compared, reach: Reach, names: boolean): Promise<Compares> {
  // One after the other: each is one statement over the whole map.
  const groups = await countGroups(db, c, reach)
  const areas = await countAreas(db, c, reach)
  const outside = await countOutside(db, c, reach)
  const categories = partition(groups, (row) => row.categoryId)
  const sides = partition(groups, (row) => row.side)
  const organisations = groups.reduce((sum, row) => sum + row.organisations, 0)
  const n = groups.reduce((sum, row) => sum + row.voices, 0)
  const silent = categories.rows.flatMap(({ key, ...row }) => (key !== null && row.voices === 0 && row.organisations > 0 ? [{ categoryId: key, organisations: row.organisations, people: row.people }] : []))
  const ranking = names ? await findRanking(db, c, reach) : null
  return {
    method: 'representativeness@1', day: c.day, perimeterId: c.perimeterId, n, outside, fewVoices: categories.fewVoices,
    categories: { byOrganisations: categories.byOrganisations, byPeople: categories.byPeople, rows: categories.rows.map(({ key, ...row }) => ({ categoryId: key, ...row })) },
    sides: { byOrganisations: sides.byOrganisations, byPeople: sides.byPeople, rows: sides.rows.flatMap(({ key, ...row }) => (key === null ? [] : [{ side: key, ...row }])) },
    areas: areas.map((row) => ({ ...row, organisationShare: part(row.organisations, organisations), share: part(row.voices, n) })),
    missing: await missing(db, c, reach, { silent, areas: areas.filter((row) => row.voices === 0 && row.organisations > 0), rankingId: ranking?.id ?? null, names }),
    ranking,
  }
}

const part = (some: number, all: number): number | null => (all === 0 ? null : some / all)

interface Silent { silent: Omit<Answer['missing']['categories'][number], 'candidates'>[]; areas: AreaRow[]; rankingId: string | null; names: boolean }

async function missing(db: Db, c: Compared, reach: Reach, { silent, areas, rankingId, names }: Silent): Promise<Answer['missing']> {
  const forCategories = names ? await categoryCandidates(db, c, reach, silent.map((row) => row.categoryId), rankingId) : []
  const forAreas = names ? await areaCandidates(db, c, reach, areas.map((row) => row.areaId), rankingId) : []
  const of = (rows: CandidateRow[], key: string) => rows.filter((row) => row.key === key).map(({ id, name, rank, fictional }) => ({ id, name, rank, fictional }))
  return {
    categories: silent.toSorted((a, b) => b.organisations - a.organisations || b.people - a.people).map((row) => ({ ...row, candidates: of(forCategories, row.categoryId) })),
    areas: areas.toSorted((a, b) => b.organisations - a.organisations).map(({ areaId, code, organisations }) => ({ areaId, code, organisations, candidates: of(forAreas, areaId) })),
  }
}

type Group = Pick<GroupRow, 'organisations' | 'people' | 'voices'>
const NONE = 'none'

/** Rows put together by a key, each with its shares, and the distance by organisations and by people. */
function partition<K extends string | null>(rows: readonly GroupRow[], keyOf: (row: GroupRow) => K) {
  const groups = new Map<K, Group>()
  for (const row of rows) {
    const { organisations, people, voices } = groups.get(keyOf(row)) ?? { organisations: 0, people: 0, voices: 0 }
    groups.set(keyOf(row), { organisations: organisations + row.organisations, people: people + row.people, voices: voices + row.voices })
  }
  const entries = [...groups]
  const measured = (reference: (group: Group) => number) => representativeness({ groups: entries.map(([key, group]) => ({ key: key ?? NONE, voices: group.voices, reference: reference(group) })) })
  const byOrganisations = measured((group) => group.organisations)
  const byPeople = measured((group) => group.people)
  return {
    byOrganisations: summary(byOrganisations), byPeople: summary(byPeople), fewVoices: byOrganisations.fewVoices,
    rows: entries.map(([key, group], i) => {
      const [one, two] = [byOrganisations.groups[i], byPeople.groups[i]]
      return { key, ...group, share: one?.share ?? null, organisationShare: one?.referenceShare ?? null, gap: one?.gap ?? null, peopleShare: two?.referenceShare ?? null, peopleGap: two?.gap ?? null }
    }),
  }
}

const summary = ({ distance, floor, reference }: RepresentativenessResult) => ({ distance: distance ?? null, floor: floor ?? null, reference })
