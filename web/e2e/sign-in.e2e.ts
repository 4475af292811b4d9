import { Secret, TOTP } from 'otpauth'
import { startProvider } from '../../api/test/oidc-provider.ts'
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
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
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

test('OIDC: somebody enters by the identity provider and leaves it; a stranger is told whom to ask; an administrator ends browsers and unbinds the account', async ({ browser }) => {
  // A page of its own: the one of the fixture refuses every request to another origin, and here there is one, the provider's.
  const [office, home] = [await browser.newContext(), await browser.newContext({ bypassCSP: true })]
  const page = await home.newPage()
  const button = page.getByRole('button', { name: 'Se connecter avec Annuaire' })
  await page.goto(`${product()}/connexion`)
  await button.click()
  await expect(page.getByRole('alert')).toContainText('avec Annuaire est impossible')
  const provider = await startProvider(product(), Number(process.env['E2E_PROVIDER_PORT']))
  try {
    const admin = await office.newPage()
    await enter(admin, 'administrator')
    const { items } = (await (await admin.request.get(`${product()}/api/v1/perimeters`)).json()) as { items: { id: string }[] }
    const person = { sub: 'gwenola', email: 'gwenola.prigent@exemple.fr', email_verified: true }
    expect((await admin.request.post(`${product()}/api/v1/users`, { data: { email: person.email, name: 'Gwenola Prigent', grants: [{ role: 'reader', perimeterId: items[0]?.id }] } })).status()).toBe(201)

    provider.person = person
    await page.goto(`${product()}/connexion?next=/registre`)
    await button.click()
    await page.waitForURL((url) => url.pathname === '/registre')
    expect(page.url()).not.toMatch(/code=|state=/)

    await admin.goto(`${product()}/reglages/utilisateurs`)
    await admin.getByLabel('Nom ou adresse').fill('Gwenola')
    await admin.getByRole('button', { name: 'Modifier Gwenola Prigent' }).click()
    await expect(admin.getByText('par le fournisseur d’identité')).toBeVisible()
    expect(await axeFaults(admin)).toEqual([])
    await admin.getByRole('button', { name: 'Tout déconnecter' }).click()
    await expect(admin.getByText('Aucun navigateur n’est connecté à ce compte.')).toBeVisible()
    expect((await page.request.get(`${product()}/api/v1/auth/me`)).status()).toBe(401)
    await admin.getByRole('button', { name: 'Délier Gwenola Prigent du fournisseur d’identité' }).click()
    await expect(admin.getByText('compte délié')).toBeVisible()

    await page.context().clearCookies()
    await page.goto(`${product()}/connexion`)
    await button.click()
    await page.waitForURL((url) => url.pathname === '/')
    const left = await page.request.post(`${product()}/api/v1/auth/logout`)
    await page.goto(((await left.json()) as { endSessionUrl: string }).endSessionUrl)
    await page.getByRole('button', { name: /yes/i }).click()
    await page.waitForURL(`${product()}/connexion`)

    provider.person = { sub: 'stranger', email: 'passant@exemple.fr', email_verified: true }
    await button.click()
    await expect(page.getByRole('heading', { name: 'Aucun compte à ouvrir ici' })).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('passant@exemple.fr')
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Revenir à la connexion' }).click()
    await expect(button).toBeVisible()
  } finally {
    await provider.stop()
    await Promise.all([office.close(), home.close()])
  }
})
