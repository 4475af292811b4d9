import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

export interface Rate { perSecond: number; p99Ms: number; refused: number }
export interface Compared { bare: Rate; product: Rate; rateRatio: number; p99Ratio: number }

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

const ROUNDS = 9
type Pair = Record<'bare' | 'product', Rate>

/**
 * Measures two servers in turn, some seconds in all for each, 10 connections: each round compares neighbours in time, and the
 * middle of the rounds counts, so that other work on the machine weighs on both. A folder has one server at a time: it is
 * measured in one round. Ratios are product : bare.
 */
export async function compareRates(database: string, paths: Record<'bare' | 'product', string>, seconds: number): Promise<Compared> {
  const rounds = /^postgres/.test(database) ? await inTurn(database, paths, seconds) : [await oneByOne(database, paths, seconds)]
  return {
    bare: middle(rounds.map((r) => r.bare)), product: middle(rounds.map((r) => r.product)),
    rateRatio: median(rounds.map((r) => r.product.perSecond / r.bare.perSecond)), p99Ratio: median(rounds.map((r) => r.product.p99Ms / Math.max(1, r.bare.p99Ms))),
  }
}

async function inTurn(database: string, paths: Record<'bare' | 'product', string>, seconds: number): Promise<Pair[]> {
  const bare = await open('bare', database, paths.bare)
  const product = await open('product', database, paths.product)
  try {
    const rounds: Pair[] = []
    const each = Math.max(2, Math.round(seconds / ROUNDS))
    for (let round = 0; round < ROUNDS; round += 1) rounds.push({ bare: await measure(bare.target, each), product: await measure(product.target, each) })
    return rounds
  } finally {
    await bare.stop()
    await product.stop()
  }
}

async function oneByOne(database: string, paths: Record<'bare' | 'product', string>, seconds: number): Promise<Pair> {
  const alone = async (kind: 'bare' | 'product'): Promise<Rate> => {
    const server = await open(kind, database, paths[kind])
    try {
      return await measure(server.target, seconds)
    } finally {
      await server.stop()
    }
  }
  return { bare: await alone('bare'), product: await alone('product') }
}

interface Target { url: string; cookies: string[] }

const CONNECTIONS = 10

/** A server that is up, signed in to and warm. */
async function open(kind: 'bare' | 'product', database: string, path: string): Promise<{ target: Target; stop: () => Promise<void> }> {
  const { url, child } = await startServer(kind, database)
  // Each connection is somebody else: the guard against runaway clients counts per credential.
  const target = { url: url + path, cookies: kind === 'product' ? await Promise.all(Array.from({ length: CONNECTIONS }, () => signIn(url))) : [] }
  await measure(target, 3)
  return { target, stop: () => stop(child) }
}

/** The rate of answers that are one; a refusal is quick, and would flatter whoever refuses. */
async function measure({ url, cookies }: Target, seconds: number): Promise<Rate> {
  const free = [...cookies]
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, setupClient: (client) => {
    const cookie = free.pop()
    if (cookie) client.setHeaders({ cookie })
  } })
  const refused = result.non2xx + result.errors
  if (refused > 0) throw new Error(`${refused} requests to ${url} were refused: nothing is measured`)
  return { perSecond: result.requests.average, p99Ms: result.latency.p99, refused }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const middle = (rates: readonly Rate[]): Rate => ({ perSecond: median(rates.map((r) => r.perSecond)), p99Ms: median(rates.map((r) => r.p99Ms)), refused: rates.reduce((sum, r) => sum + r.refused, 0) })

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"role":"staff"}' })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
