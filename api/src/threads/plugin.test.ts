import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { raters } from '../methods/raters/index.ts'

const t = useTestApp()
const ratings = Array.from({ length: 100 }, (_, i) => Array.from({ length: 3000 }, (__, j) => ((i * 3000 + j) * 7919 % 49_999) / 7))

describe('a large analysis', () => {
  it('lets other requests be answered while it runs, and gives the figures of the method', async () => {
    const reader = await t.as('reader')
    let running = true
    const analysis = reader.post('analyses/raters', { ratings }).finally(() => (running = false))
    let answered = 0
    while (running) {
      expect((await t.anonymous.get('/livez')).statusCode).toBe(200)
      answered += 1
      await setImmediate()
    }
    // Computed on the thread that answers, it would let in some ten before it and none while it runs.
    expect(answered).toBeGreaterThan(200)
    const { krippendorff, kendall } = (await analysis).json<{ krippendorff: object; kendall: object }>()
    const own = raters(ratings)
    expect({ krippendorff, kendall }).toEqual({ krippendorff: own.krippendorff, kendall: own.kendall })
  })

  it('waits for its turn with some others, and is refused when too many wait: 503', async () => {
    const reader = await t.as('reader')
    const table = ratings.slice(0, 30).map((row) => row.slice(0, 1000))
    const answers = await Promise.all(Array.from({ length: 60 }, () => reader.post('analyses/raters', { ratings: table })))
    const statuses = new Set(answers.map((answer) => answer.statusCode))
    expect([...statuses].sort()).toEqual([200, 503])
    expect(answers.find((answer) => answer.statusCode === 503)?.json()).toMatchObject({ code: 'unavailable' })
    expect((await reader.post('analyses/raters', { ratings: table })).statusCode).toBe(200)
  })
})
