import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onceResting, REST_MS } from './rest.ts'

const press = (): unknown => window.dispatchEvent(new KeyboardEvent('keydown', { key: '5' }))

describe('what waits until the hand rests', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.advanceTimersByTime(60_000)
    vi.useRealTimers()
  })

  it('runs at once where no key was pressed lately', () => {
    vi.advanceTimersByTime(60_000)
    const work = vi.fn()
    onceResting(work, 10_000)
    expect(work).toHaveBeenCalledOnce()
  })

  it('never runs between two keys that follow each other, and once after the last', () => {
    const work = vi.fn()
    press()
    onceResting(work, 60_000)
    for (let i = 0; i < 30; i += 1) {
      vi.advanceTimersByTime(REST_MS - 10)
      press()
    }
    expect(work).not.toHaveBeenCalled()
    vi.advanceTimersByTime(REST_MS - 1)
    expect(work).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(work).toHaveBeenCalledOnce()
  })

  it('runs in the midst of keys once it has waited the most that it may', () => {
    const work = vi.fn()
    press()
    onceResting(work, 900)
    for (let i = 0; i < 9; i += 1) {
      vi.advanceTimersByTime(100)
      press()
    }
    expect(work).toHaveBeenCalledOnce()
  })

  it('is called off', () => {
    const work = vi.fn()
    press()
    onceResting(work, 900)()
    vi.advanceTimersByTime(5000)
    expect(work).not.toHaveBeenCalled()
  })
})
