import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const server = fileURLToPath(new URL('../../api/dist/server.js', import.meta.url))
const webFolder = fileURLToPath(new URL('../dist', import.meta.url))

/** Starts the built product on an embedded database of its own and gives its address to the tests by E2E_URL. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const { url, stop } = await startProductOn()
  process.env['E2E_URL'] = url
  return stop
}

/** Starts the built product on that database, or on an embedded one of its own. */
export async function startProductOn(databaseUrl?: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'convergence-e2e-'))
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'development', PORT: '0', DATA_FOLDER: join(folder, 'data'), WEB_FOLDER: webFolder, LOG_LEVEL: 'error' }
  delete env['DATABASE_URL']
  if (databaseUrl) env['DATABASE_URL'] = databaseUrl
  const child = spawn(process.execPath, ['--conditions=built', server], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await addressOf(child)
  return {
    url,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGTERM')
        await ended
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (text) => {
      output += String(text)
      const address = /http:\/\/[\d.]+:\d+/.exec(output)?.[0]
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}: ${output}`)))
  })
}
