import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { consultation } from './reference-data.ts'

interface Revision { from: string; on: string; value: number; statedOn: string; reason: string }
interface Study { actors: string[]; objectives: string[]; influences: number[][]; statedOn: string; createdOn: string; revisions: Revision[]; stances: { actor: string; objective: string; value: number }[] }
const study = JSON.parse(readFileSync(new URL('../reference/demonstration/mactor.json', import.meta.url), 'utf8')) as Study

describe('demonstration: the play of actors', () => {
  it('plays holders of the example consultation over its points', () => {
    expect(study.actors.filter((code) => !consultation.holders.includes(code))).toEqual([])
    expect(study.objectives.filter((code) => !consultation.points.some((p) => p.code === code))).toEqual([])
    expect([new Set(study.actors).size, new Set(study.objectives).size]).toEqual([10, 8])
  })

  it('fills every influence on the scale, and none of an actor on itself', () => {
    expect(study.influences.map((row) => row.length)).toEqual(study.actors.map(() => study.actors.length))
    expect(study.influences.flat().every((value) => Number.isInteger(value) && value >= 0 && value <= 4)).toBe(true)
    expect(study.influences.map((row, i) => row[i])).toEqual(study.actors.map(() => 0))
  })

  it('revises, after the fact and with a reason, only cells that it has, and each to another value', () => {
    for (const { from, on, value, statedOn, reason } of study.revisions) {
      const before = study.influences[study.actors.indexOf(from)]?.[study.actors.indexOf(on)]
      expect(before).toBeDefined()
      expect(before).not.toBe(value)
      expect(statedOn > study.statedOn && study.statedOn > study.createdOn && reason.length > 0).toBe(true)
    }
    expect(study.stances.filter((s) => !study.actors.includes(s.actor) || !study.objectives.includes(s.objective))).toEqual([])
  })
})
