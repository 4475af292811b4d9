import { describe, expect, it } from 'vitest'
import { formerPlace, ringBounds, ringGround, type RingMember, ringOf, ringPlaces, ringPlan } from './rings.ts'

const order = ['a', 'b', 'c'].map((id) => ({ id, label: `Catégorie ${id}` }))
const crowd = (of: number, unranked = 0): RingMember[] => Array.from({ length: of + unranked }, (_, i) => ({ id: `n${i}`, rank: i < of ? i + 1 : undefined, sector: order[i % 7 === 0 ? 0 : i % 3]?.id ?? 'a' }))
const radius = (p: { x: number; y: number } | undefined): number => Math.hypot(p?.x ?? NaN, p?.y ?? NaN)
const setOf = (members: RingMember[], of: number) => {
  const bounds = ringBounds(of)
  const plan = ringPlan(members, order, bounds)
  return { bounds, plan, places: ringPlaces(plan, members, bounds) }
}

describe('the bounds of the rings', () => {
  it.each([[0, []], [1, [1]], [2, [1, 2]], [5, [1, 3, 5]], [14, [1, 4, 8, 14]], [259, [17, 50, 100, 170, 259]]])('of %d ranked are %j', (of, bounds) => expect(ringBounds(of)).toEqual(bounds))
  it.each([3, 37, 100, 999, 2000, 150_000])('rise up to the last of %d', (of) => {
    const bounds = ringBounds(of)
    expect(bounds.at(-1)).toBe(of)
    expect(bounds.every((bound, i) => bound > (bounds[i - 1] ?? 0))).toBe(true)
  })
  it('hold every rank in one ring, equal ranks in the same, and none beyond', () => {
    expect([1, 2, 4, 5, 14].map((rank) => ringOf([1, 4, 8, 14], rank))).toEqual([0, 1, 1, 2, 3])
    expect([undefined, 15].map((rank) => ringOf([1, 4, 8, 14], rank))).toEqual([undefined, undefined])
  })
})

describe('the places on the rings', () => {
  it.each([[14, 0], [14, 3], [259, 40], [2000, 100]])('of %d ranked and %d without rank are within their ring, and all apart', (of, unranked) => {
    const members = crowd(of, unranked)
    const { bounds, plan, places } = setOf(members, of)
    expect(places.size).toBe(members.length)
    for (const member of members) {
      const ring = plan.rings[ringOf(bounds, member.rank) ?? plan.rings.length - 1]
      expect(radius(places.get(member.id)), member.id).toBeGreaterThanOrEqual(ring?.inner ?? NaN)
      expect(radius(places.get(member.id)), member.id).toBeLessThanOrEqual(ring?.outer ?? NaN)
    }
    expect(new Set([...places.values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size).toBe(members.length)
  })
  it('stand a member within the sector of its category', () => {
    const members = crowd(40)
    const { plan, places } = setOf(members, 40)
    for (const { id, sector, rank } of members) {
      const [place, own] = [places.get(id) ?? { x: 0, y: 0 }, plan.sectors.find((one) => one.id === sector)]
      const turned = (Math.atan2(place.y, place.x) + Math.PI / 2 + 4 * Math.PI) % (2 * Math.PI) - Math.PI / 2
      if (rank !== 1) expect(turned >= (own?.from ?? NaN) - 1e-9 && turned <= (own?.to ?? NaN) + 1e-9, id).toBe(true)
    }
  })
  it('put the first in the very middle when it is alone there', () => expect(setOf(crowd(14), 14).places.get('n0')).toEqual({ x: 0, y: 0 }))
  it('keep a ranked stakeholder on its ring when filters hide others', () => {
    const members = crowd(259).filter((_, i) => i > 200)
    const { bounds, plan, places } = setOf(members, 259)
    expect(radius(places.get('n258'))).toBeGreaterThan(plan.rings[3]?.outer ?? NaN)
    expect(bounds).toHaveLength(5)
  })
  it('tell where a node stood before, on its own ray', () => {
    const { bounds, plan, places } = setOf(crowd(14), 14)
    const now = places.get('n13') ?? { x: 0, y: 0 }
    const before = formerPlace(plan, bounds, now, 3)
    expect(Math.atan2(before?.y ?? 0, before?.x ?? 0)).toBeCloseTo(Math.atan2(now.y, now.x), 9)
    expect(radius(before)).toBeLessThan(radius(now))
  })
})

describe('the ground of the rings', () => {
  const words = { ranks: (ranks: { from: number; to: number } | undefined) => (ranks ? `${ranks.from}–${ranks.to}` : 'sans rang') }
  it('names the ranks at each edge, the outside first below the others', () => {
    const { pieces } = ringGround(setOf(crowd(14, 2), 14).plan, words, true)
    expect(pieces.filter((one) => one.classes.includes('edge')).map((one) => one.label)).toEqual(['1–1', '2–4', '5–8', '9–14', 'sans rang'])
    expect(pieces[0]?.classes).toContain('outer')
  })
  it('has no outer ring when everybody has a rank, and no names of sectors on a phone', () => {
    const { pieces } = ringGround(setOf(crowd(14), 14).plan, words, false)
    expect(pieces.some((one) => one.classes.includes('outer') || one.id.startsWith('ground:sector'))).toBe(false)
  })
  it('parts the sectors with lines whose ends are on the drawing', () => {
    const { pieces, edges } = ringGround(setOf(crowd(14), 14).plan, words, true)
    const there = new Set(pieces.map((one) => one.id))
    expect(edges).toHaveLength(3)
    expect(edges.every((edge) => there.has(edge.data.source) && there.has(edge.data.target))).toBe(true)
  })
})
