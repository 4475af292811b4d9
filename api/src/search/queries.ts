import { type Db, schema, searchKey } from '@convergence/db'
import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Language } from '../errors.ts'
import { appliesWithin } from '../indicators/filter.ts'
import { unhidden } from '../persons/hidden.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { plainText } from '../plugins/words.ts'
import type { Hit, SearchType } from './schemas.ts'

const { activities, areas, commitments, impacts, indicators, outcomes, plans, points, relays, rounds, sessions, stakeholders, watchItems } = schema

/** What a search looks through: objects of the map, and of the dialogue when the reader may; null reads nothing. */
export interface SearchReach { map: Reach; dialogue: Reach | null; report: Reach | null }
interface Asked { words: string[]; start: string; limit: number; language: Language }

const like = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

const holdsWords = (key: SQL, mark: AnyPgColumn, { words }: Asked): SQL | undefined => and(...words.map((word) => or(sql`${key} like ${`%${like(word)}%`}`, sql`lower(${mark}) like ${`${like(word)}%`}`)))
/** Those that begin with the text come first, then those where it begins a word. */
const order = (key: SQL, { start }: Asked): SQL[] => [sql`case when ${key} like ${`${like(start)}%`} then 0 when ${key} like ${`% ${like(start)}%`} then 1 else 2 end`, asc(key)]

/** Objects whose name holds every word, those that begin with them first. */
export async function searchObjects(db: Db, q: string, types: readonly SearchType[], limit: number, reach: SearchReach, language: Language): Promise<Hit[]> {
  const start = searchKey(q)
  const words = start.split(' ').filter(Boolean)
  if (words.length === 0) return []
  const asked = { words, start, limit, language }
  const lists: Hit[][] = []
  // One after the other: the embedded engine has a single connection.
  for (const type of types) lists.push(await finders[type](db, asked, reach))
  return interleave(lists, limit)
}

type Finder = (db: Db, asked: Asked, reach: SearchReach) => Promise<Hit[]>

