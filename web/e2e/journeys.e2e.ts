import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { APIRequestContext, Page } from '@playwright/test'
import { enter, expect, product, signIn, test } from './support.ts'

const register = (file: string): string => fileURLToPath(new URL(`../../db/reference/registre-lobbying/${file}`, import.meta.url))

/** What French Excel saves: one byte a character, with the few that Latin-1 has not. */
const windows1252 = (text: string): Buffer => Buffer.from([...text].map((c) => ({ '’': 0x92, '—': 0x97, '–': 0x96, 'œ': 0x9c, '€': 0x80 })[c] ?? c.charCodeAt(0)))

test.describe.configure({ mode: 'serial' })

/** Sends a file, answers what is undecided, runs the dry run; ends on the report. */
async function check(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file)
  const run = page.getByRole('button', { name: 'Contrôler le fichier' })
  await expect(run).toBeEnabled({ timeout: 60_000 })
  const undecided = page.locator('section.choices select')
  for (let i = 0; i < (await undecided.count()); i += 1) {
    const select = undecided.nth(i)
    const first = await select.locator('option:not([disabled])').evaluateAll((options) => (options as HTMLOptionElement[]).map((o) => o.value).find((value) => value === 'empty'))
    if (first) await select.selectOption(first)
  }
  await expect(run).toBeEnabled({ timeout: 60_000 })
  await run.click()
  await expect(page.getByRole('status').filter({ hasText: /bon à importer|Rien ne sera écrit|déjà dans le registre/ })).toBeVisible({ timeout: 60_000 })
}

async function list<T>(request: APIRequestContext, path: string): Promise<T[]> {
  return ((await (await request.get(`${product()}/api/v1/${path}`)).json()) as { items: T[] }).items
}

async function create(request: APIRequestContext, path: string, data: object): Promise<string> {
  const answer = await request.post(`${product()}/api/v1/${path}`, { data })
  expect(answer.status(), await answer.text()).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

test('the DRIS imports the real register, and a bad row writes nothing', async ({ page }) => {
  await signIn(page, 'staff', '/registre/import')
  const organisations = await readFile(register('organisations.csv'), 'utf8')
  await check(page, { name: 'fautif.csv', mimeType: 'text/csv', buffer: Buffer.from(`${organisations}999999999,,,,,,non\n`) })
  await expect(page.getByText('Rien ne sera écrit : 1 cellule à corriger.')).toBeVisible()
  await page.getByRole('button', { name: 'Importer un autre fichier' }).first().click()

  await check(page, register('organisations.csv'))
  await page.getByRole('button', { name: 'Importer 259 lignes' }).click()
  await expect(page.getByText(/C’est fait\s: 259 créées/)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Importer les liens' }).click()
  await check(page, register('liens.csv'))
  await page.getByRole('button', { name: 'Importer 573 lignes' }).click()
  await expect(page.getByText(/C’est fait\s: 573 créées/)).toBeVisible({ timeout: 60_000 })
})

test('the same file, re-saved by French Excel, makes no duplicate', async ({ page }) => {
  await signIn(page, 'staff', '/registre/import')
  const rows = (await readFile(register('organisations.csv'), 'utf8')).trimEnd().split('\n').map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1] ?? '').slice(0, 7).map((cell) => (cell.includes(';') && !cell.startsWith('"') ? `"${cell}"` : cell)).join(';'))
  await check(page, { name: 'organisations-excel.csv', mimeType: 'text/csv', buffer: windows1252(rows.join('\r\n')) })
  await expect(page.getByText('Windows-1252 (Excel français)')).toBeVisible()
  await expect(page.getByText('Tout est déjà dans le registre : il n’y a rien à écrire.')).toBeVisible()
})

test('the 259 organisations and their 573 ties stand on the map and in its table', async ({ page }) => {
  await enter(page, 'staff')
  const batch = (await list<{ id: string; target: string; state: string }>(page.request, 'imports')).find((i) => i.target === 'stakeholders' && i.state === 'committed')
  const id = batch?.id ?? ''
  await page.goto(`${product()}/carte?f.import=${id}`)
  await expect(page.locator('canvas').first()).toBeVisible()
  const answer = (await (await page.request.get(`${product()}/api/v1/map?importId=${id}&include=stakeholders,ties`)).json()) as { nodes: unknown[]; edges: { type: string }[] }
  expect([answer.nodes.length, answer.edges.filter((e) => e.type === 'tie').length]).toEqual([259, 573])
  await page.getByRole('button', { name: 'Tableau' }).click()
  await expect(page.getByText('Liens (573)')).toBeVisible()
})

