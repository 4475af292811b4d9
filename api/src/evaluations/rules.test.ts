import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Asked, countBy, faultsOf, LEAST_ANSWERS, type Standing, tellable, toldByClosing } from './rules.ts'
import { isSealed, sealerOf } from './seal.ts'

const told = (counts: Record<string, number>) => [...tellable(new Map(Object.entries(counts)))].sort()

describe('the colleges that can be told apart', () => {
  it.each([
    ['one college alone, large enough', { A: 7 }, ['A']],
    ['one college alone, too small', { A: 4 }, []],
    ['two large ones', { A: 5, B: 6 }, ['A', 'B']],
    ['a large one beside four others: they would be had by subtraction', { A: 8, B: 4 }, []],
    ['a large one beside five others of two colleges', { A: 8, B: 3, C: 2 }, ['A']],
    ['the smallest large one hides those that are too few', { A: 9, B: 5, C: 1 }, ['A']],
    ['answers without a college are others too', { A: 9, '': 5 }, ['A']],
    ['nobody', {}, []],
  ] as const)('%s', (_, counts, expected) => expect(told(counts)).toEqual(expected))

  it('are never fewer than five, nor is what is left when they are taken away from the whole', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('', 'A', 'B', 'C', 'D', 'E'), fc.nat(12)), (counts) => {
      const names = tellable(new Map(Object.entries(counts)))
      const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
      const shown = [...names].reduce((sum, name) => sum + (counts[name] ?? 0), 0)
      for (const name of names) expect(counts[name]).toBeGreaterThanOrEqual(LEAST_ANSWERS)
      if (names.size > 0) expect(all - shown === 0 || all - shown >= LEAST_ANSWERS).toBe(true)
    }))
  })

  it('are counted by name', () => expect(countBy(['a', 'b', 'a'])).toEqual(new Map([['a', 2], ['b', 1]])))
})

describe('what the closings of an evaluation tell', () => {
  type Numbered = Standing & { n: number }
  const setOf = (sheets: readonly Numbered[], holds: (sheet: Numbered) => boolean) => new Set(sheets.filter((sheet) => sheet.told && holds(sheet)).map((sheet) => sheet.n))
  /** Every set of sheets that a reader sees apart: the whole, each college, and what is left when they are taken away. */
  const seen = (sheets: readonly Numbered[]) => new Map([['whole', setOf(sheets, () => true)], ...['', 'A', 'B', 'C'].map((name) => [name, setOf(sheets, (sheet) => sheet.college === name)] as const)])

  it('never differs by fewer than five sheets, whole or by college, over any sequence of answers, closings and reopenings', () => {
    const rounds = fc.array(fc.array(fc.constantFrom('', 'A', 'B', 'C'), { maxLength: 12 }), { minLength: 1, maxLength: 8 })
    fc.assert(fc.property(rounds, (arrivals) => {
      let sheets: Numbered[] = []
      const told: ReturnType<typeof seen>[] = [seen([])]
      for (const colleges of arrivals) {
        for (const college of colleges) sheets = [...sheets, { n: sheets.length, college, told: false }]
        sheets = toldByClosing(sheets)
        told.push(seen(sheets))
        expect(sheets.filter((sheet) => !sheet.told).length).toBeLessThan(LEAST_ANSWERS)
      }
      for (const [i, later] of told.entries()) for (const earlier of told.slice(0, i)) for (const [name, now] of later) {
        const before = earlier.get(name) ?? new Set()
        const [gone, come] = [[...before].filter((n) => !now.has(n)).length, [...now].filter((n) => !before.has(n)).length]
        expect(gone).toBe(0)
        expect(come === 0 || come >= LEAST_ANSWERS, `${name}: ${come}`).toBe(true)
      }
    }), { numRuns: 500 })
  })

  it('loses no sheet and no college of what still waits', () => {
    const waiting = Array.from({ length: 4 }, (_, n) => ({ n, college: 'A', told: false }))
    expect(toldByClosing(waiting)).toEqual(waiting)
    const again = toldByClosing([...waiting, { n: 4, college: 'A', told: false }])
    expect(again.every((sheet) => sheet.told && sheet.college === 'A')).toBe(true)
  })
})

describe('answers', () => {
  const questions: Asked[] = [
    { id: 's', kind: 'scale', required: true, options: [] }, { id: 'c', kind: 'choice', required: false, options: ['x', 'y'] }, { id: 'y', kind: 'yes_no', required: false, options: [] }, { id: 't', kind: 'text', required: false, options: [] },
  ]
  it.each([
    ['whole', [{ questionId: 's', value: 5 }, { questionId: 'c', value: 1 }, { questionId: 'y', value: 0 }, { questionId: 't', text: 'Bien.' }], []],
    ['optional ones left open', [{ questionId: 's', value: 1 }, { questionId: 'c', value: null }, { questionId: 't', text: '' }], []],
    ['a required one left open', [{ questionId: 's', value: null }], ['s missing']],
    ['out of the scale', [{ questionId: 's', value: 6 }], ['s out-of-range']],
    ['zero on a scale', [{ questionId: 's', value: 0 }], ['s out-of-range']],
    ['an option that is not there', [{ questionId: 's', value: 3 }, { questionId: 'c', value: 2 }], ['c out-of-range']],
    ['a text to a scale', [{ questionId: 's', value: 3, text: 'trois' }], ['s out-of-range']],
    ['a value to a text', [{ questionId: 's', value: 3 }, { questionId: 't', value: 1 }], ['t out-of-range']],
    ['twice', [{ questionId: 's', value: 3 }, { questionId: 's', value: 4 }], ['s twice']],
    ['of another questionnaire', [{ questionId: 's', value: 3 }, { questionId: 'z', value: 4 }], ['z unknown']],
  ] as const)('%s', (_, answers, expected) => expect(faultsOf(questions, answers).map(({ questionId, fault }) => `${questionId} ${fault}`)).toEqual(expected))
})

describe('a sealed text', () => {
  const sealer = sealerOf('a secret of the server')
  it('opens with the secret of the server and with no other, and never looks the same twice', () => {
    fc.assert(fc.property(fc.string({ maxLength: 600 }), (text) => {
      const sealed = sealer.seal(text)
      expect(isSealed(sealed)).toBe(true)
      expect(sealer.open(sealed)).toBe(text)
      expect(sealerOf('another one').open(sealed)).toBeNull()
      expect(sealer.seal(text)).not.toBe(sealed)
    }), { numRuns: 50 })
  })
  it('does not tell by its length which short text it is', () => expect(sealer.seal('')).toHaveLength(sealer.seal('Professionnels de santé et offreurs de soins').length))
  it('leaves a plain text as it is, and gives nothing for a broken one', () => {
    expect(sealer.open('Bien.')).toBe('Bien.')
    expect(sealer.open('sealed:x')).toBeNull()
  })
})
