import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

export interface Rate { perSecond: number; p99Ms: number; refused: number }

const script = fileURLToPath(new URL('./server.ts', import.meta.url))

/** Starts a server in a process of its own, so that two never share a thread, and gives its address. */
async function startServer(kind: 'bare' | 'product', database: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, kind, database], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      const address = /UP (\S+)/.exec(String(text))?.[1]
      if (address) resolve(address)
    })
    child.once('exit', () => reject(new Error(`${kind} did not start`)))
  })
  return { url, child }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** Measures a path on a server that runs alone: warmed up, then 10 connections for some seconds. */
export async function rateOf(kind: 'bare' | 'product', database: string, path: string, seconds: number): Promise<Rate> {
  const { url, child } = await startServer(kind, database)
  try {
    const headers = kind === 'product' ? { cookie: await signIn(url) } : {}
    await autocannon({ url: url + path, headers, connections: 10, duration: 3 })
    const result = await autocannon({ url: url + path, headers, connections: 10, duration: seconds })
    return { perSecond: result.requests.average, p99Ms: result.latency.p99, refused: result.non2xx + result.errors }
  } finally {
    await stop(child)
  }
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"role":"staff"}' })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
