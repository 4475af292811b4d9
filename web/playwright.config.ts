import { defineConfig } from '@playwright/test'
import { browserOptions } from './e2e/browser.ts'

/** The journeys run against the built product on an embedded database of their own, in a real browser. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './e2e/product.ts',
  outputDir: '../.cache/e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  use: { viewport: { width: 1440, height: 900 }, locale: 'fr-FR', timezoneId: 'Europe/Paris', trace: 'retain-on-failure', screenshot: 'only-on-failure', launchOptions: await browserOptions() },
})
