import { inOrder, type Operation } from '../offline/queue.ts'
import { saidBy, type Standing, text, timeSaid } from './standing.ts'
import type { Attendance, AttendanceStatus, Board, BoardHolder, BoardPoint } from './types.ts'

/** Own operations that what was read does not take account of yet, in order. */
const pendingOf = (operations: readonly Operation[], read: ReadonlySet<string>): Operation[] => inOrder(operations).filter((o) => o.status === 'waiting' || (o.status === 'applied' && !read.has(o.id)))

/** The board with what was done here and does not stand in it yet. `names`: of stakeholders that may come in. */
export function overlay(board: Board, operations: readonly Operation[], read: ReadonlySet<string>, names: ReadonlyMap<string, string> = new Map()): Board {
  return pendingOf(operations, read).reduce((shown, operation) => (lay[operation.kind] ?? ((b) => b))(shown, operation, names), board)
}

/** Who came, with what was noted here and does not stand in it yet. */
export function attendancesWith(rows: readonly Attendance[], operations: readonly Operation[], read: ReadonlySet<string>, names: ReadonlyMap<string, string>): Attendance[] {
  return pendingOf(operations, read).filter((o) => o.kind === 'attendance.set').reduce<Attendance[]>((list, operation) => {
    const stakeholderId = text(operation.payload['stakeholderId'])
    const before = list.find((row) => row.stakeholderId === stakeholderId) ?? newRow(operation, names.get(stakeholderId) ?? '')
    const mandateId = operation.payload['mandateId']
    const { proxyId } = operation.payload
    const proxy = proxyId === undefined ? {} : { proxyId: text(proxyId) || null, proxyName: names.get(text(proxyId)) ?? null }
    const after = { ...before, ...attended(before, operation), ...(mandateId === undefined ? {} : { mandateId: text(mandateId) || null }), ...proxy }
    return [...list.filter((row) => row.stakeholderId !== stakeholderId), after]
  }, [...rows])
}

/** A row as the board tells it: what there is without the list of attendances. */
export function attendanceOf(sessionId: string, { id, name, mandateId, attendance }: BoardHolder): Attendance[] {
  return attendance ? [{ ...blank, ...attendance, sessionId, stakeholderId: id, stakeholderName: name, mandateId }] : []
}
const blank = { method: 'list', proxyId: null, proxyName: null, recordedBy: null, createdAt: '', updatedAt: '', personName: null } as const

const newRow = ({ id, sessionId, payload }: Operation, stakeholderName: string): Attendance =>
  ({ ...blank, id, sessionId, stakeholderId: text(payload['stakeholderId']), stakeholderName, mandateId: null, status: 'present', arrivedAt: null, leftAt: null, headcount: 1, version: 0 })

interface Times { status: AttendanceStatus; arrivedAt: string | null; leftAt: string | null }
function attended(before: Times, operation: Operation): Times {
  const { status, arrived, left } = operation.payload
  const time = (told: unknown, was: string | null): string | null => (told === undefined ? was : told === true ? timeSaid(operation) : null)
  return { status: (text(status) || before.status) as AttendanceStatus, arrivedAt: time(arrived, before.arrivedAt), leftAt: time(left, before.leftAt) }
}

/** What a holder is on the board before anything else is known of it than its name. */
const newHolder = (id: string, name: string, operation: Operation): BoardHolder =>
  ({ id, name, shortLabel: name.slice(0, 24), kind: 'organisation', fictional: false, categoryId: null, categoryLabelFr: '', categoryLabelEn: '', icon: '', colour: 0, attendance: { id: operation.id, headcount: 1, version: 0, ...attended({ status: 'present', arrivedAt: null, leftAt: null }, operation) }, mandateId: null, mandates: [] })

type Reading = Board['readings'][number]
const withReading = (board: Board, pointId: string, change: (before: Reading) => Reading): Board => {
  const before = board.readings.find((r) => r.pointId === pointId)
  const after = change(before ?? { pointId, digest: '', positions: 1, readBack: null })
  return { ...board, readings: before ? board.readings.map((r) => (r === before ? after : r)) : [...board.readings, after] }
}

