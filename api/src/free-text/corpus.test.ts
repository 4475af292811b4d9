import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkText } from './check.ts'
import { BLOCKED, type Finding, WARNED } from './types.ts'

const Sentence = z.strictObject({ set: z.enum(['tune', 'held']), classes: z.array(z.enum([...BLOCKED, ...WARNED])), text: z.string() })
type Sentence = z.output<typeof Sentence>
const corpus = z.array(Sentence).parse(JSON.parse(readFileSync(new URL('../../test/free-text-corpus.json', import.meta.url), 'utf8')))

const isBlocked = (s: Sentence): boolean => s.classes.some((c) => (BLOCKED as readonly string[]).includes(c))
const isWarned = (s: Sentence): boolean => s.classes.length > 0 && !isBlocked(s)
const hit = (s: Sentence): boolean => s.classes.every((c) => findings(s).some((f) => f.class === c))
/** Anything on a clean sentence, a refusal of one that only wants a reason. */
const isFalseAlarm = (s: Sentence): boolean => (s.classes.length === 0 ? findings(s).length > 0 : isWarned(s) && findings(s).some((f) => f.level === 'block'))
const findings = (s: Sentence): Finding[] => checkText(s.text)
const share = (of: Sentence[], holds: (s: Sentence) => boolean): number => of.filter(holds).length / of.length
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`

describe.each([['all', corpus], ['tune', corpus.filter((s) => s.set === 'tune')], ['held', corpus.filter((s) => s.set === 'held')]])('P-10: %s sentences', (name, sentences) => {
  const blocked = sentences.filter(isBlocked)
  const warned = sentences.filter(isWarned)
  const quiet = sentences.filter((s) => !isBlocked(s))

  it(`P-10: recall on blocked classes is 95 % or more (${name})`, () => {
    const recall = share(blocked, hit)
    console.log(`P-10: ${name}: recall ${percent(recall)} of ${blocked.length} blocked, ${percent(share(warned, hit))} of ${warned.length} warned; missed: ${JSON.stringify([...blocked, ...warned].filter((s) => !hit(s)).map((s) => s.text))}`)
    expect(recall).toBeGreaterThanOrEqual(0.95)
  })

  it(`P-10: false alarms are 10 % or fewer (${name})`, () => {
    const alarms = share(quiet, isFalseAlarm)
    console.log(`P-10: ${name}: false alarms ${percent(alarms)} of ${quiet.length}: ${JSON.stringify(quiet.filter(isFalseAlarm).map((s) => [s.text, findings(s).map((f) => `${f.class}: ${f.word}`)]))}`)
    expect(alarms).toBeLessThanOrEqual(0.1)
  })
})

describe('P-10: the corpus', () => {
  it('P-10: holds two hundred different sentences, at least five of each class in each half', () => {
    expect(new Set(corpus.map((s) => s.text)).size).toBe(200)
    for (const set of ['tune', 'held']) for (const name of BLOCKED) expect(corpus.filter((s) => s.set === set && s.classes.includes(name)).length).toBeGreaterThanOrEqual(5)
  })
})
