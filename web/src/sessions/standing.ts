import { inOrder, type Operation } from '../offline/queue.ts'
import { cellKey } from './model.ts'
import type { Board, BoardPoint, BoardPosition, Choice, Words } from './types.ts'

type State = BoardPosition['state']
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What an operation of the kind `position.record` says. */
export function saidBy({ payload }: Pick<Operation, 'payload'>): Choice & Words & { holderId: string; pointVersionId: string } {
  const value = payload['value']
  return { state: text(payload['state']) as State, value: typeof value === 'number' ? value : null, reason: text(payload['reason']), reservation: text(payload['reservation']), condition: text(payload['condition']), holderId: text(payload['holderId']), pointVersionId: text(payload['pointVersionId']) }
}

/** When something was said: by the server once it has answered, until then by its clock as far as it is known here. */
export const timeSaid = ({ saidAt, done, known }: Pick<Operation, 'saidAt' | 'done' | 'known'>): string => saidAt ?? new Date(known ? known.server + Math.max(0, done.wall - known.wall) : done.wall).toISOString()

/** What stands in a cell: somebody's row, one's own operation, or nothing; and what a new one is based on. */
export interface Standing {
  row: BoardPosition | undefined
  own: Operation | undefined
  basedOn: string | null
  replaces?: string
}

export interface Known {
  operations: readonly Operation[]
  /** Rows read, by point and holder. */
  rows: ReadonlyMap<string, BoardPosition>
  /** Own operations that the rows take account of. */
  read: ReadonlySet<string>
  /** Wordings that one's own operations made, by the id of the operation. */
  made: ReadonlyMap<string, string>
}

/** One's own operations by wording and holder, and those taken back; made once for all cells. */
export function indexOf({ operations, made }: Known): { cells: Map<string, Operation[]>; taken: Set<string> } {
  const cells = new Map<string, Operation[]>()
  const taken = new Set<string>()
  for (const operation of inOrder(operations)) {
    if (operation.kind === 'position.withdraw' && ['waiting', 'applied'].includes(operation.status)) taken.add(text(operation.payload['positionId']))
    if (operation.kind !== 'position.record' || operation.status === 'discarded') continue
    const said = saidBy(operation)
    const key = cellKey(made.get(said.pointVersionId) ?? said.pointVersionId, said.holderId)
    cells.set(key, [...(cells.get(key) ?? []), operation])
  }
  return { cells, taken }
}

/** What stands for a holder on the wording in force, by what was read and by what was done here since. */
export function standingOf(point: Pick<BoardPoint, 'id' | 'versionId'>, holderId: string, known: Known, index = indexOf(known)): Standing {
  const mine = index.cells.get(cellKey(known.made.get(point.versionId) ?? point.versionId, holderId)) ?? []
  const read = known.rows.get(cellKey(point.id, holderId))
  const inForce = read && (known.made.get(read.versionId) ?? read.versionId) === (known.made.get(point.versionId) ?? point.versionId) ? read : undefined
  const isTaken = (row: BoardPosition): boolean => index.taken.has(row.id) || mine.some((o) => o.resultId === row.id && o.code === '' && index.taken.has(o.id))
  const row = inForce && !isTaken(inForce) ? inForce : undefined
  const own = mine.findLast((o) => !index.taken.has(o.id) && !(o.status === 'applied' && index.taken.has(o.resultId ?? '')))
  if (own && own.status !== 'applied') return { row, own, ...baseOf(own) }
  // Once the board was read after it, the row says what became of one's own: nobody's, another's, or an earlier one that is back.
  const isOlder = own && (known.read.has(own.id) || (row && row.id !== own.resultId && row.statedAt > (own.saidAt ?? '')))
  if (own && !isOlder) return { row, own, basedOn: own.id }
  // What was taken back here still says up to where this screen has seen.
  return { row, own: undefined, basedOn: row?.id ?? inForce?.id ?? mine.at(-1)?.id ?? null }
}

/** Who answers to a conflict has seen what opposes it; who answers to a refusal has seen what it was based on. */
function baseOf(own: Operation): { basedOn: string | null; replaces?: string } {
  if (own.status === 'conflict') return { basedOn: own.current?.position?.id ?? own.basedOn ?? null, replaces: own.id }
  return own.status === 'refused' ? { basedOn: own.basedOn ?? null, replaces: own.id } : { basedOn: own.id }
}

/** The id that the server gave to each wording made here. */
export function wordingsMade(operations: readonly Operation[], board: Board | undefined): Map<string, string> {
  const made = new Map<string, string>()
  for (const { id, kind, status, resultId } of operations) {
    if (status !== 'applied' || !resultId) continue
    if (kind === 'point.reword') made.set(id, resultId)
    const first = kind === 'point.create' ? board?.points.find((p) => p.id === resultId && p.versionNumber === 1) : undefined
    if (first) made.set(id, first.versionId)
  }
  return made
}
