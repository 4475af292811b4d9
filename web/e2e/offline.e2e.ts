import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type APIRequestContext, type BrowserContext, chromium, expect, type Page, request, test } from '@playwright/test'
import { browserOptions } from './browser.ts'
import { product } from './support.ts'

const CANARY = 'Zanzibar-quetsche-48213'
const names = ['Alpage sonore', 'Brume claire', 'Cidre et lin', 'Dune blanche', 'Ecluse haute']

interface Room { sessionId: string; versionId: string; pointId: string; holders: string[] }
interface Position { id: string; holderId: string; value: number | null; reason: string; statedAt: string }

test.describe.configure({ mode: 'serial' })
let profile = ''
let context: BrowserContext
let staff: APIRequestContext
let room: Room

const post = async <T>(api: APIRequestContext, path: string, data: object): Promise<T> => {
  const answer = await api.post(`${product()}/api/v1/${path}`, { data })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  return (await answer.json()) as T
}
const positionsOf = async (): Promise<Position[]> =>
  ((await (await staff.get(`${product()}/api/v1/positions?sessionId=${room.sessionId}&sort=statedAt&limit=100`)).json()) as { items: Position[] }).items

/** An open session with one point and five holders in the room. */
async function openRoom(): Promise<Room> {
  const perimeters = (await (await staff.get(`${product()}/api/v1/perimeters`)).json()) as { items: { id: string; kind: string }[] }
  const perimeterId = perimeters.items.find((p) => p.kind === 'national')?.id ?? ''
  const point = await post<{ id: string; currentVersion: { id: string } }>(staff, 'points', { title: 'Réseau coupé', statement: 'La séance continue sans réseau.', perimeterId })
  const holders = []
  for (const name of names) holders.push((await post<{ id: string }>(staff, 'stakeholders', { name, kind: 'organisation', perimeterId })).id)
  const session = await post<{ id: string }>(staff, 'sessions', { title: 'Séance sans réseau', form: 'in_room', startsAt: new Date(Date.now() - 3_600_000).toISOString(), perimeterId })
  await post(staff, `sessions/${session.id}/agenda-items`, { title: 'Réseau coupé', aim: 'consult', durationMinutes: 20, pointId: point.id })
  await post(staff, `sessions/${session.id}/attendances/batch`, { stakeholderIds: holders, status: 'present' })
  const opened = await staff.patch(`${product()}/api/v1/sessions/${session.id}`, { data: JSON.stringify({ status: 'open' }), headers: { 'content-type': 'application/merge-patch+json', 'if-match': '*' } })
  expect(opened.status()).toBe(200)
  return { sessionId: session.id, versionId: point.currentVersion.id, pointId: point.id, holders }
}

const console_ = (): string => `${product()}/dialogue/seances/${room.sessionId}/saisie`
const cell = (page: Page, index: number) => page.locator(`[data-holder="${room.holders[index]}"]`)
const mark = (page: Page) => page.locator('[role=status][data-state]')

/** Chooses a holder by a click and records by one key. */
async function record(page: Page, index: number, key: string): Promise<void> {
  await cell(page, index).click()
  await page.keyboard.press(key)
}

test.beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'convergence-profile-'))
  context = await chromium.launchPersistentContext(profile, { ...(await browserOptions()), viewport: { width: 1366, height: 768 }, locale: 'fr-FR', timezoneId: 'Europe/Paris' })
  staff = await request.newContext()
  await post(staff, 'auth/demo', { role: 'staff' })
  room = await openRoom()
})
test.afterAll(async () => {
  await staff.dispose()
  await context.close().catch(() => undefined)
  await rm(profile, { recursive: true, force: true })
})

