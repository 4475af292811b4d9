import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { CLIENT } from '../../api/test/oidc-provider.ts'

const server = fileURLToPath(new URL('../../api/dist/server.js', import.meta.url))
const webFolder = fileURLToPath(new URL('../dist', import.meta.url))

/** Starts the built product on an embedded database of its own and gives its address to the tests by E2E_URL. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const [port, provider] = [await freePort(), await freePort()]
  const { url, stop } = await startProductOn(undefined, { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, OIDC_ISSUER: `http://127.0.0.1:${provider}`, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_LABEL: 'Annuaire' })
  process.env['E2E_URL'] = url
  // Nothing answers there until a test starts the provider.
  process.env['E2E_PROVIDER_PORT'] = provider
  return stop
}

/** Starts the built product on that database, or on an embedded one of its own; `more` are variables beside the usual ones. */
export async function startProductOn(databaseUrl?: string, more: Record<string, string> = {}): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'convergence-e2e-'))
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'development', PORT: '0', DATA_FOLDER: join(folder, 'data'), WEB_FOLDER: webFolder, LOG_LEVEL: 'error', ...more }
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

const freePort = (): Promise<string> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(String(port)))
  })
})

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
