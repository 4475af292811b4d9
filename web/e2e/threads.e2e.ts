import { enter, expect, product, test } from './support.ts'

test('the built server computes a large table on a thread of its own', async ({ page }) => {
  await enter(page, 'integrator')
  const ratings = Array.from({ length: 100 }, (_, i) => Array.from({ length: 300 }, (__, j) => (i + j * (1 + (i % 3))) % 7))
  const answer = await page.request.post(`${product()}/api/v1/analyses/raters`, { data: { ratings } })
  expect(answer.status(), await answer.text()).toBe(200)
  expect(await answer.json()).toMatchObject({ raters: 100, objects: 300, reasons: [] })
})
