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

  await page.locator('.steps .step').nth(3).dragTo(page.locator('.steps .step').nth(0), { targetPosition: { x: 300, y: 4 } })
  await expect.poll(async () => (await titles(page))[0]).toBe(before[3])

  await page.getByRole('button', { name: /^Actions sur l’étape .*se donner les moyens/ }).click()
  await page.getByRole('menuitem', { name: 'Supprimer' }).click()
  await expect.poll(async () => (await titles(page)).length).toBe(10)
  await page.locator('.toast', { hasText: 'est retirée' }).getByRole('button', { name: 'Annuler' }).click()
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

test('a facilitator says a step done with a file for proof, reopens it, and takes the word back; the conformity table opens its rows', async ({ page }) => {
  await signIn(page, 'facilitator')
  const { items } = (await (await page.request.get(`${product()}/api/v1/activities?limit=100`)).json()) as { items: { id: string; title: string }[] }
  const id = items.find((one) => one.title.includes('Médicaments et environnement'))?.id ?? ''
  await page.goto(`${product()}/dialogue/actions/${id}?onglet=processus`)
  const step = page.locator('li.step').filter({ hasText: 'Visiter la salle' })
  const line = step.getByRole('button', { name: /Visiter la salle/ })
  await expect(line).toContainText('personne ne l’a encore dite faite')
  await line.click()
  await step.getByRole('button', { name: 'Dire faite' }).click()
  await step.getByLabel('En quelques mots').fill('Rampe mesurée.')
  await step.locator('fieldset.evidence input[type=file]').setInputFiles({ name: 'visite.txt', mimeType: 'text/plain', buffer: Buffer.from('rampe mesurée\n') })
  await step.getByRole('button', { name: 'Consigner' }).click()
  await expect(line).toContainText('dite faite : Hugo Malestroit')
  await expect(step.getByRole('link', { name: 'visite.txt' })).toBeVisible()

  await step.getByRole('button', { name: 'À reprendre' }).click()
  await step.getByRole('button', { name: 'Consigner' }).click()
  await expect(step.getByText('Dites pourquoi.')).toBeVisible()
  await step.getByLabel('Pourquoi').fill('La salle a changé.')
  await step.getByRole('button', { name: 'Consigner' }).click()
  await expect(line).toContainText('à reprendre : Hugo Malestroit')
  await step.getByRole('button', { name: 'Retirer ce qui a été dit' }).first().click()
  await expect(line).toContainText('dite faite : Hugo Malestroit')

  await page.getByRole('tab', { name: 'Conformité' }).click()
  await page.getByRole('button', { name: /^Lignes de .*Parties prenantes/ }).click()
  await expect(page.getByText('Parties prenantes du dialogue qui portent un attribut')).toBeVisible()
  await expect(page.getByRole('row', { name: /Compte rendu public/ })).toContainText('manque')
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
  const { items } = (await (await page.request.get(`${product()}/api/v1/activities?limit=1`)).json()) as { items: { id: string }[] }
  for (const part of ['processus', 'conformite']) {
    await page.goto(`${product()}/dialogue/actions/${items[0]?.id}?onglet=${part}`)
    await page.locator(part === 'processus' ? 'li.step' : 'tbody').first().waitFor()
    await page.locator(part === 'processus' ? 'li.step button' : 'tbody button').first().click()
    await page.locator('.behind').first().waitFor()
    faults.push(...(await axeFaults(page)))
  }
  await context.close()
  expect(faults).toEqual([])
})
