import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { currentScores, type CurrentScoreRow, type ScoreScope } from './current.ts'

const t = useTestApp()
const rowsOf = async (scope: Partial<ScoreScope>) =>
  (await t.db.execute<CurrentScoreRow>(sql`select * from ${currentScores({ reach: 'all', horizon: 'now', ...scope })} s`)).rows

describe('the scores that count', () => {
  it('are one of each voice for each stakeholder and criterion', async () => {
    const rows = await rowsOf({})
    expect(rows.length).toBeGreaterThan(100)
    expect(new Set(rows.map((r) => `${r.stakeholder_id} ${r.criterion_id} ${r.voice_id}`)).size).toBe(rows.length)
    expect(rows.every((r) => r.value === null ? r.state === 'unknown' : r.value >= r.min && r.value <= r.max)).toBe(true)
  })

  it('say nothing of an open round, unless that round is asked for', async () => {
    const open = demoId('round', 'cotation-plus3')
    const every = await rowsOf({ horizon: 'plus3', scenario: 'Reste à charge zéro étendu' })
    expect(every.some((r) => r.round_id === open)).toBe(false)
    expect((await rowsOf({ roundId: open })).length).toBeGreaterThan(0)
  })

  it('keep the answers "I do not know" without a value', async () => {
    const unknown = (await rowsOf({})).filter((r) => r.state === 'unknown')
    expect(unknown.length).toBeGreaterThan(0)
    expect(unknown.every((r) => r.value === null)).toBe(true)
  })

  it('go back to those of the spring before the autumn round closed', async () => {
    const rows = await rowsOf({ asOf: new Date('2026-08-01T00:00:00Z') })
    expect(rows.every((r) => r.round_id === demoId('round', 'cotation-spring'))).toBe(true)
  })

  it('are none out of reach', async () => {
    expect(await rowsOf({ reach: [] })).toEqual([])
    expect(await rowsOf({ stakeholderIds: [] })).toEqual([])
  })
})
