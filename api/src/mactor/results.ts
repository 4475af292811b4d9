import type { Language } from '../errors.ts'
import { mactor, type MactorOrder, type MactorReason, type MactorResult } from '../methods/mactor/index.ts'
import type { StudyRow } from './queries.ts'
import { type StudyReason, tell, type Told } from './reasons.ts'
import { type GameRole, gameRole } from './rules.ts'

/** A table as it was filled in: null where nothing was stated. */
export type Cells = readonly (readonly (number | null)[])[]
interface Filling { empty: number; total: number }
type Reason = MactorResult['reasons'][number]

export interface Computed {
  influences?: Omit<MactorResult, 'method' | 'actors' | 'objectives' | 'orders' | 'reasons'> & { mean: number; roles: GameRole[] }
  orders: readonly MactorOrder[]
  reasons: Told[]
}

type Unlocked<T> = T extends readonly (infer E)[] ? Unlocked<E>[] : T extends object ? { -readonly [K in keyof T]: Unlocked<T[K]> } : T
/** The same value without `readonly`, which a schema of the wire does not know. */
export const unlocked = <T>(value: T): Unlocked<T> => value as Unlocked<T>

interface Statements { influences: readonly { actorId: string; onActorId: string; value: number | null }[]; stances: readonly { actorId: string; objectiveId: string; value: number | null }[] }

/** The two tables of a study, from the statements that count; the diagonal of MID is 0. */
export function tablesOf(study: StudyRow, { influences, stances }: Statements): { mid: Cells; mao2: Cells } {
  const acts = new Map(influences.map((s) => [`${s.actorId}/${s.onActorId}`, s.value]))
  const stands = new Map(stances.map((s) => [`${s.actorId}/${s.objectiveId}`, s.value]))
  return {
    mid: study.actors.map((a) => study.actors.map((b) => (a.id === b.id ? 0 : (acts.get(`${a.id}/${b.id}`) ?? null)))),
    mao2: study.actors.map((a) => study.objectives.map((o) => stands.get(`${a.id}/${o.id}`) ?? null)),
  }
}

/** How many cells are empty, of how many; `aside` are not to be filled. */
export function fillingOf(cells: Cells, aside = 0): Filling {
  const all = cells.flat()
  return { empty: all.filter((value) => value === null).length, total: all.length - aside }
}

const zeros = (cells: Cells): number[][] => cells.map((row) => row.map((value) => value ?? 0))

/**
 * Every table of MACTOR that the two input tables allow, and the reason of each one that they do not. An empty cell is no
 * zero unless `emptyAsZero`: without all influences there is no balance of power, hence no order 3, but orders 1 and 2 stand.
 */
export function computeStudy(mid: Cells, mao2: Cells, emptyAsZero: boolean, language: Language): Computed {
  const acts = fillingOf(mid, mid.length)
  const stands = fillingOf(mao2)
  const say = (field: string, code: StudyReason, cells?: Filling): Told => tell(field, code, language, cells)
  if (mid.length < 2) return { orders: [], reasons: [say('influences', 'too-few-actors'), say('orders', 'too-few-actors')] }
  const knowsInfluences = emptyAsZero || acts.empty === 0
  const noOrders = stands.total === 0 ? 'no-objective' : emptyAsZero || stands.empty === 0 ? undefined : 'stances-incomplete'
  const { method: _method, actors: _actors, objectives: _objectives, orders, reasons, ...influences } = mactor({ mid: knowsInfluences ? zeros(mid) : mid.map(() => mid.map(() => 0)), mao2: noOrders ? undefined : zeros(mao2) })
  const told = reasons.flatMap((reason) => named(reason, knowsInfluences, say))
  if (noOrders) told.push(say('orders', noOrders, stands))
  if (knowsInfluences) return { influences: { ...influences, ...standings(influences) }, orders, reasons: told }
  const without = [say('influences', 'influences-incomplete', acts), ...(noOrders ? [] : [say('orders.2', 'influences-incomplete', acts)])]
  return { orders: orders.filter((o) => o.order !== 3), reasons: [...without, ...told] }
}

/** A reason of the method under the study's names; what the missing influences explain already is not said twice. */
function named({ field, code }: Reason, knowsInfluences: boolean, say: (field: string, code: MactorReason) => Told): Told[] {
  const ofOrders = field.startsWith('orders')
  if (code === 'no-positions') return []
  if (!knowsInfluences && (!ofOrders || field.startsWith('orders.2'))) return []
  return [say(ofOrders ? field : `influences.${field}`, code)]
}

function standings({ influence, dependence, totalInfluence }: Pick<MactorResult, 'influence' | 'dependence' | 'totalInfluence'>): { mean: number; roles: GameRole[] } {
  const mean = totalInfluence / influence.length
  return { mean, roles: influence.map((value, i) => gameRole(value, dependence[i] ?? 0, mean)) }
}
