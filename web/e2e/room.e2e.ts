import type { APIRequestContext, Page } from '@playwright/test'
import { enter, expect, product, test } from './support.ts'

const api = (path: string): string => `${product()}/api/v1/${path}`
async function read<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(api(path))
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as T
}
async function send<T>(request: APIRequestContext, path: string, data: object): Promise<T> {
  const answer = await request.post(api(path), { data })
  expect([200, 201], await answer.text()).toContain(answer.status())
  return (await answer.json()) as T
}
async function change(request: APIRequestContext, path: string, data: object): Promise<void> {
  const etag = (await request.get(api(path))).headers()['etag'] ?? ''
  const answer = await request.patch(api(path), { data, headers: { 'if-match': etag, 'content-type': 'application/merge-patch+json' } })
  expect(answer.status(), await answer.text()).toBe(200)
}

interface Room { id: string; holders: string[]; points: { id: string; versionId: string }[] }
const FIRST = ['Alliance', 'Bureau', 'Comité', 'Délégation', 'Entente', 'Fédération', 'Groupement', 'Habitants', 'Institut', 'Jeunesse', 'Ligue', 'Mouvement', 'Nouvelle', 'Observatoire', 'Patients', 'Réseau', 'Syndicat', 'Union', 'Voix', 'Zone']
const SECOND = ['des aidants', 'du grand âge', 'de la prévention']
const nameOf = (i: number): string => `${FIRST[i % FIRST.length]} ${SECOND[Math.floor(i / FIRST.length) % SECOND.length]}`

/** An open session with so many holders in the room and points on the agenda. */
async function openRoom(page: Page, holders: number, points: number, more: object = {}): Promise<Room> {
  // Only staff add to the register; the facilitator then holds the room.
  await enter(page, 'staff')
  const { request } = page
  const perimeterId = (await read<{ items: { id: string; kind: string }[] }>(request, 'perimeters')).items.find((p) => p.kind === 'national')?.id
  const session = await send<{ id: string }>(request, 'sessions', { title: 'Séance d’essai de la salle', form: 'in_room', startsAt: new Date(Date.now() - 3_600_000).toISOString(), perimeterId, ...more })
  const room: Room = { id: session.id, holders: [], points: [] }
  for (let i = 0; i < holders; i += 1) room.holders.push((await send<{ id: string }>(request, 'stakeholders', { name: nameOf(i), kind: 'organisation', perimeterId })).id)
  for (let i = 0; i < points; i += 1) {
    const point = await send<{ id: string; currentVersion: { id: string } }>(request, 'points', { title: `Point ${i + 1}`, statement: `Le réseau ouvre le point ${i + 1} à la concertation avant la fin de l’année, avec les associations.`, perimeterId })
    await send(request, `sessions/${session.id}/agenda-items`, { title: `Point ${i + 1}`, aim: 'consult', durationMinutes: 10, pointId: point.id })
    room.points.push({ id: point.id, versionId: point.currentVersion.id })
  }
  await send(request, `sessions/${session.id}/attendances/batch`, { stakeholderIds: room.holders, status: 'present' })
  await change(request, `sessions/${session.id}`, { status: 'open' })
  await enter(page, 'facilitator')
  return room
}
const consoleOf = (room: Room): string => `${product()}/dialogue/seances/${room.id}/saisie`
const saved = (page: Page) => expect(page.getByRole('contentinfo').getByText('Tout est enregistré').or(page.locator('.foot .mark').getByText('Tout est enregistré'))).toBeVisible({ timeout: 60_000 })

test('25 holders and 12 points are recorded by keyboard alone in under 900 key presses', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const room = await openRoom(page, 25, 12)
  await page.goto(consoleOf(room))
  await page.locator('[data-holder]').first().waitFor()
  let presses = 0
  const press = async (key: string): Promise<void> => {
    presses += 1
    await page.keyboard.press(key)
  }
  for (let point = 0; point < 12; point += 1) {
    // Round the table: the first holder, then a position and an arrow each.
    await press('Home')
    for (let holder = 0; holder < 25; holder += 1) {
      await press(String(((holder * 7 + point) % 5) + 1))
      if (holder < 24) await press('ArrowRight')
    }
    if (point < 11) await press('PageDown')
  }
  await saved(page)
  const { items } = await read<{ items: { positions: number }[] }>(page.request, `sessions/${room.id}/read-backs`)
  expect(items.map((i) => i.positions)).toEqual(Array.from({ length: 12 }, () => 25))
  console.info(`25 holders × 12 points: ${presses} key presses`)
  expect(presses).toBeLessThan(900)
})

