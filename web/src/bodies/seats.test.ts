import { describe, expect, it } from 'vitest'
import { drawSeats, hemicycle } from './seats.ts'

describe('the seats of a body', () => {
  it.each([1, 2, 5, 7, 8, 11, 12, 19, 40, 90, 200])('%i: as many places as seats, inside the half circle, none on another', (n) => {
    const places = hemicycle(n)
    expect(places).toHaveLength(n)
    for (const { x, y, radius } of places) expect(Math.hypot(x, y) + radius <= 1.001 && y >= -1e-9).toBe(true)
    for (const [i, a] of places.entries()) for (const b of places.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(a.radius + b.radius - 1e-9)
  })

  it('stand from left to right, college by college: filled, ending soon, vacant', () => {
    const seats = drawSeats([{ id: 'a', label: 'A', seats: 4 }, { id: 'b', label: 'B', seats: 1 }], [
      { id: '1', collegeId: 'a', seats: 1, state: 'ending' }, { id: '2', collegeId: 'a', seats: 2, state: 'current' }, { id: '3', collegeId: 'b', seats: 1, state: 'current' },
      { id: '4', collegeId: null, seats: 1, state: 'current' }, { id: '5', collegeId: 'b', seats: 1, state: 'ended' }, { id: '6', collegeId: 'b', seats: 1, state: 'ahead' },
    ])
    expect(seats.map((s) => [s.college, s.state, s.memberId])).toEqual([[0, 'filled', '2'], [0, 'filled', '2'], [0, 'ending', '1'], [0, 'vacant', undefined], [1, 'filled', '3'], [2, 'filled', '4']])
    expect(seats.map((s) => s.x)).toEqual(seats.map((s) => s.x).toSorted((a, b) => a - b))
  })

  it('are none where there is no college and nobody sits', () => {
    expect(drawSeats([], [])).toEqual([])
  })
})
