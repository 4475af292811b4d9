import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { APIRequestContext, Page } from '@playwright/test'
import { enter, expect, product, signIn, test } from './support.ts'

test.describe.configure({ mode: 'serial' })

const CRITERIA = ['power', 'interest', 'legitimacy', 'urgency']
const SPLIT = 'consommateurs'
const voices = ['associations', 'consommateurs', 'professionnels-sante', 'adherents']
const named = ['Direction des achats', 'Direction des offres', 'Direction de la prévention', 'Direction des systèmes', 'Direction des réseaux', 'Secrétariat général', 'Direction de la communication']
const DISSENTER = named[0] ?? ''

interface Item { id: string; name: string; code?: string; externalId?: string | null }
interface Rater { id: string; name: string; capacity: string; stakeholderId: string | null }
interface Cell { stakeholderId: string; criterionId: string; value: number }

const api = (path: string): string => `${product()}/api/v1/${path}`
async function read<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(api(path))
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as T
}
async function send<T>(request: APIRequestContext, path: string, data: object): Promise<T> {
  const answer = await request.post(api(path), { data })
  expect([200, 201, 202], await answer.text()).toContain(answer.status())
  return (await answer.json()) as T
}

/** The 14 categories of the founding document, by code, and the criteria by code. */
async function nouns(request: APIRequestContext): Promise<{ stakeholders: Map<string, string>; criteria: Map<string, string> }> {
  const files = JSON.parse(await readFile(fileURLToPath(new URL('../../db/reference/demonstration/stakeholders.json', import.meta.url)), 'utf8')) as { code: string; name: string; category: string | null }[]
  const categories = files.filter((s) => s.code === s.category)
  const known = (await read<{ items: Item[] }>(request, 'stakeholders?limit=100&kind=group')).items
  const criteria = (await read<{ items: { id: string; code: string }[] }>(request, 'criteria')).items
  return {
    stakeholders: new Map(categories.map((c) => [c.code, known.find((s) => s.name === c.name)?.id ?? `no ${c.name}`])),
    criteria: new Map(criteria.map((c) => [c.code, c.id])),
  }
}

/** Everybody gives the same, but for one who holds that consumers have neither power nor urgency; stakeholders raise themselves. */
function valueOf(rater: string, stakeholder: string, criterion: string, order: readonly string[]): number {
  const usual = 2 + ((order.indexOf(stakeholder) + CRITERIA.indexOf(criterion)) % 3)
  if (stakeholder === SPLIT) return rater === DISSENTER ? 1 : 5
  return rater === stakeholder ? Math.min(5, usual + 1) : usual
}

let roundId = ''
let rankingId = ''

async function prepare(page: Page): Promise<{ raters: Rater[]; cells: (rater: string) => Cell[] }> {
  const { stakeholders, criteria } = await nouns(page.request)
  expect(stakeholders.size).toBe(14)
  const perimeterId = (await read<{ items: { id: string; kind: string }[] }>(page.request, 'perimeters')).items.find((p) => p.kind === 'national')?.id
  const me = await read<{ user: { id: string } }>(page.request, 'auth/me')
  const round = await send<{ id: string }>(page.request, 'rounds', {
    title: 'Douze voix sur les quatorze catégories', purpose: 'Essai de bout en bout.', perimeterId, criterionIds: CRITERIA.map((c) => criteria.get(c)), stakeholderIds: [...stakeholders.values()],
    raters: [{ capacity: 'internal', userId: me.user.id }, ...named.map((name) => ({ capacity: 'internal', name })), ...voices.map((code) => ({ capacity: 'stakeholder', name: `Voix ${code}`, stakeholderId: stakeholders.get(code) }))],
  })
  roundId = round.id
  const raters = (await read<{ items: Rater[] }>(page.request, `rounds/${roundId}/raters`)).items
  const order = [...stakeholders.keys()]
  const cells = (rater: string): Cell[] => order.flatMap((s) => CRITERIA.map((c) => ({ stakeholderId: stakeholders.get(s) ?? '', criterionId: criteria.get(c) ?? '', value: valueOf(rater, s, c, order) })))
  return { raters, cells }
}

