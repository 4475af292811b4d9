import { demoId, schema } from '@convergence/db'
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { readRankings, recompute } from '../../test/demonstration-rankings.ts'

const t = useTestApp()
const { rankings } = await readRankings()

describe('the rankings of the demonstration', () => {
  it.each(rankings)('$code is what its scores give, interval included', async (entry) => {
    expect(await recompute(t.db, entry)).toEqual(entry)
  })

  it.each(['whole', 'sliced'] as const)('are the same computed %s inside the database, but for the interval', async (way) => {
    for (const entry of rankings) {
      const { rows, ...rest } = await recompute(t.db, entry, way)
      expect({ ...rest, rows }).toEqual({ ...entry, draws: 0, rows: entry.rows.map((row) => ({ ...row, low: null, high: null })) })
    }
  })

  it('are seeded as the file says', async () => {
    const rows = await t.db.select().from(schema.rankings).where(eq(schema.rankings.fictional, true)).orderBy(asc(schema.rankings.createdAt))
    expect(rows.map((row) => row.id).sort()).toEqual(rankings.map((entry) => demoId('ranking', entry.code)).sort())
  })
})