test('the network goes, the tab closes and opens again, the network comes back: all is there once, in order', async () => {
  await post(context.request, 'auth/demo', { role: 'facilitator' })
  const page = await context.newPage()
  await page.goto(console_())
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await record(page, 0, '5')
  await expect(mark(page)).toHaveAttribute('data-state', 'saved')
  await expect.poll(async () => (await positionsOf()).length).toBe(1)
  // A second visit is the worker's.
  await page.reload()
  await expect(cell(page, 0)).toHaveAttribute('data-state', 'for2')

  await context.setOffline(true)
  await record(page, 1, '1')
  await record(page, 2, '4')
  await page.keyboard.press('Enter')
  await page.getByLabel('Motif', { exact: true }).fill(CANARY)
  await page.keyboard.press('Control+Enter')
  await expect(mark(page)).toHaveAttribute('data-state', 'offline')
  await expect(mark(page)).toHaveAttribute('data-waiting', '3')
  await expect(mark(page)).toContainText('Hors ligne depuis')
  await page.close()

  const again = await context.newPage()
  await again.goto(console_())
  await expect(cell(again, 0)).toHaveAttribute('data-state', 'for2')
  await expect(cell(again, 1)).toHaveAttribute('data-state', 'against2')
  await expect(cell(again, 2)).toHaveAttribute('data-state', 'for1')
  await record(again, 3, '3')
  await record(again, 1, '2')
  await expect(mark(again)).toHaveAttribute('data-waiting', '5')
  expect(await positionsOf()).toHaveLength(1)

  await context.setOffline(false)
  await expect(mark(again)).toHaveAttribute('data-state', 'saved', { timeout: 40_000 })
  const [a, b, c, d] = room.holders
  expect((await positionsOf()).map((p) => [p.holderId, p.value, p.reason])).toEqual([[a, 2, ''], [b, -2, ''], [c, 1, ''], [c, 1, CANARY], [d, 0, ''], [b, -1, '']])
  await again.close()
})

test('two heard differently: both are shown, and one is chosen', async () => {
  const page = await context.newPage()
  await page.goto(console_())
  await expect(cell(page, 4)).toBeVisible()
  await context.setOffline(true)
  await record(page, 4, '5')
  await expect(mark(page)).toHaveAttribute('data-waiting', '1')
  await post(staff, 'positions', { pointId: room.pointId, sessionId: room.sessionId, holderId: room.holders[4], state: 'stated', value: -1, source: 'Séance sans réseau' })
  await context.setOffline(false)
  await expect(mark(page)).toContainText('1 saisie à revoir', { timeout: 40_000 })
  await page.getByRole('button', { name: 'Revoir' }).click()
  const entry = page.locator('[data-entry="position.record"]')
  await expect(entry).toContainText('Plutôt contre')
  await expect(entry).toContainText('Quelqu’un d’autre a écrit entre-temps')
  await entry.getByRole('button', { name: 'Garder la mienne' }).click()
  await expect(page.getByText('Tout est réglé')).toBeVisible()
  await expect.poll(async () => (await positionsOf()).filter((p) => p.holderId === room.holders[4]).map((p) => p.value)).toEqual([-1, 2])
  await page.keyboard.press('Escape')
  await expect(cell(page, 4)).toHaveAttribute('data-state', 'for2')
  await page.close()
})

test('S-43: nothing of what was said lies on the disk in clear', async () => {
  const page = await context.newPage()
  await page.goto(console_())
  await context.setOffline(true)
  await record(page, 3, '4')
  await page.keyboard.press('Enter')
  await page.getByLabel('Motif', { exact: true }).fill(CANARY)
  await page.keyboard.press('Control+Enter')
  await expect(mark(page)).toHaveAttribute('data-waiting', '2')
  // LevelDB writes its log at once; a page that went on leaves no half-written file.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  // The search itself finds what is there in clear: the name of the database.
  expect(await filesWith('convergence')).not.toEqual([])
  expect(await filesWith(CANARY)).toEqual([])
  await context.setOffline(false)
  await expect(mark(page)).toHaveAttribute('data-state', 'saved', { timeout: 40_000 })
  await page.close()
})

