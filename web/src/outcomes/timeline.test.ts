import { describe, expect, it } from 'vitest'
import type { PointDetail } from '../points/store.ts'
import type { Commitment } from '../commitments/store.ts'
import type { Outcome } from './store.ts'
import { momentsOf } from './timeline.ts'

const step = (on: string, agreement: number, version = 1) => ({ on, at: `${on}T10:00:00Z`, sessionId: `s${on}`, version, n: 5, asked: 6, balance: { value: 0 }, agreement: { value: agreement }, status: 'mixed' })
const detail = {
  point: { trend: [step('2026-03-17', 0.1), step('2026-06-09', 0.4), step('2026-10-13', -0.2, 2)] },
  versions: [{ id: 'v1', number: 1, statement: 'A', reason: '', createdAt: '2026-01-05T08:00:00Z' }, { id: 'v2', number: 2, statement: 'B', reason: 'plus clair', createdAt: '2026-10-13T08:00:00Z' }],
  sessions: [{ id: 's2026-06-09', title: 'Deuxième' }],
} as unknown as PointDetail

describe('the history of a point', () => {
  it('stands with the latest first, and on one day the outcome over the commitment over the discussion over the wording', () => {
    const moments = momentsOf(detail, [{ id: 'o', decidedOn: '2026-10-13' } as Outcome], [{ id: 'c', madeOn: '2026-10-13' } as Commitment])
    expect(moments.map((m) => [m.on, m.kind])).toEqual([
      ['2026-10-13', 'outcome'], ['2026-10-13', 'commitment'], ['2026-10-13', 'discussion'], ['2026-10-13', 'wording'], ['2026-06-09', 'discussion'], ['2026-03-17', 'discussion'], ['2026-01-05', 'wording'],
    ])
  })

  it('says a move only between two discussions of the same wording', () => {
    const moves = momentsOf(detail, [], []).flatMap((m) => (m.kind === 'discussion' ? [[m.on, m.move, m.title]] : []))
    expect(moves).toEqual([['2026-10-13', undefined, ''], ['2026-06-09', 'closer', 'Deuxième'], ['2026-03-17', undefined, '']])
  })
})
