import { describe, expect, it } from 'vitest'
import {
  areas,
  between,
  categories,
  codes,
  consultation,
  dialoguesMap,
  expectations,
  given,
  impacts,
  imprecise,
  kindOf,
  mandates,
  perimeters,
  referentiel,
  stakeholders,
  tieTypes,
  ties,
  unknown,
  type Stakeholder,
} from './reference-data.ts'

describe('demonstration: codes', () => {
  it.each(Object.entries({
    perimeters, categories, stakeholders, mandates, tieTypes, impacts, points: consultation.points, sessions: consultation.sessions,
  }))('gives each of the %s its own code', (_, rows) => {
    expect(new Set(codes(rows)).size).toBe(rows.length)
  })

  it('keeps the fourteen categories of the founding document, each with its icon and colour', () => {
    expect(codes(categories)).toEqual(referentiel.stakeholderCategories.map((row) => row.id))
    expect(categories.map((row) => row.palette)).toEqual(categories.map((_, index) => index + 1))
    expect(new Set(categories.map((row) => row.icon)).size).toBe(14)
  })

  it('refers only to perimeters, categories, parents, areas and pillars that exist', () => {
    const places = codes(perimeters)
    expect(unknown(given(perimeters.map((row) => row.parent)), places)).toEqual([])
    expect(unknown([...stakeholders, ...impacts, ...consultation.sessions, consultation].map((row) => row.perimeter), places)).toEqual([])
    expect(unknown(stakeholders.map((row) => row.category), codes(categories))).toEqual([])
    expect(unknown(impacts.map((row) => row.pillar), referentiel.pillars.map((row) => row.id))).toEqual([])
    const used = [...impacts, ...consultation.points].flatMap((row) => row.areas)
    expect(unknown([...used, ...expectations.map((row) => row.area)], areas)).toEqual([])
  })

  it('refers only to stakeholders that exist', () => {
    const used = [
      ...mandates.flatMap((row) => [row.person, row.organisation]),
      ...ties.flatMap((row) => [row.from, row.to, ...given([row.confirmedBy])]),
      ...impacts.flatMap((row) => [...row.affected, ...row.affecting]),
      ...expectations.map((row) => row.stakeholder),
      ...consultation.holders,
      ...consultation.sessions.flatMap((row) => [...row.invitations, ...row.attendance].map((each) => each.stakeholder)),
      ...consultation.positions.map((row) => row.holder),
      ...dialoguesMap.flatMap((row) => row.stakeholders),
    ]
    expect(unknown(used, codes(stakeholders))).toEqual([])
  })
})

describe('demonstration: stakeholders and ties', () => {
  it('writes every parent before its children, so that a loader reads once', () => {
    for (const rows of [perimeters, stakeholders]) {
      const seen = new Set<string>()
      for (const row of rows) {
        if (row.parent !== null) expect(seen, row.code).toContain(row.parent)
        seen.add(row.code)
      }
    }
  })

  it('invents every person, and leaves the facts of the founding document unmarked', () => {
    expect(stakeholders.filter((row) => row.kind === 'person' && !row.fictional)).toEqual([])
    expect(stakeholders.filter((row) => !row.fictional && row.perimeter !== 'national')).toEqual([])
    expect(stakeholders.find((row) => row.code === 'adherents')?.headcount).toBe(4_500_000)
  })

  it('shows life in Bretagne, a watch list and an archive', () => {
    const count = (test: (row: Stakeholder) => boolean): number => stakeholders.filter(test).length
    expect(count((row) => row.perimeter === 'bretagne' && row.status === 'active')).toBeGreaterThanOrEqual(10)
    expect(count((row) => row.status === 'emerging')).toBeGreaterThanOrEqual(3)
    expect(count((row) => row.status === 'archived')).toBeGreaterThanOrEqual(1)
  })

  it('gives mandates to persons, on organisations or groups', () => {
    expect(mandates.filter((row) => kindOf.get(row.person) !== 'person' || kindOf.get(row.organisation) === 'person')).toEqual([])
  })

  it('writes dates to the year, the month or the day, and never an end before a start', () => {
    const dates = [...ties, ...mandates].flatMap((row) => [row.startOn, row.endOn])
    expect(given([...dates, ...stakeholders.map((row) => row.since)]).filter((date) => !imprecise.test(date))).toEqual([])
    expect([...ties, ...mandates].filter((row) => row.startOn !== null && row.endOn !== null && row.endOn < row.startOn)).toEqual([])
  })

  it('ties only the kinds that each type allows, never a stakeholder to itself, never twice', () => {
    const types = new Map(tieTypes.map((row) => [row.code, row]))
    const wrong = ties.filter((tie) => {
      const type = types.get(tie.type)
      const from = kindOf.get(tie.from) ?? ''
      const to = kindOf.get(tie.to) ?? ''
      return tie.from === tie.to || !type?.allowedFrom.includes(from) || !type.allowedTo.includes(to)
    })
    expect(wrong).toEqual([])
    expect(ties.filter((tie) => !between(0, 4)(tie.strength))).toEqual([])
    expect(ties.filter((tie) => tie.confirmed !== (tie.confirmedBy !== null) || tie.confirmed !== (tie.confirmedOn !== null))).toEqual([])
    expect(new Set(ties.map((tie) => [tie.from, tie.to, tie.type].join(' '))).size).toBe(ties.length)
    expect(ties.length).toBeGreaterThanOrEqual(80)
  })
})

describe('demonstration: impacts and expectations', () => {
  it('rates impacts from 1 to 5, with a likelihood exactly when they are potential', () => {
    const rated = between(1, 5)
    const wrong = impacts.filter((row) =>
      ![row.scale, row.scope, row.irremediability, row.likelihood ?? 1].every(rated) ||
      (row.actuality === 'potential') !== (row.likelihood !== null))
    expect(wrong).toEqual([])
    expect(expectations.filter((row) => !rated(row.weight))).toEqual([])
  })

  it('leaves honest blind spots among the areas', () => {
    const used = new Set([...impacts.flatMap((row) => row.areas), ...expectations.map((row) => row.area)])
    expect(areas.filter((code) => !used.has(code)).length).toBeGreaterThan(5)
  })
})
