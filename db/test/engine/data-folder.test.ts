import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { DataFolderUnusable, openEmbedded } from '../../src/engine/index.ts'
import { emptyTemplate, runChild, scratchFolder, untilOutput } from './support.ts'

it('keeps what was written between a close and the next opening', async () => {
  const folder = path.join(scratchFolder(), 'deep', 'data')
  const first = await openEmbedded(folder, { template: await emptyTemplate() })
  await first.pool.query('CREATE TABLE t (n int); INSERT INTO t VALUES (7)')
  await first.close()
  expect(fs.readdirSync(path.dirname(folder))).toEqual(['data'])
  const second = await openEmbedded(folder)
  expect((await second.pool.query('SELECT n FROM t')).rows).toEqual([{ n: 7 }])
  await second.close()
})

it('makes a database without a template', async () => {
  const engine = await openEmbedded(path.join(scratchFolder(), 'data'))
  await engine.pool.query('CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent')
  await engine.close()
})

it('recovers on the next start from a first start that was killed at any moment', async () => {
  const template = await emptyTemplate()
  for (const moment of ['.lock.', '.new', 'opened']) {
    const parent = scratchFolder()
    const folder = path.join(parent, 'data')
    const child = runChild('open-folder.ts', folder, template)
    const reached = (): boolean => fs.readdirSync(parent).some((name) => name.includes(moment))
    while (moment !== 'opened' && !reached() && child.process.exitCode === null) await sleep(1)
    if (moment === 'opened') await untilOutput(child, 'OPENED')
    child.process.kill('SIGKILL')
    await child.exit
    const engine = await openEmbedded(folder, { template })
    expect((await engine.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await engine.close()
    expect(fs.readdirSync(parent)).toEqual(['data'])
  }
}, 240_000)

it('throws away what a killed creation left and keeps nothing of it', async () => {
  const folder = path.join(scratchFolder(), 'data')
  fs.mkdirSync(path.join(`${folder}.new`, 'base'), { recursive: true })
  fs.writeFileSync(path.join(`${folder}.new`, 'PG_VERSION'), '18\n')
  const engine = await openEmbedded(folder, { template: await emptyTemplate() })
  await engine.close()
  expect(fs.existsSync(`${folder}.new`)).toBe(false)
})

it('refuses a folder of other files or of another version and leaves it as it was', async () => {
  const parent = scratchFolder()
  for (const [name, content] of [['letter.txt', 'dear'], ['PG_VERSION', '17\n']] as const) {
    const folder = path.join(parent, name === 'PG_VERSION' ? 'old' : 'letters')
    fs.mkdirSync(folder)
    fs.writeFileSync(path.join(folder, name), content)
    await expect(openEmbedded(folder)).rejects.toBeInstanceOf(DataFolderUnusable)
    expect(fs.readdirSync(folder)).toEqual([name])
  }
  expect(fs.readdirSync(parent).sort()).toEqual(['letters', 'old'])
})

it('refuses a damaged template and leaves no folder and no lock', async () => {
  const parent = scratchFolder()
  const template = path.join(parent, 'template.tar.gz')
  fs.writeFileSync(template, fs.readFileSync(await emptyTemplate()).subarray(0, 100_000))
  await expect(openEmbedded(path.join(parent, 'data'), { template })).rejects.toThrow()
  expect(fs.readdirSync(parent).filter((name) => !name.endsWith('.new'))).toEqual(['template.tar.gz'])
})

it('runs bundled, with worker.js beside the bundle', async () => {
  const packageFolder = fileURLToPath(new URL('../..', import.meta.url))
  // Inside the package, so that the bundle finds PGlite in its node_modules.
  const out = path.join(packageFolder, 'node_modules', `.bundle-${process.pid}`)
  const esbuild = createRequire(createRequire(import.meta.url).resolve('tsx')).resolve('esbuild')
  const { default: bundler } = (await import(pathToFileURL(esbuild).href)) as { default: Bundler }
  try {
    const source = path.join(packageFolder, 'src/engine')
    const entryPoints = { server: path.join(source, 'index.ts'), worker: path.join(source, 'worker.ts') }
    const format = { bundle: true, platform: 'node', format: 'esm', packages: 'external' } as const
    await bundler.build({ entryPoints, outdir: out, ...format })
    fs.writeFileSync(path.join(out, 'package.json'), '{"type":"module"}')
    fs.writeFileSync(path.join(out, 'main.js'), bundledProgram)
    const output = execFileSync(process.execPath, ['main.js', await emptyTemplate()], { cwd: out, encoding: 'utf8' })
    expect(output.trim()).toBe('[{"one":1}]')
  } finally {
    fs.rmSync(out, { recursive: true, force: true })
  }
})

type Bundler = { build(options: Record<string, unknown>): Promise<unknown> }

const bundledProgram = `
import { openMemory } from './server.js'
const engine = await openMemory(process.argv[2])
console.log(JSON.stringify((await engine.pool.query('SELECT 1 AS one')).rows))
await engine.close()
`
