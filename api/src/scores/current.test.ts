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

  it('P-08: on a person stop counting after twelve months, and those on an organisation do not', async () => {
    const [one, other] = [...new Map((await rowsOf({})).map((r) => [r.stakeholder_id, r])).values()]
    if (!one || !other) throw new Error('two stakeholders are scored in the demonstration')
    const [organisation, person] = [one.id, other.id]
    await t.db.execute(sql`update stakeholders set kind = 'person' where id = ${other.stakeholder_id}`)
    await t.db.execute(sql`delete from scores s using scores kept where kept.id in (${organisation}, ${person}) and s.id <> kept.id and s.stakeholder_id = kept.stakeholder_id and s.criterion_id = kept.criterion_id and s.voice_id = kept.voice_id`)
    const saidBefore = async (age: string) => {
      await t.db.execute(sql`update scores set stated_at = now() - ${age}::interval, round_id = null, rater_id = null where id in (${organisation}, ${person})`)
      const counted = (await rowsOf({})).map((r) => r.id)
      return { organisation: counted.includes(organisation), person: counted.includes(person) }
    }
    expect(await saidBefore('11 months 25 days')).toEqual({ organisation: true, person: true })
    expect(await saidBefore('13 months')).toEqual({ organisation: true, person: false })
    expect((await rowsOf({ asOf: new Date(Date.now() - 60 * 86_400_000) })).map((r) => r.id)).toContain(person)
    const shown = await (await t.as('staff')).get(`scores/${person}`)
    expect(new Date(shown.json<{ expiresOn: string }>().expiresOn).getTime()).toBeLessThan(Date.now())
    expect((await (await t.as('staff')).get(`scores/${organisation}`)).json()).toMatchObject({ expiresOn: null })
  })
})
