import type { ShiftRow } from '../convergence/queries.ts'
import { judge } from '../convergence/counting.ts'
import { movementOf } from '../convergence/movement.ts'
import { methodThresholds } from '../convergence/thresholds.ts'
import { byCollege, countRows, LEAST_HOLDERS } from './colleges.ts'
import type { MinutesContent, MinutesPoint, MinutesPosition } from './content.ts'
import { type EffectivePosition, effectiveOf } from './effective.ts'
import type { MinutesRecords } from './records.ts'

type Detail = MinutesContent['detail']

/** One point of the session: its wording, where the holders stand by the record, what moved, what became of it. */
export function pointOf(records: MinutesRecords, pointId: string, number: number, detail: Detail): MinutesPoint | null {
  const { session, positions } = records
  const versions = records.versions.filter((version) => version.pointId === pointId)
  const own = positions.filter((row) => row.pointId === pointId)
  const wording = wordingOf(records, versions, Math.max(0, ...own.filter((row) => row.sessionId === session.id).map((row) => row.versionNumber)))
  if (!wording) return null
  const rows = effectiveOf(own, session.id, wording.number, records.colleges, records.dayOf)
  const counts = countRows(rows)
  const result = judge(counts, methodThresholds(records.thresholds))
  const hidden = detail === 'by_college' && result.asked > 0 && result.asked < LEAST_HOLDERS
  return {
    number, id: pointId, itemId: records.agenda.find((item) => item.pointId === pointId)?.id ?? null, reference: wording.reference, title: wording.title, fictional: wording.fictional,
    wording: { version: wording.number, statement: wording.statement, reason: wording.reason, ...rewordedHere(records, versions, wording.number) },
    counts: hidden ? null : counts, contested: rows.filter((row) => row.state === 'contested').length,
    n: result.n, asked: result.asked, status: result.status, rule: result.reason, majority: result.majority, agreement: hidden ? null : figure(result.agreement), balance: hidden ? null : figure(result.balance),
    positions: detail === 'by_college' ? byCollege(rows) : { by: 'holder', rows: rows.map(told) },
    ...sides(rows, detail), readBack: readBackOf(records, pointId, own), movement: hidden ? null : movementIn(records, pointId, rows, wording.number, detail),
    outcomes: records.outcomes.filter((row) => row.pointId === pointId).map(({ pointId: _pointId, ...outcome }) => outcome),
  }
}

type Version = MinutesRecords['versions'][number]

/** The wording last discussed there; without any position, the one in force when the session ended. */
function wordingOf({ session, agenda }: MinutesRecords, versions: readonly Version[], discussed: number): Version | undefined {
  const end = agenda.findLast((item) => item.endedAt)?.endedAt ?? session.endsAt ?? session.startsAt
  return versions.find((version) => version.number === discussed) ?? versions.findLast((version) => version.createdAt <= end) ?? versions[0]
}

/** A wording made between the start of the session and its first position there was made in the room. */
function rewordedHere({ session, agenda }: MinutesRecords, versions: readonly Version[], number: number): { rewordedHere: boolean; former: string | null } {
  const wording = versions.find((version) => version.number === number)
  const former = versions.findLast((version) => version.number < number)
  const end = agenda.findLast((item) => item.endedAt)?.endedAt ?? session.endsAt
  const here = former !== undefined && wording !== undefined && wording.createdAt >= session.startsAt && (end === null || wording.createdAt <= end)
  return { rewordedHere: here, former: here ? former.statement : null }
}

const DIGITS = 1e4
/** Four digits: what is frozen shall not hang on the last bits of a sum. */
const rounded = (value: number): number => Math.round(value * DIGITS) / DIGITS
const figure = (result: { value: number } | { reason: string }): number | null => ('value' in result ? rounded(result.value) : null)

const told = ({ holderId: _holderId, recordedAt: _recordedAt, ...row }: EffectivePosition): MinutesPosition => row

function sides(rows: readonly EffectivePosition[], detail: Detail): Pick<MinutesPoint, 'agreed' | 'agreedWith' | 'opposed'> {
  if (detail === 'by_college') return { agreed: [], agreedWith: [], opposed: [] }
  const names = (of: (row: EffectivePosition) => boolean) => rows.filter(of).map((row) => row.holder)
  const bound = (row: EffectivePosition) => row.reservation !== '' || row.condition !== ''
  return { agreed: names((row) => (row.value ?? 0) > 0 && !bound(row)), agreedWith: names((row) => (row.value ?? 0) > 0 && bound(row)), opposed: names((row) => (row.value ?? 0) < 0) }
}

function readBackOf({ readBacks, session }: MinutesRecords, pointId: string, own: MinutesRecords['positions']): MinutesPoint['readBack'] {
  const read = readBacks.find((row) => row.pointId === pointId)
  if (!read) return null
  return { at: read.confirmedAt.toISOString(), note: read.note, changedSince: own.some((row) => row.sessionId === session.id && row.correctsId === null && row.recordedAt > read.confirmedAt) }
}

/** What moved since the point was last discussed: the board's figure of that day, reckoned anew where a holder contested or corrected its record since. */
function movementIn(records: MinutesRecords, pointId: string, rows: readonly EffectivePosition[], version: number, detail: Detail): MinutesPoint['movement'] {
  const item = records.board.find((entry) => entry.id === pointId)
  const last = item?.trend.at(-1)
  const at = item?.rapprochement.since
  const before = item?.trend.findLast((step) => at && step.at.getTime() === at.getTime())
  // Where the last discussion of that day was another one, its movement is not this session's.
  if (!item || !before || last?.sessionId !== records.session.id) return null
  const held = records.held.get(pointId)
  const moved = held ? movementOf(shiftsOf(held, rows), { at: before.at.toISOString(), version: before.version }, version, new Map(rows.map((row) => [row.holderId, row.holder]))) : item.rapprochement
  const earlier = records.earlierSessions.find((session) => session.id === before.sessionId)
  return {
    figure: figure(moved.figure), direction: moved.direction, n: moved.n, reworded: moved.reworded, since: { on: before.on, reference: earlier?.reference ?? null, title: earlier?.title ?? null },
    moved: moved.moved, towardsFor: moved.towardsFor, towardsAgainst: moved.towardsAgainst, moves: detail === 'by_college' ? [] : moved.moves.map(({ name, from, to }) => ({ holder: name, from, to })),
  }
}

function shiftsOf(held: ReadonlyMap<string, { before: number | null; now: number | null }>, rows: readonly EffectivePosition[]): ShiftRow[] {
  const now = new Map(rows.map((row) => [row.holderId, row.value]))
  return [...new Set([...held.keys(), ...now.keys()])].map((holderId) => {
    const known = held.get(holderId)
    const [value, valueBefore] = [now.has(holderId) ? (now.get(holderId) ?? null) : (known?.now ?? null), known?.before ?? null]
    return { pointId: '', state: value === null ? 'no_answer' : 'stated', value, stateBefore: valueBefore === null ? null : 'stated', valueBefore, n: 1, holders: [holderId] }
  })
}
