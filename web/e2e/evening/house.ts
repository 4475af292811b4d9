import { type APIRequestContext, type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page, request } from '@playwright/test'
import { startProductOn } from '../product.ts'
import { openMailbox } from './mailbox.ts'

export type Api = ReturnType<typeof apiOf>
export type House = Awaited<ReturnType<typeof openHouse>>

/** The API as one signed in there sees it; an unexpected status fails with its answer. */
export function apiOf(caller: APIRequestContext, address: string) {
  const at = (path: string): string => `${address}/api/v1/${path}`
  const read = async <T>(path: string): Promise<T> => {
    const answer = await caller.get(at(path))
    expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200)
    return (await answer.json()) as T
  }
  return {
    read,
    /** Every page of a list. */
    all: async <T>(path: string): Promise<T[]> => {
      const rows: T[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { items: T[]; nextCursor: string | null } = await read(cursor === '' ? path : `${path}&cursor=${encodeURIComponent(cursor)}`)
        rows.push(...page.items)
        cursor = page.nextCursor
      }
      return rows
    },
    send: async <T>(path: string, data: object): Promise<T> => {
      const answer = await caller.post(at(path), { data })
      expect(answer.status(), `${path}: ${await answer.text()}`).toBeLessThan(300)
      return (await answer.json()) as T
    },
    /** A merge patch on what stands. */
    change: async (path: string, data: object): Promise<void> => {
      const answer = await caller.patch(at(path), { data: JSON.stringify(data), headers: { 'content-type': 'application/merge-patch+json', 'if-match': '*' } })
      expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200)
    },
  }
}

/** A product and a mail server of their own, a facilitator's browser, and the API as staff see it. */
export async function openHouse(browser: Browser) {
  const mail = await openMailbox()
  const instance = await startProductOn(undefined, { SMTP_URL: mail.url, MAIL_FROM: 'Convergence <dialogue@convergence.invalid>', ORGANISATION: 'Maison du dialogue' })
  const address = instance.url
  const faults: string[] = []
  const contexts: BrowserContext[] = []
  const newContext = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options })
    contexts.push(context)
    context.on('page', (page) => listenTo(page, address, faults))
    return context
  }
  const caller = await request.newContext()
  const staff = apiOf(caller, address)
  await staff.send('auth/demo', { role: 'staff' })
  const facilitator = await newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true })
  const own = apiOf(facilitator.request, address)
  await own.send('auth/demo', { role: 'facilitator' })
  return {
    address, mail, caller, staff, own, facilitator, faults,
    /** A page in a browser that knows nobody. */
    stranger: async (options: BrowserContextOptions = {}): Promise<Page> => (await newContext(options)).newPage(),
    close: async (): Promise<void> => {
      for (const context of contexts) await context.close()
      await caller.dispose()
      await instance.stop()
      await mail.close()
    },
  }
}

/** Whatever the console calls an error, and requests that leave the product. Without a network the browser logs its own. */
function listenTo(page: Page, address: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text())) faults.push(message.text())
  })
  page.on('request', (asked) => {
    if (!asked.url().startsWith(address) && !/^(data|blob):/.test(asked.url())) faults.push(`foreign request: ${asked.url()}`)
  })
}