/** The server forgets the sign-in of the console, which does not hear of it. */
async function expireSignIn(): Promise<void> {
  const [cookie] = await context.cookies()
  const other = await request.newContext({ extraHTTPHeaders: { cookie: `${cookie?.name}=${cookie?.value}` } })
  expect((await other.post(`${product()}/api/v1/auth/logout`)).status()).toBeLessThan(300)
  await other.dispose()
}

test('a sign-in that ended while the network was away loses nothing: after another one all is there once, and words half typed are offered', async () => {
  const page = await context.newPage()
  await page.goto(console_())
  await expect(mark(page)).toHaveAttribute('data-state', 'saved')
  const before = (await positionsOf()).length
  await context.setOffline(true)
  await record(page, 0, '1')
  await record(page, 1, '5')
  await page.keyboard.press('Enter')
  await page.getByLabel('Motif', { exact: true }).fill('Une phrase à moitié')
  await expect(mark(page)).toHaveAttribute('data-waiting', '2')
  await expireSignIn()
  await context.setOffline(false)
  await page.waitForURL((url) => url.pathname === '/connexion')
  await expect(page.getByText('Vos saisies sont gardées sur cet appareil')).toBeVisible()
  expect(await positionsOf()).toHaveLength(before)

  await page.getByTestId('demo-facilitator').click()
  await page.waitForURL((url) => url.pathname.endsWith('/saisie'))
  await expect(mark(page)).toHaveAttribute('data-state', 'saved')
  const [a, b] = room.holders
  expect((await positionsOf()).slice(before).map((p) => [p.holderId, p.value])).toEqual([[a, -2], [b, 2]])
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await expect(page.getByLabel('Motif', { exact: true })).toHaveValue('Une phrase à moitié')
  await page.keyboard.press('Escape')
  await page.close()
})

test('R-21: two tabs of one console without a network: each shows what was done in the other, all is applied once, and both know that it is saved', async () => {
  const [one, two] = [await context.newPage(), await context.newPage()]
  for (const page of [one, two]) {
    await page.goto(console_())
    await expect(mark(page)).toHaveAttribute('data-state', 'saved')
  }
  const before = (await positionsOf()).length
  await context.setOffline(true)
  await record(one, 3, '5')
  await expect(cell(two, 3)).toHaveAttribute('data-state', 'for2')
  await record(two, 3, '2')
  await expect(cell(one, 3)).toHaveAttribute('data-state', 'against1')
  await record(one, 4, '3')
  for (const page of [one, two]) await expect(mark(page)).toHaveAttribute('data-waiting', '3')
  await context.setOffline(false)
  for (const page of [one, two]) await expect(mark(page)).toHaveAttribute('data-state', 'saved', { timeout: 40_000 })
  const [, , , d, e] = room.holders
  expect((await positionsOf()).slice(before).map((p) => [p.holderId, p.value])).toEqual([[d, 2], [d, -1], [e, 0]])
  await two.close()
  await one.close()
})

test('S-43: signing out leaves nothing on the device', async () => {
  const page = await context.newPage()
  await page.goto(console_())
  await expect(mark(page)).toHaveAttribute('data-state', 'saved')
  expect(await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name))).toEqual(['convergence'])
  await page.locator('.avatar').click()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await page.waitForURL((url) => url.pathname === '/connexion')
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name))).toEqual([])
  await context.setOffline(true)
  await page.goto(console_())
  await expect(page.locator('[data-holder]')).toHaveCount(0)
  await context.setOffline(false)
})

/** Files of the profile that hold a text, as bytes of UTF-8 or of UTF-16. */
async function filesWith(text: string): Promise<string[]> {
  const wanted = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  const found: string[] = []
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0))
    if (wanted.some((w) => bytes.includes(w))) found.push(entry.name)
  }
  return found
}
