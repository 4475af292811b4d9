import type { Page } from '@playwright/test'
import { axeFaults, expect, product, signIn, test } from './support.ts'

interface Row { id: string; title: string; steps: { title: string; phase: string }[] }
const processNamed = async (page: Page, title: string): Promise<Row | undefined> => ((await (await page.request.get(`${product()}/api/v1/processes?limit=100`)).json()) as { items: Row[] }).items.find((one) => one.title === title)
const titles = (page: Page) => page.locator('.steps .step h3').allInnerTexts()

test('the DRIS starts a process from a model, puts its steps in order by key and by hand, and takes a removal back', async ({ page }) => {
  await signIn(page, 'staff', '/dialogue/processus')
  await page.getByRole('button', { name: /Partir du modèle .*Comité 21/ }).click()
  await page.getByLabel('Nom').fill('Notre concertation')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Notre concertation' })).toBeVisible()
  const before = await titles(page)
  expect(before).toHaveLength(11)

  // The second step goes below the edge of its phase with one press of the arrow: first of the next phase.
  await page.getByRole('button', { name: /^Déplacer .*Réunir l’équipe/ }).press('ArrowDown')
  await expect.poll(async () => (await processNamed(page, 'Notre concertation'))?.steps[1]?.phase).toBe('Cadrage et conception')
  await expect(page.getByRole('button', { name: /^Déplacer .*Réunir l’équipe/ })).toBeFocused()

  await page.locator('.steps .step').nth(5).dragTo(page.locator('.steps .step').nth(0), { targetPosition: { x: 300, y: 4 } })
  await expect.poll(async () => (await titles(page))[0]).toBe(before[5])

  await page.getByRole('button', { name: new RegExp(`^Actions sur l’étape .*${before[0]?.slice(0, 8)}`) }).click()
  await page.getByRole('menuitem', { name: 'Supprimer' }).click()
  await expect.poll(async () => (await titles(page)).length).toBe(10)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect.poll(async () => (await titles(page)).length).toBe(11)
  const kept = await titles(page)
  await page.reload()
  await expect.poll(() => titles(page)).toEqual(kept)
})

test('the dialogues of a process stand side by side, each with its next step', async ({ page }) => {
  await signIn(page, 'reader', '/dialogue/processus')
  await page.getByRole('link', { name: 'Concertation régionale en Bretagne' }).click()
  await page.getByRole('tab', { name: /Dialogues/ }).click()
  const row = page.getByRole('row').filter({ hasText: 'Accès aux soins' })
  await expect(row).toContainText('9 sur 13')
  await expect(row).toContainText('Inviter trois semaines avant')
  await expect(page.getByRole('button', { name: 'Ajouter une étape' })).toHaveCount(0)
})

test('axe finds nothing on the forms of a process', async ({ browser }) => {
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await signIn(page, 'staff', '/dialogue/processus')
  await page.getByRole('button', { name: 'Nouveau processus' }).click()
  const faults = await axeFaults(page)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Concertation régionale en Bretagne' }).click()
  for (const tab of [/Étapes/, /Dialogues/]) {
    await page.getByRole('tab', { name: tab }).click()
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' }).catch(() => undefined)
    faults.push(...(await axeFaults(page)))
  }
  await page.getByRole('tab', { name: /Étapes/ }).click()
  await page.getByRole('button', { name: /^Ajouter une étape à/ }).first().click()
  faults.push(...(await axeFaults(page)))
  await context.close()
  expect(faults).toEqual([])
})
