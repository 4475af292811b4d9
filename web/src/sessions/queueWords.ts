import type { Operation } from '../offline/queue.ts'
import { saidBy, text } from './standing.ts'
import type { Board } from './types.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** What an entry of the queue is about, in words: whose position on which point, whose attendance, which wording. `names`: of who is not on the board, as after having left. */
export function titleOf(operation: Operation, board: Board, names: ReadonlyMap<string, string>, t: Translate): { what: string; on: string } {
  const { kind, payload } = operation
  const point = board.points.find((p) => p.id === payload['pointId'])
  const nameOf = (id: unknown): string => board.holders.find((h) => h.id === id)?.name ?? operation.current?.position?.holderName ?? operation.current?.attendance?.stakeholderName ?? names.get(text(id)) ?? t('offline.kind.holder')
  switch (kind) {
    case 'position.record': return { what: t('offline.kind.record', { name: nameOf(saidBy(operation).holderId) }), on: point?.title ?? operation.current?.position?.pointTitle ?? '' }
    case 'attendance.set': return { what: t('offline.kind.attendance', { name: nameOf(payload['stakeholderId']) }), on: '' }
    case 'point.create': return { what: t('offline.kind.point', { title: payload['title'] }), on: '' }
    case 'point.reword': return { what: t('offline.kind.reword', { title: point?.title ?? '' }), on: '' }
    case 'commitment.note': return { what: t('offline.kind.commitment'), on: point?.title ?? '' }
    case 'reading.confirm': return { what: t('offline.kind.reading'), on: point?.title ?? '' }
    case 'reading.withdraw': return { what: t('offline.kind.unread'), on: point?.title ?? '' }
    case 'agenda.clock': return { what: t('offline.kind.clock'), on: board.agenda.find((a) => a.id === payload['itemId'])?.title ?? '' }
    case 'position.withdraw': return { what: t('offline.kind.withdraw'), on: '' }
    default: return { what: t('offline.kind.other'), on: '' }
  }
}

/** What an attendance says, in a word. */
export function attendanceWord({ payload }: Operation, t: Translate): string {
  if (typeof payload['status'] === 'string') return t(`sessions.attendance.${payload['status']}`)
  return payload['left'] === undefined ? '' : t(payload['left'] === true ? 'offline.attendance.left' : 'offline.attendance.back')
}
