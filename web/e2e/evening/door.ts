import { expect, type Page } from '@playwright/test'
import { pageOf, type Prepared } from './before.ts'
import type { House } from './house.ts'
import { apologises, comes, registers } from './script.ts'

/** Opens the session from its page; the console is then on the screen. */
export async function openSession(house: House, evening: Prepared, page: Page): Promise<void> {
  await page.goto(pageOf(house, evening))
  await page.getByRole('button', { name: 'Ouvrir et consigner' }).first().click()
  await page.waitForURL(/\/saisie/)
}

/** The beamer shows a code; a phone opens the door with it. */
export async function checkInByCode(house: House, evening: Prepared): Promise<void> {
  const beamer = await house.facilitator.newPage()
  await beamer.goto(`${pageOf(house, evening)}/ecran?vue=code`)
  const code = ((await beamer.locator('.code').textContent({ timeout: 30_000 })) ?? '').replace(/\s/g, '')
  expect(code).toMatch(/^[A-Z0-9]{6}$/)
  await beamer.close()
  const phone = await house.stranger({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await phone.goto(`${house.address}/emargement`)
  await phone.getByLabel('Code de la séance').fill(code)
  await phone.getByRole('button', { name: 'Entrer' }).click()
  await phone.getByLabel('Chercher, ou écrire son nom').fill('bureau des')
  await phone.getByRole('button', { name: registers, exact: true }).click()
  await phone.getByLabel('Votre nom').fill('Maëlle Kervadec')
  await phone.getByRole('button', { name: 'M’enregistrer' }).click()
  await expect(phone.getByText('Vous êtes enregistré')).toBeVisible()
  await phone.context().close()
}

/** The others by the list of the console: one letter a line. Gives the number of keys. */
export async function checkInByList(house: House, evening: Prepared, page: Page): Promise<number> {
  let presses = 0
  const press = async (key: string): Promise<void> => {
    presses += 1
    await page.keyboard.press(key)
  }
  const row = (): Promise<string> => page.evaluate(() => (document.activeElement?.matches('tbody tr') ? (document.activeElement.querySelector('th')?.textContent ?? '') : ''))
  await press('*')
  await expect.poll(row, { timeout: 30_000 }).toContain('Alliance')
  const lines = await page.getByRole('dialog').locator('tbody tr').count()
  for (let line = 0; line < lines; line += 1) {
    const name = await row()
    await press(name.includes(registers) ? 'ArrowDown' : name.includes(apologises) ? 'e' : 'p')
  }
  await expect.poll(async () => (await house.staff.read<{ tally: { present: number } }>(`sessions/${evening.sessionId}`)).tally.present, { timeout: 60_000 }).toBe(comes.length)
  await press('Escape')
  await expect(page.locator('[data-holder]')).toHaveCount(comes.length, { timeout: 30_000 })
  expect(await page.locator('[data-holder] .name').allTextContents()).toEqual(comes)
  return presses
}
