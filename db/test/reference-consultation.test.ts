import { describe, expect, it } from 'vitest'
import {
  areas,
  between,
  codes,
  consultation,
  dialogues,
  dialoguesMap,
  given,
  impacts,
  mandates,
  stakeholders,
  unknown,
} from './reference-data.ts'

const { holders, sessions, points, positions } = consultation

describe('demonstration: consultation', () => {
  it('is marked fictional and holds nothing but invented holders', () => {
    expect(consultation.fictional).toBe(true)
    expect(stakeholders.filter((row) => holders.includes(row.code) && !row.fictional)).toEqual([])
  })

  it('holds one row per session, point and holder: 20 × 12 × 3, in this order', () => {
    const wanted = sessions.flatMap((s) => points.flatMap((p) => holders.map((h) => `${s.code} ${p.code} ${h}`)))
    expect(wanted.length).toBe(20 * 12 * 3)
    expect(positions.map((row) => `${row.session} ${row.point} ${row.holder}`)).toEqual(wanted)
  })

  it('gives a value exactly to the positions that were stated, and a manner and a source to every row', () => {
    const states = ['stated', 'abstained', 'no_answer', 'not_asked', 'left_before']
    expect(positions.filter((row) => !states.includes(row.state))).toEqual([])
    expect(positions.filter((row) => (row.state === 'stated') !== (row.value !== null))).toEqual([])
    expect(positions.filter((row) => row.value !== null && !between(-2, 2)(row.value))).toEqual([])
    expect(positions.filter((row) => row.source === '' || !['in_room', 'written', 'inferred'].includes(row.manner))).toEqual([])
  })

  it('refers each position to the version in force at its session', () => {
    const order = codes(sessions)
    for (const row of positions) {
      const versions = points.find((point) => point.code === row.point)?.versions ?? []
      const current = versions.findLast((version) => order.indexOf(version.session) <= order.indexOf(row.session))
      expect(row.version, `${row.point} ${row.session}`).toBe(current?.version)
    }
    expect(points.filter((point) => point.versions.length > 1).length).toBeGreaterThanOrEqual(2)
  })
})

describe('demonstration: sessions', () => {
  it('lets nobody speak in the room who was not there', () => {
    for (const session of sessions) {
      const present = session.attendance.filter((row) => row.presence === 'present' && row.capacity === 'holder')
      const there = present.map((row) => row.stakeholder)
      const spoke = positions.filter((row) => row.session === session.code && row.manner === 'in_room' && ['stated', 'abstained', 'no_answer'].includes(row.state)).map((row) => row.holder)
      expect(unknown(spoke, there)).toEqual([])
      expect(unknown(holders, session.attendance.map((row) => row.stakeholder))).toEqual([])
      expect(unknown(session.attendance.map((row) => row.stakeholder), session.invitations.map((row) => row.stakeholder))).toEqual([])
    }
  })

  it('ties every point to an impact and gives it a place on every agenda', () => {
    expect(unknown(points.flatMap((point) => point.impacts), codes(impacts))).toEqual([])
    expect(points.filter((point) => point.impacts.length === 0)).toEqual([])
    for (const session of sessions) expect(given(session.agenda.map((item) => item.point))).toEqual(codes(points))
  })

  it('speaks through mandates of the same organisation', () => {
    const held = new Map(mandates.map((row) => [row.code, row.organisation]))
    const spoken = [
      ...positions.map((row) => [row.mandate, row.holder] as const),
      ...sessions.flatMap((row) => row.attendance.map((each) => [each.mandate, each.stakeholder] as const)),
    ]
    expect(spoken.filter(([mandate, holder]) => mandate !== null && held.get(mandate) !== holder)).toEqual([])
  })

  it('gives at least 120 reasons, reservations and conditions, none of them twice', () => {
    const texts = given(positions.flatMap((row) => [row.reason, row.reservation, row.condition]))
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.length).toBeGreaterThanOrEqual(120)
  })
})

describe('demonstration: dialogues of the founding document', () => {
  it('maps every dialogue and every one of its points, in order', () => {
    expect(dialoguesMap.map((row) => row.dialogue)).toEqual(dialogues.map((row) => row.id))
    expect(dialoguesMap.map((row) => row.points.map((point) => point.index)))
      .toEqual(dialogues.map((row) => row.points.map((_, index) => index)))
  })

  it('ties them only to areas and impacts that exist', () => {
    const points = dialoguesMap.flatMap((row) => row.points)
    expect(unknown(points.flatMap((point) => point.areas), areas)).toEqual([])
    expect(unknown(points.flatMap((point) => point.impacts), codes(impacts))).toEqual([])
  })
})
