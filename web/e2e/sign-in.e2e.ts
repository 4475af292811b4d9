import { Secret, TOTP } from 'otpauth'
import { axeFaults, enter, expect, product, test } from './support.ts'

const email = 'jeanne.lorcy@exemple.fr'
const password = 'une longue phrase de passe'
/** The code that a phone shows, `steps` periods of 30 seconds from now; each serves once, so the journey takes them in order. */
const codeOf = (secret: string, steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

test('S-13: somebody turns double authentication on, signs in with a code, and an administrator removes it for a lost phone', async ({ page, browser }) => {
  const office = await browser.newContext()
  const admin = await office.newPage()
  await enter(admin, 'administrator')
  const { items } = (await (await admin.request.get(`${product()}/api/v1/perimeters`)).json()) as { items: { id: string }[] }
  const made = await admin.request.post(`${product()}/api/v1/users`, { data: { email, name: 'Jeanne Lorcy', password, grants: [{ role: 'reader', perimeterId: items[0]?.id }] } })
  expect(made.status()).toBe(201)
  expect((await page.request.post(`${product()}/api/v1/auth/login`, { data: { email, password } })).status()).toBe(200)

  await page.goto(`${product()}/reglages/compte`)
  const panel = page.locator('section[aria-labelledby=account-totp]')
  await panel.getByRole('button', { name: 'Activer', exact: true }).click()
  await panel.getByLabel('Mot de passe actuel').fill(password)
  await panel.getByRole('button', { name: 'Continuer' }).click()
  const secret = ((await panel.locator('code').textContent()) ?? '').replace(/\s/g, '')
  expect(await axeFaults(page)).toEqual([])
  await panel.getByLabel('Code à six chiffres').fill(codeOf(secret, -1))
  await panel.getByRole('button', { name: 'Vérifier et activer' }).click()
  await expect(panel.getByText('Active', { exact: true })).toBeVisible()

  await page.context().clearCookies()
  await page.goto(`${product()}/connexion`)
  await page.getByLabel('Adresse électronique').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  const field = page.getByLabel('Code à six chiffres')
  await expect(field).toBeFocused()
  expect(await axeFaults(page)).toEqual([])
  await field.pressSequentially('000 000')
  await expect(page.getByRole('alert')).toContainText('inexact')
  await expect(field).toBeFocused()
  // The sixth digit sends it.
  await field.pressSequentially(codeOf(secret))
  await page.waitForURL((url) => url.pathname !== '/connexion')

  await admin.goto(`${product()}/reglages/utilisateurs`)
  await admin.getByRole('button', { name: 'Modifier Jeanne Lorcy' }).click()
  await admin.getByRole('button', { name: 'Retirer la double authentification de Jeanne Lorcy' }).click()
  await expect(admin.getByText('double authentification retirée')).toBeVisible()
  expect((await page.request.get(`${product()}/api/v1/auth/me`)).status()).toBe(401)
  expect((await page.request.post(`${product()}/api/v1/auth/login`, { data: { email, password } })).status()).toBe(200)
  await office.close()
})
