import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { type Edit, type Edits, useEdits } from './useEdits.ts'

const cell = (value: number | null): Edit => ({ row: 'a', column: 'b', value })
const settle = () => vi.advanceTimersByTimeAsync(500)

describe('typing into a matrix', () => {
  let scope = effectScope()
  beforeEach(() => {
    vi.useFakeTimers()
    scope = effectScope()
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })
  const open = (send: (edits: Edit[]) => Promise<unknown>): Edits => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    return scope.run(() => useEdits(send, () => undefined)) as Edits
  }

  it('shows a value at once, sends many together, and forgets them once they are kept', async () => {
    const sent: Edit[][] = []
    const edits = open((list) => Promise.resolve(sent.push(list)))
    edits.edit([cell(1)], () => null)
    edits.edit([{ ...cell(2), column: 'c' }], () => null)
    expect(edits.typed('a', 'b')).toBe(1)
    await settle()
    expect(sent.map((list) => list.map((e) => e.value))).toEqual([[1, 2]])
    expect(edits.typed('a', 'b')).toBeUndefined()
    expect(edits.state.value).toBe('saved')
  })

  it('keeps on screen what could not be sent, and sends it again when asked', async () => {
    let fails = true
    const edits = open(() => (fails ? Promise.reject(new Error('off')) : Promise.resolve()))
    edits.edit([cell(null)], () => 3)
    await settle()
    expect([edits.state.value, edits.typed('a', 'b')]).toEqual(['failed', null])
    fails = false
    edits.retry()
    await settle()
    expect(edits.state.value).toBe('saved')
  })

  it('goes back one edit at a time', async () => {
    const sent: (number | null)[] = []
    const edits = open((list) => Promise.resolve(sent.push(...list.map((e) => e.value))))
    edits.edit([cell(4)], () => 2)
    await settle()
    expect([edits.undo(), edits.typed('a', 'b')]).toEqual([true, 2])
    await settle()
    expect(sent).toEqual([4, 2])
    expect(edits.undo()).toBe(false)
  })
})
