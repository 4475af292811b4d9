import { expect } from '@playwright/test'
import { squeeze, wordsOfDocx, wordsOfPdf } from '../evening/documents.ts'
import type { House } from '../evening/house.ts'
import { COMMITTEE, PERIMETER, type Identified, type Year } from './prepare.ts'

export const REPORT = 'Rapport du dialogue, année fondatrice'

/** Every sentence that the report must hold, whatever it is read in. */
const told = [REPORT, 'DRIS', 'Les mois gratuits', 'Équiper les agences de bornes audio-interactives']

/** Begun from a ready outline, completed, read, frozen with the committee’s approval, published: by the screen. */
export async function report(house: House, year: Year): Promise<void> {
  const id = await begin(house, year)
  await complete(year, id)
  await openRows(house, year, id)
  await freeze(house, year, id)
  await readDocuments(house, year, id)
  await publish(house, year, id)
  await stays(year, id)
}

async function begin({ address }: House, { page }: Year): Promise<string> {
  await page.goto(`${address}/rapport`)
  await page.getByRole('button', { name: 'Commencer une édition' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: /^Titre/ }).fill(REPORT)
  for (const [label, day] of [['Du', '01/10/2011'], ['Au', '31/12/2012']] as const) {
    const field = form.getByRole('textbox', { name: new RegExp(`^${label}`) })
    await field.fill(day)
    await field.press('Tab')
  }
  const perimeter = form.getByRole('combobox', { name: /^Périmètre/ })
  await perimeter.selectOption((await perimeter.locator('option', { hasText: PERIMETER }).first().getAttribute('value')) ?? '')
  await form.getByRole('radio', { name: /AA1000SES/ }).click()
  await form.getByRole('button', { name: 'Commencer', exact: true }).click()
  await page.waitForURL(/editions\/[0-9a-f-]{36}/)
  await expect(page.getByText(REPORT).first()).toBeVisible()
  return /editions\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

/** A sentence with its figure, and the two facts that a reader of this year looks for. */
async function complete({ staff, perimeterId }: Year, id: string): Promise<void> {
  await staff.change(`editions/${id}`, { signatory: 'La direction responsabilité et innovation sociétales (DRIS)' })
  await staff.send<Identified>(`editions/${id}/blocks`, { kind: 'text', text: 'Dans l’année, {{measure:sessions_held}} séances ont été tenues.' })
  const blocks = await staff.read<{ items: { id: string; kind: string; text: string }[] }>(`editions/${id}/blocks`)
  for (const block of blocks.items) if (block.kind === 'text' && block.text === '') await staff.change(`editions/${id}/blocks/${block.id}`, { text: 'Le comité de pilotage a suivi le plan qu’il avait adopté ; ce qui suit se lit dans les registres du dialogue.' })
  const points = await staff.read<{ items: { id: string; title: string }[] }>(`points?perimeterId=${perimeterId}&limit=50`)
  const refused = points.items.find((point) => point.title.startsWith('Offrir des mois gratuits'))
  await staff.send(`editions/${id}/blocks`, { kind: 'point', query: { figure: 'point', params: { pointId: refused?.id } } })
  const commitments = await staff.read<{ items: { id: string; statement: string }[] }>(`commitments?perimeterId=${perimeterId}&limit=50`)
  const kept = commitments.items.find((commitment) => commitment.statement.startsWith('Équiper'))
  await staff.send(`editions/${id}/blocks`, { kind: 'commitment', query: { figure: 'commitment', params: { commitmentId: kept?.id } } })
}

/** A figure opens the rows that it counts. */
async function openRows({ address }: House, { page }: Year, id: string): Promise<void> {
  await page.goto(`${address}/rapport/editions/${id}`)
  const marks = page.getByRole('button', { name: /: ouvrir (la ligne|les \d+ lignes) derrière ce chiffre/ })
  await expect(marks.first()).toBeVisible()
  await marks.first().click()
  await expect(page.getByText(/Méthode .* lignes d’aujourd’hui/)).toBeVisible()
  await page.keyboard.press('Escape')
}

async function freeze({ address }: House, { page }: Year, id: string): Promise<void> {
  await page.goto(`${address}/rapport/editions/${id}`)
  await page.getByRole('button', { name: 'Figer l’édition' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Approuvée par une instance').selectOption({ label: COMMITTEE })
  await form.getByLabel('À sa réunion du').selectOption({ index: 1 })
  const on = form.getByRole('textbox', { name: /^Approuvée le/ })
  if ((await on.inputValue()) === '') await on.fill('15/11/2011')
  await on.press('Tab')
  await form.getByRole('button', { name: 'Figer l’édition' }).click()
  await expect(page.getByText(/Figée le /).first()).toBeVisible({ timeout: 30_000 })
}

/** The report as Word and as PDF, opened and read. */
async function readDocuments({ address, facilitator }: House, { staff }: Year, id: string): Promise<void> {
  const { reference, sha256 } = await staff.read<{ reference: string; sha256: string }>(`editions/${id}`)
  const bytes = async (format: string): Promise<Uint8Array> => {
    const answer = await facilitator.request.get(`${address}/api/v1/editions/${id}/document?format=${format}`)
    expect(answer.status()).toBe(200)
    return new Uint8Array(await answer.body())
  }
  const from = Date.now()
  const documents = { docx: squeeze(wordsOfDocx(await bytes('docx'))), pdf: squeeze(await wordsOfPdf(await bytes('pdf'))) }
  console.info(`report of the year: DOCX and PDF made and read in ${Date.now() - from} ms`)
  for (const [format, words] of Object.entries(documents)) {
    for (const sentence of [...told, reference]) expect(words, `${format}: ${sentence}`).toContain(squeeze(sentence))
    // The number of its note may follow the figure.
    expect(words, `${format}: the sentence with its figure`).toMatch(/Dansl’année,6\d*séancesontététenues\./)
    expect(words, `${format}: its hash`).toContain(sha256.slice(0, 12))
  }
}

/** Published, it is read by whoever has its address, without an account. */
async function publish(house: House, { page, staff }: Year, id: string): Promise<void> {
  await page.getByRole('button', { name: 'Publier' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publier' }).click()
  await expect(page.getByText('Publiée').first()).toBeVisible()
  const { reference } = await staff.read<{ reference: string }>(`editions/${id}`)
  const stranger = await house.stranger()
  await stranger.goto(`${house.address}/rapport-public/${reference}`)
  await expect(stranger.getByText(REPORT).first()).toBeVisible()
  await expect(stranger.getByText('séances ont été tenues').first()).toBeVisible()
}

/** The year goes on to change; the edition stays as it was, and says so. */
async function stays({ staff, perimeterId }: Year, id: string): Promise<void> {
  const before = await staff.read<{ sha256: string }>(`editions/${id}/content`)
  const { id: late } = await staff.send<Identified>('sessions', { title: 'Séance consignée après coup', form: 'in_room', startsAt: '2012-10-02T09:00:00.000Z', perimeterId })
  await staff.change(`sessions/${late}`, { status: 'open' })
  await staff.change(`sessions/${late}`, { status: 'closed' })
  expect((await staff.read<{ sha256: string }>(`editions/${id}/content`)).sha256).toBe(before.sha256)
  const drift = await staff.read<{ items: { changed: boolean }[] }>(`editions/${id}/drift`)
  expect(drift.items.length).toBeGreaterThan(0)
}
