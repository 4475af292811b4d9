import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A browser that runs, with the variables that it needs beside the caller's. */
export interface ShippedBrowser {
  executablePath: string
  env: Record<string, string>
}

// Its own process: the package unpacks into the temporary folder, where another account's browser may lie, and brings
// the libraries that a bare machine lacks only where it takes itself to be on Lambda; both are told by variables.
const script = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
const lambda = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }

/** The headless Chromium inside an npm package (x64 Linux only), laid out in the folder `cache` once per version. */
export async function shippedBrowser(cache: string): Promise<ShippedBrowser> {
  const place = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const folder = join(cache, `chromium-${/chromium@([\d.]+)/.exec(place)?.[1] ?? 'package'}`)
  if (!existsSync(folder)) await unpack(folder)
  const fonts = join(folder, 'fonts.conf')
  await writeFile(fonts, fontsOf(folder))
  return { executablePath: join(folder, 'chromium'), env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts } }
}

/** Unpacked beside and renamed, so that a folder that exists is whole. */
async function unpack(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`
  await mkdir(draft, { recursive: true })
  const env = { ...process.env, ...lambda, TMPDIR: draft }
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd, env })
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }))
}

/** The package's own list of fonts names Lambda's folders; a machine without any font draws no text at all. */
const fontsOf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
