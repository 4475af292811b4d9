import type { Page } from '@playwright/test'
import { REST_MS } from '../src/room/rest.ts'

/** What became of the keys that recorded a position. Times in milliseconds. */
export interface KeyTimes {
  /** By key: until the browser showed the frame drawn after it (in steps of 8, at least 16); the cells that changed in the key's own task. */
  keys: { shown: number; cells: number }[]
  /** Positions that changed on the screen later than in the task of a key. */
  late: number
  /** Animations without end that ran in the room at a key. */
  turning: number
  /** Boards asked for. */
  reads: number
}

interface Watch { keys: { at: number; cells: Set<Element> }[]; shown: Map<number, number>; late: number; turning: number }
declare global {
  interface Window {
    keyWatch: Watch
  }
}

/** From now on the page notes what each key 1–5 does. The frame's time is the browser's own (Event Timing), not that of a script which waits behind the next key. */
export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch: Watch = { keys: [], shown: new Map(), late: 0, turning: 0 }
    window.keyWatch = watch
    const grid = document.querySelector('.grid') as Element
    let current: Watch['keys'][number] | null = null
    const after = new MessageChannel()
    after.port1.onmessage = () => (current = null)
    window.addEventListener('keydown', (event) => {
      current = null
      if (!/^[1-5]$/.test(event.key)) return
      current = { at: event.timeStamp, cells: new Set() }
      watch.keys.push(current)
      watch.turning += grid.getAnimations({ subtree: true }).filter((a) => a.effect?.getTiming().iterations === Infinity).length
      // The task after this one: what comes from there on is late.
      after.port2.postMessage(0)
    }, { capture: true })
    new MutationObserver((all) => {
      if (!current && all.some((m) => m.attributeName === 'data-state')) watch.late += 1
      for (const { target } of all) {
        const cell = (target instanceof Element ? target : target.parentElement)?.closest('[data-holder]')
        if (cell) current?.cells.add(cell)
      }
    }).observe(grid, { subtree: true, attributes: true, childList: true, characterData: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') watch.shown.set(entry.startTime, entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    performance.setResourceTimingBufferSize(5000)
    performance.clearResourceTimings()
  })
}

/** A position for each holder in turn, as fast as the keys can be pressed, with a breath after every fourth. `from`: which position is the first. */
export async function roundTheTable(page: Page, holders: number, from: number, breathMs = 150): Promise<void> {
  await page.keyboard.press('Home')
  for (let i = 0; i < holders; i += 1) {
    await page.keyboard.press(String(((i + from) % 5) + 1))
    if (i % 4 === 3) await page.waitForTimeout(breathMs)
    await page.keyboard.press('ArrowRight')
  }
}

export async function keyTimes(page: Page): Promise<KeyTimes> {
  // What the last key and its saving asked for comes once the hand rests.
  await page.waitForTimeout(REST_MS + 1500)
  const { keys, late, turning, asked } = await page.evaluate(() => ({
    ...window.keyWatch,
    keys: window.keyWatch.keys.map((key) => ({ shown: window.keyWatch.shown.get(key.at) ?? 16, cells: key.cells.size })),
    asked: performance.getEntriesByType('resource').filter((r) => r.name.endsWith('/board')).map((r) => r.startTime),
  }))
  return { keys, late, turning, reads: asked.length }
}

export const shareUnder = (times: readonly number[], share: number): number => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN

/** The figures in words. */
export function told({ keys, reads }: KeyTimes): string {
  const times = keys.map((key) => key.shown)
  return `${times.length} keys, median ${shareUnder(times, 0.5)} ms, 95 % under ${shareUnder(times, 0.95)} ms, most ${shareUnder(times, 1)} ms; the board read ${reads} times`
}