test('positions are drawn at once with 60 holders and 40 points recorded, all in sight; how long after the key is printed', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  const room = await openRoom(page, 60, 40)
  for (const point of room.points) await send(page.request, 'positions/batch', { positions: room.holders.map((holderId, i) => ({ pointVersionId: point.versionId, sessionId: room.id, holderId, state: 'stated', value: (i % 5) - 2, source: 'Essai' })) })
  await page.goto(consoleOf(room))
  await page.locator('[data-holder]').nth(59).waitFor()
  const grid = page.locator('.grid')
  expect(await grid.evaluate((e) => e.scrollHeight - e.clientHeight)).toBeLessThanOrEqual(1)
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(1)
  await page.evaluate(() => {
    const times: number[] = []
    let pressed = 0
    window.addEventListener('keydown', (event) => { if (/^[1-5]$/.test(event.key)) pressed = event.timeStamp }, { capture: true })
    const look = new MutationObserver((all) => {
      if (pressed === 0 || !all.some((m) => m.attributeName === 'data-state')) return
      const from = pressed
      pressed = 0
      // The next frame draws it; what follows that frame sees it drawn.
      requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => times.push(performance.now() - from); channel.port2.postMessage(0) })
    })
    look.observe(document.querySelector('.grid') as Element, { subtree: true, attributes: true, attributeFilter: ['data-state'] })
    Object.assign(window, { roomTimes: times })
  })
  await page.keyboard.press('Home')
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press(String(((i + 2) % 5) + 1))
    if (i % 4 === 3) await page.waitForTimeout(150)
    await page.keyboard.press('ArrowRight')
  }
  const times = await page.evaluate(() => (window as unknown as { roomTimes: number[] }).roomTimes.toSorted((a, b) => a - b))
  const at = (share: number): number => Math.round((times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN) * 10) / 10
  console.info(`key to screen, 60 holders × 40 points, ${times.length} positions: median ${at(0.5)} ms, 95 % under ${at(0.95)} ms, most ${at(1)} ms`)
  expect(times.length).toBeGreaterThan(40)
})

test('two facilitators see each other’s entries without reloading, after a time that is printed; a phone checks in', async ({ page, browser }) => {
  test.setTimeout(180_000)
  const room = await openRoom(page, 8, 3)
  await page.goto(consoleOf(room))
  const other = await browser.newContext({ locale: 'fr-FR' })
  const second = await other.newPage()
  await enter(second, 'staff')
  await second.goto(consoleOf(room))
  await second.locator('[data-holder]').first().waitFor()
  await page.locator('[data-holder]').first().waitFor()
  await page.keyboard.press('Home')
  const delays: number[] = []
  for (const [i, key] of ['5', '1', '4'].entries()) {
    const cell = second.locator('[data-holder]').nth(i)
    await page.keyboard.press(key)
    const from = Date.now()
    await expect(cell).not.toHaveAttribute('data-state', '', { timeout: 10_000 })
    delays.push(Date.now() - from)
    await page.keyboard.press('ArrowRight')
  }
  console.info(`seen by the other facilitator after ${delays.join(', ')} ms`)

  const { code } = await send<{ code: string }>(page.request, `sessions/${room.id}/check-in-code`, { action: 'show' })
  const phone = await (await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } })).newPage()
  await phone.goto(`${product()}/emargement#${code}`)
  await phone.getByRole('button', { name: nameOf(0), exact: true }).click()
  await phone.getByRole('button', { name: 'M’enregistrer' }).click()
  await expect(phone.getByText('Vous êtes enregistré')).toBeVisible()
  const board = await read<{ holders: { id: string; attendance: { headcount: number } }[] }>(page.request, `sessions/${room.id}/board`)
  expect(board.holders.find((h) => h.id === room.holders[0])?.attendance.headcount).toBe(1)
  await other.close()
})

test('missing reasons are filled in order by one key, and the session closes only then', async ({ page }) => {
  test.setTimeout(120_000)
  const room = await openRoom(page, 5, 2, { reasonRule: 'required_for_disagreement' })
  await page.goto(consoleOf(room))
  await page.locator('[data-holder]').first().waitFor()
  for (const step of ['Home', '1', 'ArrowRight', '5', 'PageDown', 'Home', '2']) await page.keyboard.press(step)
  await expect(page.getByText('2 motifs à compléter')).toBeVisible()
  await saved(page)
  await page.keyboard.press(';')
  for (const words of ['Trop coûteux.', 'Trop tôt.']) {
    await expect(page.getByLabel('Motif', { exact: true })).toBeFocused()
    await page.keyboard.type(words)
    await page.keyboard.press('Control+Enter')
  }
  await expect(page.getByText('2 motifs à compléter')).toHaveCount(0)
  await saved(page)
  await change(page.request, `sessions/${room.id}`, { status: 'closed' })
})
