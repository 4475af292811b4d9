import type { Page } from '@playwright/test'
import { keyTimes, roundTheTable, told, watchKeys } from './key-times.ts'
import { change, consoleOf, fillRoom, nameOf, openRoom, read, send } from './rooms.ts'
import { enter, expect, product, test } from './support.ts'

const saved = (page: Page) => expect(page.getByRole('contentinfo').getByText('Tout est enregistré').or(page.locator('.foot .mark').getByText('Tout est enregistré'))).toBeVisible({ timeout: 60_000 })

test('25 holders and 12 points are recorded by keyboard alone in under 900 key presses', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const room = await openRoom(page.request, 25, 12)
  await page.goto(consoleOf(room))
  await page.locator('[data-holder]').first().waitFor()
  let presses = 0
  const press = async (key: string): Promise<void> => {
    presses += 1
    await page.keyboard.press(key)
  }
  for (let point = 0; point < 12; point += 1) {
    // Round the table: the first holder, then a position and an arrow each.
    await press('Home')
    for (let holder = 0; holder < 25; holder += 1) {
      await press(String(((holder * 7 + point) % 5) + 1))
      if (holder < 24) await press('ArrowRight')
    }
    if (point < 11) await press('PageDown')
  }
  await saved(page)
  const { items } = await read<{ items: { positions: number }[] }>(page.request, `sessions/${room.id}/read-backs`)
  expect(items.map((i) => i.positions)).toEqual(Array.from({ length: 12 }, () => 25))
  console.info(`25 holders × 12 points: ${presses} key presses`)
  expect(presses).toBeLessThan(900)
})

test('a key draws its cell, and only that, before anything else is done; the board is read when the hand rests, not after each key, with 60 holders and 40 points recorded', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const room = await openRoom(page.request, 60, 40)
  await fillRoom(page.request, room)
  await page.goto(consoleOf(room))
  await page.locator('[data-holder]').nth(59).waitFor()
  const grid = page.locator('.grid')
  expect(await grid.evaluate((e) => e.scrollHeight - e.clientHeight)).toBeLessThanOrEqual(1)
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(1)
  await watchKeys(page)
  await roundTheTable(page, 60, 2)
  await saved(page)
  const seen = await keyTimes(page)
  console.info(`key to screen, 60 holders × 40 points: ${told(seen)}`)
  // Sixty keys, some of which say what stood already.
  expect(seen.keys.length).toBe(60)
  const drawn = seen.keys.filter((key) => key.cells > 0)
  expect(drawn.length).toBeGreaterThan(40)
  // The mark of an earlier cell (its save answered, the board read again) may fall into the task of a later key: never the grid.
  const list = JSON.stringify(drawn)
  expect(drawn.filter((key) => key.cells === 1).length, list).toBeGreaterThan(drawn.length * 0.8)
  expect(Math.max(...drawn.map((key) => key.cells)), list).toBeLessThanOrEqual(4)
  expect(seen.late).toBe(0)
  expect(seen.turning).toBe(0)
  // Once for each rest of the hand, which a busy machine may make a few of: never once for each of the sixty keys.
  expect(seen.reads).toBeLessThan(12)
  expect(seen.reads).toBeGreaterThan(0)
})

test('two facilitators see each other’s entries without reloading, after a time that is printed; a phone checks in', async ({ page, browser }) => {
  test.setTimeout(180_000)
  const room = await openRoom(page.request, 8, 3)
  await page.goto(consoleOf(room))
  const other = await browser.newContext({ locale: 'fr-FR' })
  const second = await other.newPage()
  await enter(second, 'staff')
  await second.goto(consoleOf(room))
  await second.locator('[data-holder]').first().waitFor()
  await page.locator('[data-holder]').first().waitFor()
  await page.keyboard.press('Home')
  const delays: number[] = []
  for (const [i, key] of ['5', '1', '4'].entries()) {
    const cell = second.locator('[data-holder]').nth(i)
    await page.keyboard.press(key)
    const from = Date.now()
    await expect(cell).not.toHaveAttribute('data-state', '', { timeout: 10_000 })
    delays.push(Date.now() - from)
    await page.keyboard.press('ArrowRight')
  }
  console.info(`seen by the other facilitator after ${delays.join(', ')} ms`)

  const { code } = await send<{ code: string }>(page.request, `sessions/${room.id}/check-in-code`, { action: 'show' })
  const phone = await (await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } })).newPage()
  await phone.goto(`${product()}/emargement#${code}`)
  await phone.getByRole('button', { name: nameOf(0), exact: true }).click()
  await phone.getByRole('button', { name: 'M’enregistrer' }).click()
  await expect(phone.getByText('Vous êtes enregistré')).toBeVisible()
  const board = await read<{ holders: { id: string; attendance: { headcount: number } }[] }>(page.request, `sessions/${room.id}/board`)
  expect(board.holders.find((h) => h.id === room.holders[0])?.attendance.headcount).toBe(1)
  await other.close()
})

test('missing reasons are filled in order by one key, and the session closes only then', async ({ page }) => {
  test.setTimeout(120_000)
  const room = await openRoom(page.request, 5, 2, { reasonRule: 'required_for_disagreement' })
  await page.goto(consoleOf(room))
  await page.locator('[data-holder]').first().waitFor()
  for (const step of ['Home', '1', 'ArrowRight', '5', 'PageDown', 'Home', '2']) await page.keyboard.press(step)
  await expect(page.getByText('2 motifs à compléter')).toBeVisible()
  await saved(page)
  await page.keyboard.press(';')
  for (const words of ['Trop coûteux.', 'Trop tôt.']) {
    await expect(page.getByLabel('Motif', { exact: true })).toBeFocused()
    await page.keyboard.type(words)
    await page.keyboard.press('Control+Enter')
  }
  await expect(page.getByText('2 motifs à compléter')).toHaveCount(0)
  await saved(page)
  await change(page.request, `sessions/${room.id}`, { status: 'closed' })
})
