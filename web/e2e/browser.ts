import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'
import chromium from '@sparticuz/chromium'

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/** The browser of CHROMIUM_PATH, else the machine's own, else the one that an npm package ships. */
export async function browserOptions(): Promise<LaunchOptions> {
  const own = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
  if (own) return { executablePath: own, args }
  return { executablePath: await chromium.executablePath(), args: [...chromium.args.filter((arg) => !arg.startsWith('--headless')), ...args] }
}
