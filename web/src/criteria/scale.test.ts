import { describe, expect, it } from 'vitest'
import { anchorsOf, codeOf, scaleOf } from './scale.ts'

describe('a scale while it is written', () => {
  it('keeps only the values that have words, within its bounds, one language standing in for the other', () => {
    const words = { 0: { fr: 'Hors', en: '' }, 1: { fr: 'Peu', en: 'Little' }, 2: { fr: ' ', en: '' }, 3: { fr: '', en: 'Much' } }
    expect(anchorsOf({ min: 1, max: 3, words })).toEqual([{ value: 1, labelFr: 'Peu', labelEn: 'Little' }, { value: 3, labelFr: 'Much', labelEn: 'Much' }])
  })

  it('comes back as it was read', () => {
    const anchors = [{ value: -1, labelFr: 'Contre', labelEn: 'Against' }, { value: 1, labelFr: 'Pour', labelEn: 'For' }]
    expect(anchorsOf(scaleOf({ min: -1, max: 1, anchors }))).toEqual(anchors)
  })

  it('has a code without accents, even for a label without letters', () => {
    expect([codeOf('Proximité d’usage'), codeOf('…')]).toEqual(['proximite-d-usage', 'critere'])
  })
})
