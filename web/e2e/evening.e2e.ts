import { expect, type Page, test } from '@playwright/test'
import { close, confirmAndContest, minutes, readBack, registered } from './evening/after.ts'
import { answerByLink, invite, prepare, type Prepared } from './evening/before.ts'
import { Console, saved } from './evening/console.ts'
import { checkInByCode, checkInByList, openSession } from './evening/door.ts'
import { type House, openHouse } from './evening/house.ts'
import { heard } from './evening/heard.ts'
import { comes } from './evening/script.ts'

const HALF = 6
const REOPENED = 9

// A trace keeps the page twice at every one of some 700 key presses.
test.use({ trace: 'off' })

/** Half of the points without a network; in the middle of it the tab is closed and opened again. */
async function record(house: House, page: Page, room: Console): Promise<Page> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.goto(`${page.url().split('?')[0]}`)
  await page.locator('[data-holder]').first().waitFor()
  for (let point = 0; point < HALF; point += 1) {
    await room.record(point)
    await room.press('PageDown')
  }
  await saved(page)
  const before = room.said.length
  await house.facilitator.setOffline(true)
  for (let point = HALF; point < REOPENED; point += 1) {
    await room.record(point)
    await room.press('PageDown')
  }
  await expect(Console.mark(page)).toHaveAttribute('data-state', 'offline', { timeout: 60_000 })
  const waits = (): string => String(room.said.length - before)
  await expect(Console.mark(page)).toHaveAttribute('data-waiting', waits())
  // The browser asks before it closes a tab whose last key is not on the disk yet; this one is closed without asking.
  await expect(Console.mark(page)).toHaveAttribute('data-keeping', '0', { timeout: 30_000 })
  const address = page.url()
  await page.close()
  const again = await house.facilitator.newPage()
  await again.goto(address)
  await expect(again.locator('[data-holder]')).toHaveCount(comes.length, { timeout: 60_000 })
  await expect(Console.mark(again)).toHaveAttribute('data-waiting', waits(), { timeout: 30_000 })
  room.resume(again)
  for (let point = REOPENED; point < 12; point += 1) {
    await room.record(point)
    if (point < 11) await room.press('PageDown')
  }
  await expect(Console.mark(again)).toHaveAttribute('data-waiting', waits(), { timeout: 30_000 })
  await house.facilitator.setOffline(false)
  await saved(again)
  return again
}

test('a whole evening: invited by mail, recorded by keyboard with the network gone for half of it, read back, minuted, confirmed by link', async ({ browser }) => {
  test.setTimeout(600_000)
  const house = await openHouse(browser)
  try {
    await wholeEvening(house)
    expect(house.faults).toEqual([])
  } finally {
    await house.close()
  }
})

async function wholeEvening(house: House): Promise<void> {
  const { step } = test
  const evening: Prepared = await step('prepared from a template', () => prepare(house))
  let page = await house.facilitator.newPage()
  await step('invited by mail', () => invite(house, evening, page))
  await step('answered by private links', () => answerByLink(house, evening))
  await step('checked in by code on a phone, and by list', async () => {
    await openSession(house, evening, page)
    await checkInByCode(house, evening)
    console.info(`check-in of 24 organisations by list: ${await checkInByList(house, evening, page)} key presses`)
  })
  const room = new Console(page, comes.length)
  page = await step('recorded by keyboard, half of it without a network', () => record(house, page, room))
  console.info(`25 holders × 12 points, with 2 rewordings, 2 spoken reasons and 2 commitments: ${room.presses} key presses and ${room.letters} letters of words`)
  expect(room.presses).toBeLessThan(900)
  await step('everything was taken once and in order', () => heard(house, evening, room))
  await step('read back', async () => console.info(`read back: ${await readBack(house, evening, page)} key presses`))
  await step('closed', () => close(house, evening, page))
  await step('minutes on screen, as PDF and as DOCX', async () => {
    const took = await minutes(house, evening, page)
    console.info(`minutes of 25 holders × 12 points: screen ${took.screen} ms, PDF ${took.pdf} ms, DOCX ${took.docx} ms`)
  })
  await step('in the register of points', () => registered(house, evening, page))
  await step('confirmed and contested by a private link; the register moves', () => confirmAndContest(house, evening, page))
}