const finders: Record<SearchType, Finder> = {
  stakeholder: async (db, asked, reach) => {
    const key = sql`${stakeholders.searchName}`
    const rows = await db.select({ id: stakeholders.id, title: stakeholders.name, mark: stakeholders.reference, fictional: stakeholders.fictional }).from(stakeholders).where(and(isNull(stakeholders.deletedAt), unhidden(), within(stakeholders.perimeterId, reach.map), holdsWords(key, stakeholders.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'stakeholder', ...row }))
  },
  impact: async (db, asked, reach) => {
    const key = plainText(impacts.title)
    const rows = await db.select({ id: impacts.id, title: impacts.title, mark: impacts.reference, fictional: impacts.fictional }).from(impacts).where(and(isNull(impacts.deletedAt), within(impacts.perimeterId, reach.map), holdsWords(key, impacts.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'impact', ...row }))
  },
  point: async (db, asked, { dialogue }) => {
    if (dialogue === null) return []
    const key = plainText(points.title)
    const rows = await db.select({ id: points.id, title: points.title, mark: points.reference, fictional: points.fictional }).from(points).where(and(isNull(points.deletedAt), within(points.perimeterId, dialogue), holdsWords(key, points.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'point', ...row }))
  },
  session: async (db, asked, { dialogue }) => {
    if (dialogue === null) return []
    const key = plainText(sessions.title)
    const rows = await db.select({ id: sessions.id, title: sessions.title, mark: sessions.reference, fictional: sessions.fictional }).from(sessions).where(and(isNull(sessions.deletedAt), within(sessions.perimeterId, dialogue), holdsWords(key, sessions.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'session', ...row }))
  },
  plan: async (db, asked, { dialogue }) => {
    if (dialogue === null) return []
    const key = plainText(plans.title)
    const rows = await db.select({ id: plans.id, title: plans.title, mark: plans.reference, fictional: plans.fictional }).from(plans).where(and(isNull(plans.deletedAt), within(plans.perimeterId, dialogue), holdsWords(key, plans.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'plan', ...row }))
  },
  activity: async (db, asked, { dialogue }) => {
    if (dialogue === null) return []
    const key = plainText(activities.title)
    const rows = await db.select({ id: activities.id, title: activities.title, mark: activities.reference, fictional: activities.fictional }).from(activities).innerJoin(plans, and(eq(plans.id, activities.planId), isNull(plans.deletedAt))).where(and(isNull(activities.deletedAt), within(activities.perimeterId, dialogue), holdsWords(key, activities.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'activity', ...row }))
  },
  commitment: async (db, asked, { dialogue }) => {
    if (dialogue === null) return []
    const key = plainText(commitments.statement)
    const rows = await db.select({ id: commitments.id, title: commitments.statement, mark: commitments.reference, fictional: commitments.fictional }).from(commitments).where(and(isNull(commitments.deletedAt), within(commitments.perimeterId, dialogue), holdsWords(key, commitments.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'commitment', ...row }))
  },
  outcome: async (db, asked, { dialogue }) => {
    if (dialogue === null) return []
    const key = plainText(outcomes.statement)
    const rows = await db.select({ id: outcomes.id, title: outcomes.statement, mark: points.reference, fictional: outcomes.fictional }).from(outcomes).innerJoin(points, and(eq(points.id, outcomes.pointId), isNull(points.deletedAt))).where(and(isNull(outcomes.withdrawnAt), within(outcomes.perimeterId, dialogue), holdsWords(key, points.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'outcome', ...row }))
  },
  round: async (db, asked, reach) => {
    const key = plainText(rounds.title)
    const rows = await db.select({ id: rounds.id, title: rounds.title, mark: rounds.reference, fictional: rounds.fictional }).from(rounds).where(and(isNull(rounds.deletedAt), within(rounds.perimeterId, reach.map), holdsWords(key, rounds.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'round', ...row }))
  },
  indicator: async (db, asked, { report }) => {
    if (report === null) return []
    const key = plainText(indicators.title)
    const rows = await db.select({ id: indicators.id, title: indicators.title, mark: indicators.reference, fictional: indicators.fictional }).from(indicators).where(and(isNull(indicators.deletedAt), appliesWithin(indicators.perimeterId, report), holdsWords(key, indicators.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'indicator', ...row }))
  },
  relay: async (db, asked, { report }) => {
    if (report === null) return []
    const key = plainText(relays.name)
    const rows = await db.select({ id: relays.id, title: relays.name, mark: relays.reference, fictional: relays.fictional }).from(relays).where(and(isNull(relays.deletedAt), within(relays.perimeterId, report), holdsWords(key, relays.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'relay', ...row }))
  },
  watchItem: async (db, asked, { report }) => {
    if (report === null) return []
    const key = plainText(watchItems.title)
    const rows = await db.select({ id: watchItems.id, title: watchItems.title, mark: watchItems.reference, fictional: watchItems.fictional }).from(watchItems).where(and(isNull(watchItems.deletedAt), within(watchItems.perimeterId, report), holdsWords(key, watchItems.reference, asked))).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'watchItem', ...row }))
  },
  area: async (db, asked) => {
    const title = asked.language === 'fr' ? areas.labelFr : areas.labelEn
    const key = plainText(title)
    const rows = await db.select({ id: areas.id, title, mark: areas.code }).from(areas).where(holdsWords(key, areas.code, asked)).orderBy(...order(key, asked)).limit(asked.limit)
    return rows.map((row) => ({ type: 'area', ...row, fictional: false }))
  },
}

/** A fair share of each type, in the order of the types. */
function interleave(lists: readonly Hit[][], limit: number): Hit[] {
  const taken = lists.map(() => 0)
  let left = limit
  for (let round = 0; left > 0 && round < limit; round += 1)
    for (const [i, list] of lists.entries())
      if (left > 0 && (taken[i] ?? 0) === round && list.length > round) {
        taken[i] = round + 1
        left -= 1
      }
  return lists.flatMap((list, i) => list.slice(0, taken[i]))
}
