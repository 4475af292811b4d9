import { describe, expect, it } from 'vitest'
import { sizeOf, toDrawing } from './elements.ts'
import { answer, area, impact, look, palette, stakeholder, tie } from './fixture.ts'

const nodeOf = (drawing: ReturnType<typeof toDrawing>, id: string) => drawing.nodes.find((n) => n.id === id)

describe('the drawing of an answer', () => {
  it('colours a stakeholder by its category and says its kind, its status and that it is fictional', () => {
    const node = nodeOf(toDrawing(answer([stakeholder('a', { categoryId: 'c1', kind: 'group', status: 'emerging', fictional: true, headcount: 5000 })]), look()), 'a')
    expect(node?.data.color).toBe('token(--category-3)')
    expect(node?.classes.split(' ')).toEqual(expect.arrayContaining(['stakeholder', 'group', 'emerging', 'fictional', 'glyph']))
  })

  it('colours by position on the agreement scale, with the sign in the node, never by colour alone', () => {
    const stands = new Map([['a', { state: 'stated' as const, value: -2 }], ['b', { state: 'abstained' as const, value: null }]])
    const drawing = toDrawing(answer([stakeholder('a'), stakeholder('b'), stakeholder('c')]), look({ stands }))
    expect(nodeOf(drawing, 'a')?.data).toMatchObject({ color: 'token(--against-2)', glyph: 'minus2/token(--against-2-ink)' })
    expect(nodeOf(drawing, 'b')?.classes).toContain('hatched')
    expect(nodeOf(drawing, 'c')?.classes).toContain('hollow')
  })

  it('marks an area without an edge as a blind spot and heads each subject once', () => {
    const drawing = toDrawing(answer([area('x', '6.3.3', '6.3'), area('y', '6.3.4', '6.3'), impact('i')], [{ type: 'isoTie', id: 'e', source: 'i', target: 'x' }]), look())
    expect(nodeOf(drawing, 'x')?.classes).not.toContain('blind')
    expect(nodeOf(drawing, 'y')?.classes).toContain('blind')
    expect(drawing.nodes.filter((n) => n.data.type === 'subject').map((n) => n.id)).toEqual(['subject:6.3'])
  })

  it('says of a tie whether it is inferred, directed, and its sign; a stronger one is wider', () => {
    const drawing = toDrawing(answer([stakeholder('a'), stakeholder('b')], [tie('t', 'a', 'b', { basis: 'inferred', sign: -1, strength: 4 }), tie('u', 'b', 'a', { strength: 0, typeId: 'other' })]), look())
    expect(drawing.edges[0]?.classes.split(' ')).toEqual(['tie', 'inferred', 'minus', 'directed'])
    expect(drawing.edges[0]?.data.width).toBeGreaterThan(drawing.edges[1]?.data.width ?? 9)
  })
})

describe('the size of a node', () => {
  it('grows with people and with ties, within 15 and 66 pixels', () => {
    const sizes = [0, 10, 1000, 150_000, 4_500_000, 2_000_000_000].map((headcount) => sizeOf(stakeholder('a', { headcount }), 0))
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(66)
    expect(sizeOf(stakeholder('a'), 60)).toBeGreaterThan(sizeOf(stakeholder('a'), 2))
    expect(sizeOf(stakeholder('a', { kind: 'person' }), 100)).toBe(15)
  })
  it('of an impact is its severity', () => expect(sizeOf(impact('i', { severity: 5 }), 0)).toBeGreaterThan(sizeOf(impact('i', { severity: 1 }), 40)))
})

it('palette reads five steps of agreement from tokens', () => expect(palette.scale.map((s) => s.fill)).toHaveLength(5))
