import { describe, expect, it } from 'vitest'
import { palette } from './fixture.ts'
import { styleOf } from './style.ts'

const usual = { many: false, dense: false, still: false }
const ruleOf = (options: typeof usual, selector: string) => styleOf(palette, options).find((rule) => rule.selector === selector)?.style

describe('the look', () => {
  it('dashes an inferred tie and an emerging stakeholder', () => {
    expect(ruleOf(usual, 'edge.inferred')).toMatchObject({ 'line-style': 'dashed' })
    expect(ruleOf(usual, 'node.emerging')).toMatchObject({ 'outline-style': 'dashed' })
  })
  it('takes every colour from the tokens', () => {
    const colours = styleOf(palette, usual).flatMap(({ style }) => Object.entries(style).filter(([name]) => name.endsWith('color')).map(([, value]) => String(value)))
    expect(colours.filter((value) => !value.startsWith('token(') && !value.startsWith('data('))).toEqual([])
  })
  it('moves nothing for who wants no motion', () => {
    expect(JSON.stringify(styleOf(palette, { ...usual, still: true }))).not.toContain('transition')
    expect(JSON.stringify(styleOf(palette, usual))).toContain('transition')
  })
  it('draws many nodes with straight lines, without arrows or glyphs', () => {
    const text = JSON.stringify(styleOf(palette, { many: true, dense: true, still: false }))
    expect(text).toContain('haystack')
    expect(text).not.toMatch(/arrow-shape|background-image"/)
  })
})
