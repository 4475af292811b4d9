import { describe, expect, it } from 'vitest'
import { similarity, tellingWords } from './similar.ts'

describe('names that look alike', () => {
  it('are told by their rare words', () => {
    expect(tellingWords('Association nationale des aidants')).toBe('aida')
    expect(tellingWords('La France')).toBe('la france')
  })
  it('are alike whatever the case, the accents and the common words', () => expect(similarity('Fédération Optique d’Armor', 'OPTIQUE D ARMOR')).toBe(1))
  it('are not alike for a common word only', () => expect(similarity('Association des maires', 'Association des patients')).toBeLessThan(0.4))
  it('are alike with one letter missing', () => expect(similarity('Ateliers Triskel', 'Atelier Triskell')).toBeGreaterThan(0.8))
  it('compare nothing with nothing', () => expect(similarity('', 'x')).toBe(0))
})