test('twelve raters score the fourteen categories: by keyboard, by a private link, and recorded for others', async ({ page, browser }) => {
  test.setTimeout(180_000)
  await signIn(page, 'staff')
  const { raters, cells } = await prepare(page)
  expect(raters).toHaveLength(12)
  await page.goto(`${product()}/registre/campagnes/${roundId}`)
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await expect(page.getByText('La campagne est ouverte.', { exact: false }).first()).toBeVisible()

  // The signed-in rater, by keys alone, in the order of the sheet.
  const sheet = await read<{ stakeholders: { id: string }[]; criteria: { criterionId: string }[] }>(page.request, `rounds/${roundId}/sheet`)
  const own = new Map(cells('staff').map((c) => [`${c.stakeholderId}/${c.criterionId}`, c.value]))
  await page.goto(`${product()}/registre/campagnes/${roundId}/coter`)
  await expect(page.getByText('Par partie prenante')).toBeVisible()
  for (const stakeholder of sheet.stakeholders) {
    for (const { criterionId } of sheet.criteria) await page.keyboard.press(String(own.get(`${stakeholder.id}/${criterionId}`)))
  }
  await page.getByRole('button', { name: 'J’ai terminé' }).click()
  await expect.poll(async () => (await read<{ mine: { answered: number; finishedAt: string | null } }>(page.request, `rounds/${roundId}`)).mine).toMatchObject({ answered: 56, finishedAt: expect.any(String) as unknown })

  // A stakeholder, by a private link, in a browser without account.
  const guest = raters.find((r) => r.name === 'Voix associations')
  const { secret } = await send<{ secret: string }>(page.request, `rounds/${roundId}/raters/${guest?.id}/link`, {})
  const other = await browser.newContext({ locale: 'fr-FR' })
  const visit = await other.newPage()
  await visit.goto(`${product()}/cotation#${secret}`)
  await expect(visit.getByRole('heading', { name: 'Douze voix sur les quatorze catégories' })).toBeVisible()
  const theirs = new Map(cells('associations').map((c) => [`${c.stakeholderId}/${c.criterionId}`, c.value]))
  for (const stakeholder of sheet.stakeholders) {
    for (const { criterionId } of sheet.criteria) await visit.keyboard.press(String(theirs.get(`${stakeholder.id}/${criterionId}`)))
  }
  await visit.getByRole('button', { name: 'J’ai terminé' }).click()
  await expect.poll(async () => (await read<{ finished: number }>(page.request, `rounds/${roundId}`)).finished).toBe(2)
  await other.close()

  for (const rater of raters.filter((r) => r.name !== 'Voix associations' && (named.includes(r.name) || r.capacity === 'stakeholder'))) {
    await send(page.request, 'scores/batch', { scores: cells(rater.name.replace('Voix ', '')).map((cell) => ({ ...cell, roundId, raterId: rater.id })) })
  }
  expect(await read<{ answered: number; expected: number }>(page.request, `rounds/${roundId}`)).toMatchObject({ answered: 672, expected: 672 })
})

test('the result names the split and who stands apart, down to each score', async ({ page }) => {
  await enter(page, 'staff')
  await page.goto(`${product()}/registre/campagnes/${roundId}`)
  await page.getByRole('button', { name: 'Clore', exact: true }).click()
  await expect(page.getByText('La campagne est close.', { exact: false }).first()).toBeVisible()
  await page.goto(`${product()}/registre/campagnes/${roundId}?vue=resultats`)
  await expect(page.getByText(/Associations de consommateurs/).first()).toBeVisible()
  await expect(page.getByText(DISSENTER).first()).toBeVisible()
  const splits = await read<{ cells: { name: string; polarisation: number }[]; raters: { raterName: string | null }[] }>(page.request, `rounds/${roundId}/splits`)
  expect(splits.cells.slice(0, 4).map((c) => c.name)).toEqual(Array.from({ length: 4 }, () => expect.stringContaining('consommateurs') as unknown))
  expect(splits.raters[0]?.raterName).toBe(DISSENTER)
})

test('a rank shows its interval, and clicks alone lead to every score behind it', async ({ page }) => {
  await enter(page, 'staff')
  const [formula] = (await read<{ items: { id: string }[] }>(page.request, 'formulas?limit=1')).items
  const versions = (await read<{ items: { id: string }[] }>(page.request, `formulas/${formula?.id}/versions`)).items
  const perimeterId = (await read<{ items: { id: string; kind: string }[] }>(page.request, 'perimeters')).items.find((p) => p.kind === 'national')?.id
  const ranking = async (title: string, capacity: string | null): Promise<string> => {
    const { id } = await send<{ id: string }>(page.request, 'rankings', { title, perimeterId, formulaVersionId: versions.at(-1)?.id, roundId, capacity })
    await expect.poll(async () => (await read<{ status: string }>(page.request, `rankings/${id}`)).status, { timeout: 60_000 }).toBe('done')
    return id
  }
  rankingId = await ranking('Douze voix', null)
  const internal = await ranking('Vue interne', 'internal')
  const outside = await ranking('Vue des parties prenantes', 'stakeholder')
  const rows = (await read<{ items: { name: string; rank: number; rankLow: number | null; rankHigh: number | null }[] }>(page.request, `rankings/${rankingId}/rows`)).items
  expect(rows).toHaveLength(14)
  for (const row of rows) expect(row.rankLow !== null && row.rankHigh !== null && row.rankLow <= row.rank && row.rank <= row.rankHigh).toBe(true)
  await page.goto(`${product()}/registre/hierarchisation/${rankingId}`)
  await page.getByRole('button', { name: /consommateurs/ }).first().click()
  const explained = page.getByRole('dialog')
  const summaries = explained.locator('summary')
  await expect(summaries).toHaveCount(4)
  for (let i = 0; i < 4; i += 1) if ((await summaries.nth(i).locator('..').getAttribute('open')) === null) await summaries.nth(i).click()
  await expect(explained.getByText(DISSENTER).first()).toBeVisible()
  await expect(explained.locator('li.score')).toHaveCount(48)

  await page.goto(`${product()}/registre/hierarchisation/${outside}?vue=ecart&avec=${internal}`)
  await expect(page.getByText(/[ÉEée]cart/).first()).toBeVisible()
  const gaps = (await read<{ items: { name: string; gap: number }[] }>(page.request, `rankings/${outside}/comparison?with=${internal}`)).items
  expect(gaps.filter((g) => Math.abs(g.gap) > 0.01).length).toBeGreaterThan(0)
})

