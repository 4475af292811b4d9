import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'

/** Tells one process from any other, ever: a pid alone is given again after a while. */
export type ProcessIdentity = { host: string; pid: number; started: string }

function readOr(file: string, fallback: string): string {
  try {
    return fs.readFileSync(file, 'utf8').trim()
  } catch {
    return fallback
  }
}

/** State letter and start time of a live process from /proc, `undefined` when it is gone. */
function fromProc(pid: number): { state: string; started: string } | undefined {
  const stat = readOr(`/proc/${pid}/stat`, '')
  // The name between the brackets may itself hold spaces and brackets: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, started] = [fields[0], fields[19]]
  if (!state || !started) return undefined
  return { state, started: `${readOr('/proc/sys/kernel/random/boot_id', '')}/${started}` }
}

function fromPs(pid: number): { state: string; started: string } | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const [state = '', ...started] = line.split(/\s+/)
    return state ? { state, started: started.join(' ') } : undefined
  } catch {
    return undefined
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function look(pid: number): { state: string; started: string } | undefined {
  if (fs.existsSync('/proc/self/stat')) return fromProc(pid)
  if (process.platform !== 'win32') return fromPs(pid)
  return answersSignals(pid) ? { state: '', started: '' } : undefined
}

/** The machine as far as process ids mean anything: two containers on one folder are two hosts. */
export function thisHost(): string {
  let namespace = ''
  try {
    namespace = fs.readlinkSync('/proc/self/ns/pid')
  } catch {
    // Only Linux has process namespaces.
  }
  return `${os.hostname()} ${namespace}`.trim()
}

/** Identity of the running process. */
export function thisProcess(): ProcessIdentity {
  return { host: thisHost(), pid: process.pid, started: look(process.pid)?.started ?? '' }
}

/** Whether that very process still runs on this host; a zombie does not, though it still answers signal 0. */
export function isAlive(identity: ProcessIdentity): boolean {
  const found = look(identity.pid)
  return found !== undefined && !/^[ZX]/.test(found.state) && found.started === identity.started
}
