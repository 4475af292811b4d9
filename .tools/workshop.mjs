// What `npm start` and `npm test` share: the pinned pnpm, and doing again only what changed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endWithUs } from './farewell.mjs'
import { takeTurn } from './turn.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.cache')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
/** `pnpm@<version>` as pinned in package.json. */
export const pinned = manifest.packageManager

/** Refuses a Node that is too old, in a sentence. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(`Convergence needs Node 20.19 or later; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/** Runs a command in a folder of the repository; gives its exit code and, unless shown live, its output. */
export function run(command, args, { cwd = root, env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const stream = quiet ? 'pipe' : 'inherit'
    // A group of its own: npx passes no signal on to what it runs.
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', stream, stream], detached: true })
    if (child.pid) endWithUs(child, { group: true, exit: true })
    let output = ''
    child.stdout?.on('data', (text) => (output += text))
    child.stderr?.on('data', (text) => (output += text))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
  })
}

/** The pinned pnpm, through npx: it comes with every Node and needs no set-up. */
export const pnpm = (args, options) => run('npx', ['--yes', pinned, ...args], options)

const fingerprintOf = (paths) => {
  const hash = createHash('sha256')
  const visit = (path) => {
    if (!existsSync(path)) return
    const stat = statSync(path)
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) { if (!['node_modules', 'dist', 'test-results'].includes(name)) visit(join(path, name)) }
    else hash.update(path).update(readFileSync(path))
  }
  for (const path of paths) visit(join(root, path))
  return hash.digest('hex')
}

/** Does `work` unless it was done for the same files before; one process at a time. A failure is not remembered. */
export async function once(name, paths, products, work) {
  const stamp = join(cache, `${name}.stamp`)
  const print = `${process.versions.node} ${fingerprintOf(paths)}`
  const fresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === print && products.every((p) => existsSync(join(root, p)))
  if (fresh()) return
  mkdirSync(cache, { recursive: true })
  const release = await takeTurn(join(cache, `${name}.lock`), name)
  if (!fresh()) {
    // Work that is cut short leaves products of two kinds: from here on the old stamp would lie about them.
    rmSync(stamp, { force: true })
    const { code, output } = await work()
    if (code !== 0) {
      process.stderr.write(`${output}\n${name} failed.\n`)
      process.exit(1)
    }
    writeFileSync(stamp, print)
  }
  release()
}

const packages = ['db', 'api', 'web']

/** Installs what the lockfile says. */
export const install = () =>
  once('install', ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...packages.map((p) => `${p}/package.json`)], ['node_modules/.modules.yaml', ...packages.map((p) => `${p}/node_modules`)], () => {
    process.stdout.write('  … installing (once)\n')
    return pnpm(['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'], { quiet: true })
  })

/** Builds the three packages. */
export const build = () =>
  once('build', ['pnpm-lock.yaml', 'tsconfig.base.json', 'db/src', 'db/build.mjs', 'api/src', 'api/build.mjs', 'api/openapi.json', 'web/src', 'web/public', 'web/index.html', 'web/vite.config.ts'], ['db/dist/index.js', 'api/dist/server.js', 'web/dist/index.html'], () => {
    process.stdout.write('  … building\n')
    return pnpm(['-r', 'run', 'build'], { quiet: true })
  })