test('on the lens power × interest a stakeholder stands where it was scored at the date', async ({ page }) => {
  await enter(page, 'staff')
  const at = async (day: string): Promise<Map<string, string>> => {
    const { items } = await read<{ items: { id?: string; stakeholderId?: string; values: { value: number }[] }[] }>(page.request, `analyses/classes?scheme=grid&asOf=${day}&limit=100`)
    return new Map(items.map((i) => [i.id ?? i.stakeholderId ?? '', i.values.map((v) => v.value.toFixed(2)).join('/')]))
  }
  const [spring, autumn] = [await at('2026-04-15'), await at('2026-10-15')]
  expect([...spring].filter(([id, place]) => autumn.get(id) !== place).length).toBeGreaterThan(0)
  await page.goto(`${product()}/carte?lentille=power&au=2026-04-15`)
  await expect(page.locator('canvas').first()).toBeVisible()
})

test('a formula of every kind of term is written on screen, and its ranking renamed, removed and brought back', async ({ page }) => {
  await enter(page, 'staff')
  await page.goto(`${product()}/registre/hierarchisation/formules`)
  await page.getByRole('button', { name: 'Nouvelle formule' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Titre').fill('Impacts d’abord')
  await form.getByLabel('Critère', { exact: true }).selectOption({ label: 'Pouvoir' })
  for (const kind of [/Gravité/, /jeu d’acteurs/]) {
    await form.getByRole('button', { name: 'Ajouter un terme' }).click()
    await page.getByRole('menuitem', { name: kind }).click()
  }
  await form.getByLabel('Poids').nth(1).fill('2,5')
  await form.getByRole('button', { name: 'Créer' }).click()
  await expect(page.getByRole('heading', { name: 'Impacts d’abord' })).toBeVisible()
  const made = (await read<{ items: { title: string; currentVersion: { terms: { code: string; kind: string; weight: number }[] } }[] }>(page.request, 'formulas?limit=100')).items.find((f) => f.title === 'Impacts d’abord')
  expect(made?.currentVersion.terms).toMatchObject([{ kind: 'criterion', code: 'power', weight: 1 }, { kind: 'worst', code: 'severity', weight: 2.5 }, { kind: 'mactor', code: 'riStar', weight: 1 }])

  await page.getByRole('button', { name: 'Calculer une hiérarchisation' }).last().click()
  await page.getByRole('button', { name: 'Calculer', exact: true }).click()
  await expect(page.getByRole('table')).toBeVisible({ timeout: 60_000 })
  const address = new URL(page.url()).pathname
  await page.getByRole('button', { name: 'Renommer, supprimer' }).click()
  await page.getByRole('menuitem', { name: 'Renommer…' }).click()
  await page.getByRole('dialog').getByLabel('Titre').fill('Gravité, essai')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await expect.poll(async () => (await read<{ title: string }>(page.request, `rankings/${address.split('/').at(-1)}`)).title).toBe('Gravité, essai')
  await page.getByRole('button', { name: 'Renommer, supprimer' }).click()
  await page.getByRole('menuitem', { name: 'Supprimer' }).click()
  await expect.poll(() => new URL(page.url()).pathname).toBe('/registre/hierarchisation')
  await page.locator('.toast', { hasText: 'supprimée' }).getByRole('button', { name: 'Annuler' }).click()
  await expect.poll(() => new URL(page.url()).pathname).toBe(address)
  await expect(page.getByRole('table')).toBeVisible()
})

test('on the lens of rings the table says the rank and the ring of the ranking in force on the day', async ({ page }) => {
  await enter(page, 'staff')
  const adopted = (await read<{ items: { id: string; adoptedOn: string | null }[] }>(page.request, 'rankings?limit=100')).items.find((one) => one.adoptedOn !== null)
  const [first] = (await read<{ items: { name: string; rank: number }[] }>(page.request, `rankings/${adopted?.id}/rows`)).items
  await page.goto(`${product()}/carte?lentille=rings&tableau=nodes&au=${adopted?.adoptedOn}`)
  const row = page.getByRole('row', { name: new RegExp(first?.name ?? '') }).first()
  await expect(row).toContainText('1 (rang 1)')
  await expect(page.getByRole('row').filter({ hasText: 'Sans rang' }).first()).toBeVisible()
  await page.goto(`${product()}/carte?lentille=rings&au=2026-01-15`)
  await expect(page.getByText('Aucun rang à cette date')).toBeVisible()
})
