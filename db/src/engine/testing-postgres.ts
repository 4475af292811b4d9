import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { binariesFor, canRun, type RunAs, unprivileged } from './testing-binaries.ts'

const startMs = 30_000

export interface TestPostgresOptions {
  /** True keeps fsync on: slower, for tests of durability. */
  durable?: boolean
  /** True starts a server even when TEST_DATABASE_URL names one. */
  own?: boolean
}

/** A PostgreSQL for tests; `url` is a superuser's on the database `postgres`. */
export interface TestPostgres {
  url: string
  /** Stops the server and removes its files; does nothing to a server that TEST_DATABASE_URL names. */
  stop(): Promise<void>
  /** Kills the server as a crash would (SIGKILL), and starts it again on the same data and address, after `downMs` where told. */
  crash(downMs?: number): Promise<void>
}

type Cluster = { scratch: string; data: string; log: string; binaries: string; runAs: RunAs; durable: boolean }
type Running = { supervisor: ChildProcess; pid: number }

/*
 * Stops the server when its standard input ends: by stop(), or because the process that started it is gone, even by
 * SIGKILL, and then nobody said farewell and the files go too. So no orphan stays behind, and no stale postmaster.pid
 * stands in the way of the next start.
 */
const supervise = `
trap '' INT HUP TERM
"$@" >>"$LOG" 2>&1 &
server=$!
echo $server
farewell=$(cat)
kill -INT $server 2>/dev/null
wait $server
[ -n "$farewell" ] || rm -rf "$SCRATCH"
`

/** The temporary folder, or /tmp where the server's account cannot enter it. */
function scratchFolder(runAs: RunAs): string {
  const base = canRun(os.tmpdir(), runAs) ? os.tmpdir() : '/tmp'
  const folder = fs.mkdtempSync(path.join(base, 'convergence-postgres-'))
  if (runAs.uid !== undefined && runAs.gid !== undefined) fs.chownSync(folder, runAs.uid, runAs.gid)
  return folder
}

/** PostgreSQL reads PG* variables of its own accord: none of the caller's may leak into a test server. */
function cleanEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && name !== 'LD_LIBRARY_PATH')
  return { ...Object.fromEntries(kept), ...extra, LC_ALL: 'C' }
}

function createCluster(durable: boolean): Cluster {
  const runAs = unprivileged()
  const scratch = scratchFolder(runAs)
  const cluster = { scratch, data: path.join(scratch, 'data'), log: path.join(scratch, 'log'), runAs, durable }
  const binaries = binariesFor(runAs, scratch)
  const common = ['-D', cluster.data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']
  let reason = ''
  for (const locale of ['C.UTF-8', 'en_US.UTF-8']) {
    const options = { ...runAs, cwd: '/', env: cleanEnvironment({}), encoding: 'utf8' as const }
    const made = spawnSync(path.join(binaries, 'initdb'), [...common, `--locale=${locale}`], options)
    if (made.status === 0) return { ...cluster, binaries }
    reason = made.stderr || String(made.error)
  }
  fs.rmSync(scratch, { recursive: true, force: true })
  throw new Error(`PostgreSQL's initdb in ${binaries} failed: ${reason}`)
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

function settings(port: number, durable: boolean): string[] {
  const fast = durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const fixed = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=100']
  return [...fixed, 'TimeZone=UTC', ...fast].flatMap((setting) => ['-c', setting])
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function launch(cluster: Cluster, port: number): Promise<Running | undefined> {
  const command = [path.join(cluster.binaries, 'postgres'), '-D', cluster.data, ...settings(port, cluster.durable)]
  const env = cleanEnvironment({ LOG: cluster.log, SCRATCH: cluster.scratch })
  const options = { ...cluster.runAs, cwd: '/', env, detached: true, stdio: ['pipe', 'pipe', 'ignore'] as const }
  const supervisor = spawn('/bin/sh', ['-c', supervise, 'sh', ...command], { ...options, stdio: [...options.stdio] })
  const [line] = (await once(supervisor.stdout ?? supervisor, 'data')) as [Buffer]
  const running = { supervisor, pid: Number(String(line)) }
  const deadline = Date.now() + startMs
  while (Date.now() < deadline && isRunning(running.pid)) {
    if (await answers(urlAt(port))) return running
    await sleep(25)
  }
  await end(running)
  return undefined
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function end({ supervisor }: Running): Promise<void> {
  if (supervisor.exitCode !== null) return
  const exited = once(supervisor, 'exit')
  supervisor.stdin?.end('farewell')
  await exited
}

const urlAt = (port: number): string => `postgres://postgres@127.0.0.1:${port}/postgres`

async function launchAnywhere(cluster: Cluster): Promise<{ running: Running; port: number }> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const port = await freePort()
    const running = await launch(cluster, port)
    if (running) return { running, port }
  }
  const log = fs.readFileSync(cluster.log, 'utf8').slice(-2_000)
  fs.rmSync(cluster.scratch, { recursive: true, force: true })
  throw new Error(`PostgreSQL in ${cluster.binaries} does not start: ${log}`)
}

/** After a SIGKILL the server's children need a moment to notice; until then its shared memory counts as in use. */
async function relaunch(cluster: Cluster, port: number): Promise<Running> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const running = await launch(cluster, port)
    if (running) return running
    await sleep(100)
  }
  throw new Error(`PostgreSQL does not start again: ${fs.readFileSync(cluster.log, 'utf8').slice(-2_000)}`)
}

function external(url: string): TestPostgres {
  const crash = (): Promise<void> => Promise.reject(new Error('A server of TEST_DATABASE_URL is not ours to kill'))
  return { url, stop: () => Promise.resolve(), crash }
}

/**
 * Starts a PostgreSQL of our own without any set-up: the machine's, else the npm package's; on a free loopback port,
 * in a temporary folder, gone when stopped or when this process ends in whatever way.
 */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const given = process.env['TEST_DATABASE_URL']
  if (given && !options.own) return external(given)
  const cluster = createCluster(options.durable ?? false)
  const started = await launchAnywhere(cluster)
  let running = started.running
  const crash = async (downMs = 0): Promise<void> => {
    process.kill(running.pid, 'SIGKILL')
    await end(running)
    await sleep(downMs)
    running = await relaunch(cluster, started.port)
  }
  const stop = async (): Promise<void> => {
    await end(running)
    fs.rmSync(cluster.scratch, { recursive: true, force: true })
  }
  return { url: urlAt(started.port), stop, crash }
}
