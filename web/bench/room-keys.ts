// From the key to the frame on the screen that shows its position, with 60 holders and 40 points recorded (2,400 positions): round the
// table as fast as keys can be pressed, and at the pace of a quick hand. Prints the figures and the load of the machine; the limit holds
// for one that is quiet. Usage, after `pnpm build`: npx tsx bench/room-keys.ts (in web; CHROMIUM_PATH names a browser).
import { cpus, loadavg } from 'node:os'
import { chromium, type Page } from '@playwright/test'
import { browserOptions } from '../e2e/browser.ts'
import { keyTimes, roundTheTable, shareUnder, watchKeys } from '../e2e/key-times.ts'
import startProduct from '../e2e/product.ts'
import { consoleOf, fillRoom, openRoom } from '../e2e/rooms.ts'

const LIMIT_MS = 50
const ROUNDS = 3
const HOLDERS = 60
const POINTS = 40
const PACES = { 'as fast as can be': 0, 'eight keys a second': 125 }

async function main(): Promise<void> {
  const stop = await startProduct()
  const browser = await chromium.launch(await browserOptions())
  try {
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'fr-FR', timezoneId: 'Europe/Paris' })).newPage()
    const room = await openRoom(page.request, HOLDERS, POINTS)
    await fillRoom(page.request, room)
    for (const [pace, betweenMs] of Object.entries(PACES)) {
      const times: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        await page.goto(consoleOf(room))
        await page.locator('[data-holder]').nth(HOLDERS - 1).waitFor()
        await watchKeys(page)
        await walk(page, round + 1, betweenMs)
        times.push(...(await keyTimes(page)).keys.map((key) => key.shown))
      }
      report(pace, times)
    }
  } finally {
    await browser.close()
    await stop()
  }
}

async function walk(page: Page, from: number, betweenMs: number): Promise<void> {
  if (betweenMs === 0) return roundTheTable(page, HOLDERS, from)
  await page.keyboard.press('Home')
  for (let i = 0; i < HOLDERS; i += 1) {
    for (const key of [String(((i + from) % 5) + 1), 'ArrowRight']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(betweenMs)
    }
  }
}

function report(pace: string, times: readonly number[]): void {
  const [median, p95, most] = [0.5, 0.95, 1].map((share) => shareUnder(times, share))
  console.log(JSON.stringify({ name: `key to screen, ${HOLDERS} holders × ${POINTS} points, ${pace}`, keys: times.length, medianMs: median, p95Ms: p95, mostMs: most, limitMs: LIMIT_MS, load: Number((loadavg()[0] ?? 0).toFixed(1)), cores: cpus().length }))
  if ((most ?? LIMIT_MS) > LIMIT_MS) process.exitCode = 1
}

void main()