const lay: Record<string, (board: Board, operation: Operation, names: ReadonlyMap<string, string>) => Board> = {
  'position.record': (board, { payload }) => withReading(board, text(payload['pointId']), (r) => ({ ...r, readBack: r.readBack && { ...r.readBack, stale: true } })),
  'reading.confirm': (board, operation) => {
    const { id, sessionId, resultId, payload } = operation
    const pointId = text(payload['pointId'])
    return withReading(board, pointId, (r) => ({ ...r, readBack: { id: resultId ?? id, sessionId, pointId, digest: '', note: '', confirmedAt: timeSaid(operation), recordedBy: null, recordedByName: null, withdrawnAt: null, stale: false } }))
  },
  'reading.withdraw': (board, { payload }) => ({ ...board, readings: board.readings.map((r) => (r.pointId === payload['pointId'] ? { ...r, readBack: null } : r)) }),
  'point.create': (board, { id, payload, resultId }) => {
    if (board.points.some((p) => p.id === resultId)) return board
    const point: BoardPoint = { id: resultId ?? id, reference: '', title: text(payload['title']), fictional: board.session.fictional, versionId: id, versionNumber: 1, statement: text(payload['statement']), onAgenda: true }
    return { ...board, points: [...board.points, point] }
  },
  'point.reword': (board, { id, payload, resultId }) => ({
    ...board,
    points: board.points.map((p) => (p.id === payload['pointId'] && p.versionId !== resultId ? { ...p, versionId: resultId ?? id, versionNumber: p.versionNumber + 1, statement: text(payload['statement']) } : p)),
  }),
  'agenda.clock': (board, operation) => {
    const at = timeSaid(operation)
    const { itemId, action } = operation.payload
    const move = (item: Item): Item => (item.id === itemId ? { ...item, ...(action === 'start' ? { startedAt: item.startedAt ?? at, endedAt: null } : action === 'end' ? { endedAt: at } : { startedAt: null, endedAt: null }) } : item)
    return { ...board, agenda: board.agenda.map(move) }
  },
  'attendance.set': (board, operation, names) => {
    const id = text(operation.payload['stakeholderId'])
    const name = names.get(id)
    if (!board.holders.some((h) => h.id === id)) return name ? { ...board, holders: [...board.holders, newHolder(id, name, operation)].toSorted((a, b) => a.name.localeCompare(b.name, 'fr')) } : board
    return { ...board, holders: board.holders.map((h) => (h.id === id ? { ...h, attendance: { ...(h.attendance ?? { id: operation.id, headcount: 1, version: 0 }), ...attended(h.attendance ?? { status: 'present', arrivedAt: null, leftAt: null }, operation) } } : h)) }
  },
}
type Item = Board['agenda'][number]

/** One position as it is read aloud: a row, or what was recorded here since. */
export type Spoken = Pick<Board['here'][number], 'id' | 'holderId' | 'state' | 'value' | 'reason' | 'reservation' | 'condition'> & Partial<Pick<Board['here'][number], 'confirmation'>>

/** What stands on a point as it is read aloud: on the wording in force, else on the one discussed before. `here`: the rows that were read. */
export function spokenOn(point: BoardPoint, here: Board['here'], holderIds: readonly string[], standing: (holderId: string) => Pick<Standing, 'own' | 'row'>): Spoken[] {
  const rows = here.filter((row) => row.pointId === point.id)
  const cells = holderIds.flatMap((id): Spoken[] => {
    const { own, row } = standing(id)
    return own && (own.status === 'waiting' || own.status === 'applied') ? [{ ...saidBy(own), id: own.id }] : row ? [row] : []
  })
  const inForce = [...cells, ...rows.filter((row) => row.versionId === point.versionId && !holderIds.includes(row.holderId))]
  const last = Math.max(...rows.filter((row) => row.versionId !== point.versionId).map((row) => row.versionNumber))
  return inForce.length > 0 ? inForce : rows.filter((row) => row.versionNumber === last)
}
