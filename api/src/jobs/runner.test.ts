import type { Db } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { type JobKind, startJobs } from './runner.ts'

const db = {} as Db
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

/** Work that waits in a list, and what was done of it. */
function kindOf(waiting: string[], run: (name: string, signal: AbortSignal) => Promise<void> = async () => undefined): JobKind & { done: string[] } {
  const done: string[] = []
  return { name: 'test', done, take: async () => {
    const name = waiting.shift()
    return name === undefined ? null : async (signal) => { await run(name, signal); done.push(name) }
  } }
}

describe('the runner', () => {
  it('does what waits, one after the other, and what comes when it is woken', async () => {
    const waiting = ['a', 'b']
    let together = 0
    const kind = kindOf(waiting, async () => { together += 1; expect(together).toBe(1); await soon(); together -= 1 })
    const runner = startJobs(db, [kind], () => undefined, 60_000)
    await expect.poll(() => kind.done).toEqual(['a', 'b'])
    waiting.push('c')
    runner.wake()
    await expect.poll(() => kind.done).toEqual(['a', 'b', 'c'])
    await runner.stop()
  })

  it('tells an error and goes on when it is woken again', async () => {
    const waiting = ['bad']
    const told: unknown[] = []
    const kind = kindOf(waiting, async (name) => { if (name === 'bad') throw new Error('no') })
    const runner = startJobs(db, [kind], (error) => told.push(error), 60_000)
    await expect.poll(() => told.length).toBe(1)
    waiting.push('good')
    runner.wake()
    await expect.poll(() => kind.done).toEqual(['good'])
    await runner.stop()
  })

  it('lets the slice under way end when it stops, says so to it, and takes nothing more', async () => {
    let begun = false
    const kind = kindOf(['a', 'b'], async (_, signal) => { begun = true; while (!signal.aborted) await soon() })
    const runner = startJobs(db, [kind], () => undefined, 60_000)
    await expect.poll(() => begun).toBe(true)
    await runner.stop()
    runner.wake()
    await soon()
    expect(kind.done).toEqual(['a'])
  })
})
