import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../dist/server.js', import.meta.url))
const running = new Set<ChildProcess>()
// A test that fails half-way leaves no server behind.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

export interface Server {
  /** `http://127.0.0.1:<port>`. */
  url: string
  child: ChildProcess
  /** What it has said so far, errors included. */
  said(): string
  /** SIGKILL: no farewell. */
  kill(): Promise<void>
  /** SIGTERM; how long until it ended, in milliseconds, and its exit code. */
  stop(): Promise<{ ms: number; code: number | null }>
}

/** Starts the built server on a PostgreSQL address or a data folder, at a free port unless `PORT` is given. */
export async function startServer(database: string, more: Record<string, string> = {}): Promise<Server> {
  const place = /^postgres/.test(database) ? { DATABASE_URL: database, DATA_FOLDER: scratchFolder() } : { DATA_FOLDER: database }
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !['DATABASE_URL', 'OWNER_DATABASE_URL', 'NODE_OPTIONS'].includes(name)))
  const child = spawn(process.execPath, ['--conditions=built', '--enable-source-maps', script], { env: { ...kept, NODE_ENV: 'development', PORT: '0', LOG_LEVEL: 'error', ...place, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const ended = once(child, 'exit').then(() => void running.delete(child))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)))
  const url = await addressOf(child, () => output)
  const end = async (signal: NodeJS.Signals) => {
    const asked = performance.now()
    child.kill(signal)
    await ended
    return { ms: performance.now() - asked, code: child.exitCode }
  }
  return { url, child, said: () => output, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') }
}

export const alive = ({ child }: Server): boolean => child.exitCode === null && child.signalCode === null

function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const address = /http:\/\/[\d.]+:\d+/.exec(output())?.[0]
      if (address) resolve(address)
    }
    child.stdout?.on('data', look)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output()}`)))
  })
}

const folders: string[] = []
process.on('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A folder for data, gone when this process ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'convergence-faults-'))
  folders.push(folder)
  return join(folder, 'data')
}

/** The cookie of a demonstration account. */
export async function signIn(url: string, role = 'staff'): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role }) })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`no sign-in: ${response.status} ${await response.text()}`)
  return cookie
}
