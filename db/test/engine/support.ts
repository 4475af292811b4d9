import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { openMemory } from '../../src/engine/index.ts'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

const scratch: string[] = []
afterAll(() => {
  for (const folder of scratch.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own in the temporary folder, removed after the test file. */
export function scratchFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'convergence-engine-'))
  scratch.push(folder)
  return folder
}

/** Path of the dump of an empty database with both extensions; made once per version of PGlite and machine. */
export async function emptyTemplate(): Promise<string> {
  const manifest = path.join(packageFolder, 'node_modules/@electric-sql/pglite/package.json')
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string }
  const file = path.join(os.tmpdir(), `convergence-empty-${version}-${process.getuid?.() ?? 0}.tar.gz`)
  if (fs.existsSync(file)) return file
  const engine = await openMemory()
  await engine.pool.query('CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent')
  fs.writeFileSync(`${file}.${process.pid}`, await engine.dump())
  fs.renameSync(`${file}.${process.pid}`, file)
  await engine.close()
  return file
}

/** A child process with its output so far. */
export type Child = { process: ChildProcess; output: () => string; errors: () => string; exit: Promise<number | null> }

/** Runs a TypeScript file of this folder in one process (so that a SIGKILL kills all of it). */
export function runChild(file: string, ...args: string[]): Child {
  const script = fileURLToPath(new URL(file, import.meta.url))
  const options = { cwd: packageFolder, stdio: ['pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'] }
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], options)
  let [output, errors] = ['', '']
  child.stdout.on('data', (data: Buffer) => (output += String(data)))
  child.stderr.on('data', (data: Buffer) => (errors += String(data)))
  const exit = once(child, 'close').then(([code]) => code as number | null)
  return { process: child, output: () => output, errors: () => errors, exit }
}

/** Waits until the child has written `text`; throws with its output when it ends or 90 s pass before. */
export async function untilOutput(child: Child, text: string): Promise<void> {
  const deadline = Date.now() + 90_000
  while (!child.output().includes(text)) {
    if (child.process.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The child did not write "${text}": ${child.output()} ${child.errors()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
