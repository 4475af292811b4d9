import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LaunchOptions } from '@playwright/test'
import { shippedBrowser } from './shipped-browser.ts'

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const elsewhere = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const cache = fileURLToPath(new URL('../../.cache', import.meta.url))

/** Whether that program is a browser that starts: some systems have a `chromium` that only says where to get one. */
const starts = (program: string): boolean => spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0

/**
 * The browser of CHROMIUM_PATH, else the first of the machine's own that `runs`, else undefined: the one in the npm package.
 * CHROMIUM_PATH=package takes the package even where the machine has its own; a path that does not run is an error.
 */
export function chooseBrowser(env: NodeJS.ProcessEnv, runs: (program: string) => boolean = starts): string | undefined {
  const asked = env['CHROMIUM_PATH']
  if (asked === 'package') return undefined
  if (asked && !runs(asked)) throw new Error(`CHROMIUM_PATH names no browser that starts: ${asked}`)
  if (asked) return asked
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...elsewhere].find(runs)
}

/** How to launch the browser of the journeys: what the machine has, else what the lockfile brought. */
export async function browserOptions(): Promise<LaunchOptions> {
  const own = chooseBrowser(process.env)
  if (own) return { executablePath: own, args }
  // The package's own arguments switch the web's security off: they are not ours.
  const { executablePath, env } = await shippedBrowser(cache)
  return { executablePath, args, env: { ...definedOf(process.env), ...env } }
}

const definedOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
