import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkText } from './check.ts'
import { hasNirKey } from './numbers.ts'

const classes = (text: string, names?: string[]): string[] => checkText(text, names ? { names } : {}).map((f) => f.class)

describe('P-10: what a finding points to', () => {
  it('P-10: the words as they stand, whatever accents, ligatures and capitals come before', () => {
    const text = 'Le cœur du sujet : M. Évenou EST SÉROPOSITIF.'
    const [found] = checkText(text)
    expect(found).toMatchObject({ class: 'health', level: 'block', word: 'SÉROPOSITIF' })
    expect(text.slice(found?.start, found?.end)).toBe('SÉROPOSITIF')
  })

  it('P-10: letters typed with a separate accent are read as the others', () => expect(classes('Elle est métisse.'.normalize('NFD'))).toEqual(['ethnicity']))
  it('P-10: no-break spaces and curly apostrophes change nothing', () => expect(classes('M. Riou a fait l’objet d’une condamnation pour vol.')).toEqual(['offence']))

  it('P-10: a number is never repeated', () => {
    const [found] = checkText('Carte 4111 1111 1111 1111.')
    expect(found).toMatchObject({ class: 'bank', word: '•••• •••• •••• ••••' })
  })

  it('P-10: a refusal and a warning in one text are both told, in order', () => expect(checkText('Son mari est là. Quel connard.').map((f) => [f.class, f.level])).toEqual([['family', 'warn'], ['insult', 'block']]))
})

describe('P-10: numbers', () => {
  it.each(['1 55 08 2B 033 210 63', '2850769123045 47', '1 72 05 35 238 014 44'])('P-10: %s has a wrong key and passes', (text) => expect(classes(text)).toEqual([]))
  it.each([['168112a00411820', true], ['168112b00411820', false]])('P-10: Corsica: the key of %s holds: %s', (nir, holds) => expect(hasNirKey(nir)).toBe(holds))
  it.each(['4111 1111 1111 1112', 'FR76 3000 6000 0112 3456 7890 188', '552 100 554 00021'])('P-10: %s is no payment number', (text) => expect(classes(text)).toEqual([]))
  it('P-10: an account number is found with the next words touching it by a space', () => expect(classes('fr76 3000 6000 0112 3456 7890 189 au nom de la caisse')).toEqual(['bank']))
})

describe('P-10: whom a text is about', () => {
  it('P-10: without a subject, it is about the person whose sheet it is', () => {
    expect(classes('Diabétique, à ménager.')).toEqual([])
    expect(classes('Diabétique, à ménager.', ['Anne Kerjean'])).toEqual(['health'])
  })
  it('P-10: a name counts by any of its parts, whole', () => {
    expect(classes('kerjean est malade', ['Anne Kerjean'])).toEqual(['health'])
    expect(classes('la kerjeanerie est malade', ['Anne Kerjean'])).toEqual([])
  })
  it('P-10: an organisation of the same sentence is not the person', () => expect(classes('Anne Kerjean dit que le calendrier est ingérable', ['Anne Kerjean'])).toEqual([]))
  it('P-10: a name with signs of a pattern is a name', () => expect(classes('Il vient.', ['A(b+ [c'])).toEqual([]))
})

describe('P-10: texts that ship', () => {
  it('P-10: no text of the demonstration holds what is refused', () => {
    const folder = new URL('../../../db/reference/demonstration/', import.meta.url)
    const texts = readdirSync(folder).filter((file) => file.endsWith('.json')).flatMap((file) => textsIn(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))
    expect(texts.length).toBeGreaterThan(5000)
    expect(texts.filter((text) => checkText(text).some((f) => f.level === 'block'))).toEqual([])
  })
})

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}
