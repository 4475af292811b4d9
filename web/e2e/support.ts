import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

export type Role = 'administrator' | 'staff' | 'facilitator' | 'relay' | 'reader' | 'integrator' | 'dpo'
export { expect }

/** The address of the product under test. */
export const product = (): string => process.env['E2E_URL'] ?? ''

/** A page that fails its test when the console shows an error, the policy is violated or a request leaves the product. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      // A refused request is logged by the browser itself; the journeys that provoke one look at its answer.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(product()) && !/^(data|blob):/.test(request.url())) faults.push(`foreign request: ${request.url()}`)
    })
    await use(page)
    expect(faults).toEqual([])
  },
})

/** Signs in by the demonstration's one click, through the screen. */
export async function signIn(page: Page, role: Role, next = '/'): Promise<void> {
  await page.goto(`${product()}/connexion${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`)
  const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/auth/demo'))
  await page.getByTestId(`demo-${role}`).click()
  expect((await answer).status()).toBe(200)
  await page.waitForURL((url) => url.pathname !== '/connexion')
}

/** Signs in by the API, when the sign-in screen is not what the test is about. */
export async function enter(page: Page, role: Role): Promise<void> {
  const answer = await page.request.post(`${product()}/api/v1/auth/demo`, { data: { role } })
  expect(answer.status()).toBe(200)
}

/** What axe finds on the page as it stands, a line each. The policy is bypassed by axe's own injection only. */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  return violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`).join(' | ')}`)
}