test('a facilitator records four of them by keyboard on two points; one converges, one divides', async ({ page }) => {
  await enter(page, 'facilitator')
  const organisations = (await list<{ id: string; externalId: string | null }>(page.request, 'stakeholders?kind=organisation&limit=100&sort=-reference')).filter((s) => s.externalId).slice(0, 4)
  const perimeters = await list<{ id: string; kind: string }>(page.request, 'perimeters')
  const perimeterId = perimeters.find((p) => p.kind === 'national')?.id ?? ''
  const session = await create(page.request, 'sessions', { title: 'Table ronde du logement', form: 'in_room', startsAt: '2026-11-10T09:00:00Z', perimeterId })
  const areas = await list<{ id: string; code: string }>(page.request, 'framework/areas')
  const impacts = await list<{ id: string }>(page.request, 'impacts?limit=1')
  const areaIds = areas.filter((a) => a.code === '6.7.8').map((a) => a.id)
  const impactIds = impacts.map((i) => i.id)
  const points = [await create(page.request, 'points', { title: 'Charte commune', statement: 'Adopter une charte commune d’accueil.', perimeterId, areaIds, impactIds }), await create(page.request, 'points', { title: 'Guichet unique', statement: 'Confier l’accueil à un guichet unique.', perimeterId, areaIds, impactIds })]
  for (const [i, pointId] of points.entries()) await create(page.request, `sessions/${session}/agenda-items`, { title: i === 0 ? 'Charte commune' : 'Guichet unique', aim: 'consult', durationMinutes: 30, pointId })
  for (const { id } of organisations) await create(page.request, `sessions/${session}/attendances`, { stakeholderId: id, status: 'present' })

  await page.goto(`${product()}/dialogue/seances/${session}/saisie`)
  await page.getByRole('button', { name: 'Ouvrir et consigner' }).click()
  const votes = [['5', '4', '5', '5'], ['5', '5', '1', '1']]
  for (const [i, digits] of votes.entries()) {
    await expect(page.getByText(`Point ${i + 1} sur 2`).first()).toBeVisible()
    for (const [n, { id }] of organisations.entries()) {
      const cell = page.locator(`[data-holder="${id}"]`)
      for (const letter of ((await cell.locator('.code').innerText()).trim().toLowerCase())) await page.keyboard.press(letter)
      await page.keyboard.press(digits[n] ?? '3')
      await expect(cell).toHaveAttribute('aria-label', /enregistré$/)
    }
    await page.keyboard.press('PageDown')
  }

  // Seen on the board, in the matrix, on the map and in the trace.
  await page.goto(`${product()}/convergences`)
  const row = (title: string) => page.locator('li, tr, article, [role=row]').filter({ hasText: title }).first()
  await expect(row('Charte commune')).toContainText(/convergence/i)
  await expect(row('Guichet unique')).toContainText(/divergence/i)
  await page.goto(`${product()}/convergences/points/${points[1]}`)
  await expect(page.getByRole('heading', { name: /Guichet unique/ }).first()).toBeVisible()
  const coloured = (await (await page.request.get(`${product()}/api/v1/map/positions/${points[1]}`)).json()) as { items?: unknown[]; positions?: unknown[] }
  expect((coloured.items ?? coloured.positions ?? []).length).toBe(4)
  await page.goto(`${product()}/carte?point=${points[1]}`)
  await expect(page.locator('canvas').first()).toBeVisible()
  await page.goto(`${product()}/trace/impact/${impactIds[0]}`)
  await expect(page.getByText('Guichet unique').first()).toBeVisible()
  await page.goto(`${product()}/trace/point/${points[1]}`)
  await expect(page.getByText('Table ronde du logement').first()).toBeVisible()
})

test('an integrator’s key made on the screen reads and writes within its scopes, and ends when revoked', async ({ page, playwright }) => {
  await enter(page, 'administrator')
  await page.goto(`${product()}/reglages/cles`)
  await expect(page.locator('main h1').first()).toBeVisible()
  const [root] = (await list<{ id: string; kind: string }>(page.request, 'perimeters')).filter((p) => p.kind === 'national')
  const made = (await (await page.request.post(`${product()}/api/v1/api-keys`, { data: { name: 'Annuaire', scopes: ['map:read'], perimeterId: root?.id, expiresInDays: 30 } })).json()) as { id: string; key: string }
  const integrator = await playwright.request.newContext({ baseURL: product(), extraHTTPHeaders: { authorization: `Bearer ${made.key}` } })
  expect((await integrator.get('/api/v1/stakeholders?limit=1')).status()).toBe(200)
  expect((await integrator.post('/api/v1/stakeholders', { data: { kind: 'organisation', name: 'X', perimeterId: root?.id } })).status()).toBe(403)
  await page.reload()
  await expect(page.getByText('Annuaire').first()).toBeVisible()
  await page.request.delete(`${product()}/api/v1/api-keys/${made.id}`)
  expect((await integrator.get('/api/v1/stakeholders?limit=1')).status()).toBe(401)
  await integrator.dispose()
})
