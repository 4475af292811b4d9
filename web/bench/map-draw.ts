// Time to draw 1,000 preset nodes and 2,000 edges: the map's own elements, style and names against cytoscape with a preset
// layout and nothing else. Prints both medians and their ratio. Usage: npx tsx bench/map-draw.ts (in web; CHROMIUM_PATH names a browser).
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { build } from 'vite'

const ROUNDS = 7
const LIMIT = 1.2
const here = fileURLToPath(new URL('.', import.meta.url))
const outDir = join(tmpdir(), `convergence-map-draw-${process.pid}`)

declare global {
  interface Window {
    drawOnce: (kind: 'bare' | 'map') => Promise<number>
  }
}

async function main(): Promise<void> {
  await build({ configFile: false, root: here, logLevel: 'error', build: { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions: { input: join(here, 'map-draw.page.ts'), output: { entryFileNames: 'page.js' } } } })
  const script = await readFile(join(outDir, 'page.js'), 'utf8')
  const server = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/page.js' ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(request.url === '/page.js' ? script : '<!doctype html><div id="map" style="width:1200px;height:800px;position:relative"></div><script type="module" src="/page.js"></script>')
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  const path = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  const browser = await chromium.launch({ ...(path ? { executablePath: path } : {}), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`)
    await page.waitForFunction(() => 'drawOnce' in window)
    const times: Record<'bare' | 'map', number[]> = { bare: [], map: [] }
    // Alternated, so that a busy machine weighs on both alike; the first round warms up.
    for (let round = 0; round <= ROUNDS; round += 1) for (const kind of ['bare', 'map'] as const) {
      const ms = await page.evaluate((k) => window.drawOnce(k), kind)
      if (round > 0) times[kind].push(ms)
    }
    const [bare, map] = [median(times.bare), median(times.map)]
    console.log(JSON.stringify({ name: 'map of 1,000 preset nodes / bare cytoscape', bareMs: Math.round(bare), mapMs: Math.round(map), ratio: Number((map / bare).toFixed(2)), limit: LIMIT }))
    if (map / bare > LIMIT) process.exitCode = 1
  } finally {
    await browser.close()
    server.close()
  }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

void main()
