import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ProcessesFile, ProcessTemplatesFile } from '../src/seed/processes.ts'
import type { StepMarksFile } from '../src/seed/step-marks.ts'

const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(`../reference/${path}`, import.meta.url), 'utf8')) as T
const { templates } = read<ProcessTemplatesFile>('process-templates.json')
const { processes } = read<ProcessesFile>('demonstration/processes.json')
const { follows, marks } = read<StepMarksFile>('demonstration/step-marks.json')
const { dialogueDuties } = read<{ dialogueDuties: { label: string }[] }>('referentiel.json')
const { plans } = read<{ plans: { code: string; fictional: boolean; activities: { code: string }[] }[] }>('demonstration/plans.json')

/** Phases in the order in which they begin, each time they begin. */
const beginnings = (phases: readonly string[]): string[] => phases.filter((phase, i) => phases[i - 1] !== phase)

describe('models of a process', () => {
  it.each(templates.map((template) => [template.code, template] as const))('%s names its source with its date, in both languages', (_, { source, date }) => {
    const year = date.slice(0, 4)
    expect([source.fr.includes(year), source.en.includes(year)]).toEqual([true, true])
  })

  it.each(templates.map((template) => [template.code, template] as const))('%s keeps the steps of a phase together, and leaves no word out in either language', (_, { steps }) => {
    for (const language of ['fr', 'en'] as const) {
      const phases = steps.map((step) => step.phase[language])
      expect(beginnings(phases)).toEqual([...new Set(phases)])
      expect(steps.flatMap((step) => [step.title, step.guidance, step.responsible, step.evidence, step.check].map((words) => words[language])).filter((text) => text.trim() === '')).toEqual([])
    }
  })

  it('has the four phases of AA1000SES, and the seven principles of Comité 21 in four phases', () => {
    const [aa1000, comite21] = templates
    expect(beginnings(aa1000?.steps.map((step) => step.phase.en) ?? [])).toEqual(['Plan', 'Prepare', 'Implement', 'Act, review and improve'])
    expect(comite21?.steps.flatMap((step) => /^Principe (\d)/.exec(step.title.fr)?.[1] ?? []).toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7'])
    expect(beginnings(comite21?.steps.map((step) => step.phase.fr) ?? [])).toHaveLength(4)
  })
})

describe('demonstration: processes', () => {
  it('takes the six duties of the founding document word for word', () => {
    expect(processes.find((process) => process.code === 'concertation-2012')?.steps.map((step) => step.title)).toEqual(dialogueDuties.map((duty) => duty.label))
  })

  it('says of the invented one that it is', () => {
    expect(processes.find((process) => process.code === 'concertation-2026')?.source).toMatch(/fictif/i)
  })

  it('is followed by activities that exist, each by one process', () => {
    const known = plans.flatMap((plan) => plan.activities.map((activity) => activity.code))
    const used = Object.values(follows).flat()
    expect(used.filter((code) => !known.includes(code))).toEqual([])
    expect(new Set(used).size).toBe(used.length)
    expect(Object.keys(follows).filter((code) => !processes.some((process) => process.code === code))).toEqual([])
  })

  it('marks only steps that exist, on the fictional plan alone, with the reason that is owed', () => {
    const fictional = plans.filter((plan) => plan.fictional).flatMap((plan) => plan.activities.map((activity) => activity.code))
    const steps = processes.find((process) => process.code === 'concertation-2026')?.steps.length ?? 0
    expect(marks.filter((mark) => !fictional.includes(mark.activity) || !follows['concertation-2026']?.includes(mark.activity) || mark.step < 1 || mark.step > steps)).toEqual([])
    expect(marks.filter((mark) => mark.state !== 'done' && mark.note === '')).toEqual([])
    expect(new Set(marks.map((mark) => mark.state)).size).toBe(3)
  })
})
