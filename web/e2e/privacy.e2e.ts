import { expect, product, signIn, test } from './support.ts'

const NAME = 'Aurélien Castelbrac'

test('P-11, P-14: from “what do you hold about me?” to erased, by the data protection officer’s page alone', async ({ page, browser }) => {
  const staff = await browser.newPage()
  await signIn(staff, 'staff', '/registre')
  const { items } = (await (await staff.request.get(`${product()}/api/v1/perimeters`)).json()) as { items: { id: string; parentId: string | null }[] }
  const made = await staff.request.post(`${product()}/api/v1/stakeholders`, { headers: { origin: product() }, data: { kind: 'person', name: NAME, side: 'external', sphere: 'relates', since: '2026-01-01', description: 'Porte-parole du collectif des riverains', perimeterId: items.find((p) => p.parentId === null)?.id } })
  expect(made.status(), await made.text()).toBe(201)
  const { id, reference } = (await made.json()) as { id: string; reference: string }

  await signIn(page, 'dpo', '/')
  await expect(page.getByRole('heading', { level: 1, name: 'Protection des données' })).toBeVisible()
  await page.getByRole('button', { name: 'Consigner une demande' }).click()
  await page.getByLabel('Qui demande').fill(NAME)
  await page.getByLabel('Ses mots').fill('Que gardez-vous sur moi ? Effacez-moi ensuite.')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const asked = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Traiter la demande de ${NAME}` }) })
  await expect(asked).toBeVisible()

  await page.getByLabel('Chercher par nom, ville, référence ou adresse entière').fill('castelbrac')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: `Dossier d’accès de ${NAME}` }).click()])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toContain('Porte-parole du collectif des riverains')

  await page.getByRole('button', { name: `Traiter la demande de ${NAME}` }).click()
  await page.getByLabel('Comment l’identité a été vérifiée').fill('Rappel par le collectif')
  await page.getByLabel('Réponse', { exact: true }).fill('Votre dossier est joint ; vous êtes effacé ce jour.')
  await page.getByRole('button', { name: 'Répondre' }).click()
  await expect(asked).toBeHidden()

  await page.getByRole('button', { name: `Effacer ${NAME}` }).click()
  await page.getByLabel(`Tapez ${reference} pour confirmer`).fill(reference)
  await page.getByRole('dialog').getByRole('button', { name: 'Effacer' }).click()
  await expect(page.getByText('La personne est effacée.')).toBeVisible()
  await expect(page.getByText('rien n’est gardé sous ce nom')).toBeVisible()
  expect((await staff.request.get(`${product()}/api/v1/stakeholders/${id}`)).status()).toBe(404)
})
