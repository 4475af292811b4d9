import { expect, type Page } from '@playwright/test'
import { pageOf, type Prepared } from './before.ts'
import { download, squeeze, wordsOfDocx, wordsOfPdf } from './documents.ts'
import type { House } from './house.ts'
import { linkIn } from './mailbox.ts'
import { addressOf, apologises, comes, contester, internal, patternOf, points, promises, rewordings, statusOf, words } from './script.ts'

const statusWords: Record<string, string> = { convergence: 'Convergence', divergence: 'Divergence', mixed: 'Partagé' }
const holder = comes[contester] ?? ''

/** Reads every point to the room, which says yes by one key each. Gives the number of keys. */
export async function readBack({ staff }: House, { sessionId }: Prepared, page: Page): Promise<number> {
  await page.keyboard.press('=')
  await page.waitForURL(/\/relecture/)
  const confirmed = async (): Promise<number> => (await staff.read<{ items: { readBack: { stale: boolean } | null }[] }>(`sessions/${sessionId}/read-backs`)).items.filter((one) => one.readBack?.stale === false).length
  for (let point = 0; point < points.length; point += 1) {
    await expect(page.getByText(`Point ${point + 1} sur ${points.length}`)).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('La salle confirme-t-elle ?')).toBeVisible({ timeout: 30_000 })
    await page.keyboard.press('Enter')
    await expect.poll(confirmed, { timeout: 30_000 }).toBe(point + 1)
  }
  await expect(page.getByText('Tous les points sont relus.')).toBeVisible()
  return points.length + 1
}

export async function close(house: House, evening: Prepared, page: Page): Promise<void> {
  await page.goto(pageOf(house, evening))
  await page.getByRole('button', { name: 'Clôturer la séance' }).click()
  await expect(page.getByText('La séance est clôturée')).toBeVisible()
}

/** Minutes on the screen, then as two files that are opened and read. Gives how long each took to be made, in milliseconds. */
export async function minutes(house: House, evening: Prepared, page: Page): Promise<Record<'screen' | 'pdf' | 'docx', number>> {
  await house.own.change(`sessions/${evening.sessionId}`, { internalNote: internal })
  const timed = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
    const from = Date.now()
    const made = await work()
    return [Date.now() - from, made]
  }
  await page.getByRole('link', { name: 'Procès-verbal' }).click()
  const [screen] = await timed(() => expect(page.getByRole('heading', { name: 'Points examinés' })).toBeVisible({ timeout: 60_000 }))
  const [pdf, pdfBytes] = await timed(() => download(page, 'PDF', 'pdf'))
  const [docx, docxBytes] = await timed(() => download(page, 'Word (DOCX)', 'docx'))
  for (const text of [wordsOfDocx(docxBytes), await wordsOfPdf(pdfBytes), await page.getByRole('article').first().innerText()]) told(squeeze(text))
  return { screen, pdf, docx }
}

/** What any form of the minutes says: who came, the wordings, who agrees and who does not, why, what was promised; nothing internal. */
function told(text: string): void {
  for (const name of [...comes, apologises]) expect(text).toContain(squeeze(name))
  for (const [i, { statement }] of points.entries()) if (!rewordings.some((one) => one.point === i)) expect(text).toContain(squeeze(statement))
  for (const { statement } of rewordings) expect(text).toContain(squeeze(statement))
  for (const { reason, reservation } of words) for (const wanted of [reason, reservation]) expect(text).toContain(squeeze(wanted))
  for (const wanted of [...promises.flatMap(({ statement, owner }) => [statement, owner]), 'Points d’accord', 'Points de désaccord', 'Maison du dialogue']) expect(text).toContain(squeeze(wanted))
  expect(text).not.toContain(internal)
}

interface Item { id: string; status: string; n: number; asked: number; counts: { contested: number } }

/** The register of points as the API and the screen tell it. */
async function register({ staff }: House, { sessionId, points: made }: Prepared): Promise<Item[]> {
  const { items } = await staff.read<{ items: Item[] }>(`convergence?sessionId=${sessionId}`)
  return made.map(({ id }) => items.find((item) => item.id === id) as Item)
}

async function rowShows(page: Page, title: string, status: string, texts: string[]): Promise<void> {
  const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })
  await expect(row).toContainText(statusWords[status] ?? status, { timeout: 30_000 })
  for (const text of texts) await expect(row).toContainText(text)
}

/** Every point of the session has the status that its positions give it. */
export async function registered(house: House, evening: Prepared, page: Page): Promise<void> {
  const expected = points.map((_, i) => ({ status: statusOf[patternOf(i)], n: comes.length, asked: comes.length }))
  expect(await register(house, evening)).toMatchObject(expected)
  await page.goto(`${house.address}/convergences`)
  for (const [i, { title }] of points.entries()) await rowShows(page, title, statusOf[patternOf(i)], ['25 exprimées sur 25'])
}

/** Every holder gets a letter; one confirms one position and contests another, without account; the register moves. */
export async function confirmAndContest(house: House, evening: Prepared, page: Page): Promise<void> {
  await page.goto(pageOf(house, evening))
  await page.getByRole('button', { name: `Solliciter ${comes.length} porteurs` }).click()
  await expect.poll(() => house.mail.count(/à relire/), { timeout: 90_000 }).toBe(comes.length)
  const letter = await house.mail.letter(addressOf(holder), /à relire/)
  const visit = await house.stranger()
  await visit.goto(linkIn(letter, '/confirmation'))
  const position = (title: string) => visit.getByRole('listitem', { name: title, exact: true })
  await expect(visit.getByText(holder).first()).toBeVisible({ timeout: 30_000 })
  await position('Point A').getByRole('button', { name: 'Confirmer' }).click()
  await expect(position('Point A')).toContainText('Confirmée')
  await position('Point L').getByRole('button', { name: 'Contester' }).click()
  await position('Point L').getByLabel('Ce que vous contestez').fill('Nous avons dit l’inverse.')
  await position('Point L').getByRole('button', { name: 'Contester cette position' }).click()
  await expect(position('Point L')).toContainText('Contestée')
  await visit.context().close()

  const after = await register(house, evening)
  expect(after.map((item) => item.counts.contested)).toEqual([...Array.from({ length: 11 }, () => 0), 1])
  expect(after[11]).toMatchObject({ status: 'convergence', n: 24, asked: 25 })
  const confirmed = await house.staff.all<{ confirmation: string }>(`positions?sessionId=${evening.sessionId}&confirmation=confirmed&limit=100`)
  expect(confirmed).toHaveLength(1)
  await page.goto(`${house.address}/convergences`)
  await rowShows(page, 'Point L', 'convergence', ['24 exprimées sur 25'])
  await rowShows(page, 'Point A', 'convergence', ['25 exprimées sur 25'])
}
