import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataFolderLocked } from './errors.ts'
import { isAlive, type ProcessIdentity, thisProcess } from './process-identity.ts'

/*
 * PGlite has no lock: two processes on one folder both acknowledge writes and lose each other's, without an error.
 *
 * The lock is a file `<folder>.lock.<n>` beside the folder, made whole under another name and linked into place, which
 * only one process can do. A stale lock n is never deleted or replaced first: the new owner links n+1, which again
 * only one can do, then looks at all the others once more, and gives way if one of them lives.
 */
const beatMs = 5_000
const foreignStaleMs = 30_000
const attempts = 20

type Owner = ProcessIdentity & { token: string }
type Held = { number: number; file: string; owner: Owner | undefined }

/** Gives the folder back; safe to call twice. */
export type Release = () => void

function readOwner(file: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null && 'pid' in value ? (value as Owner) : undefined
  } catch {
    return undefined
  }
}

/** Files beside the folder that belong to its lock: `suffix` tells numbered locks from drafts `<n>.<token>`. */
function filesOf(folder: string, suffix: RegExp): { suffix: string; file: string }[] {
  const prefix = `${path.basename(folder)}.lock.`
  return fs
    .readdirSync(path.dirname(folder))
    .filter((name) => name.startsWith(prefix) && suffix.test(name.slice(prefix.length)))
    .map((name) => ({ suffix: name.slice(prefix.length), file: path.join(path.dirname(folder), name) }))
}

function locksOf(folder: string): Held[] {
  return filesOf(folder, /^\d+$/)
    .map(({ suffix, file }) => ({ number: Number(suffix), file, owner: readOwner(file) }))
    .sort((a, b) => a.number - b.number)
}

/** Removes what processes that were killed at the wrong moment left; a live one whose draft goes simply tries again. */
function sweepDrafts(folder: string, self: ProcessIdentity): void {
  for (const { file } of filesOf(folder, /^\d+\.[\da-f-]{36}$/)) {
    if (!isHeld({ number: 0, file, owner: readOwner(file) }, self)) fs.rmSync(file, { force: true })
  }
}

/** Another host's processes cannot be asked (a container beside this one): its owner shows life by touching the file. */
function beatsStill(file: string): boolean {
  const touched = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return touched !== undefined && Date.now() - touched < foreignStaleMs
}

function isHeld(lock: Held, self: ProcessIdentity): boolean {
  if (!lock.owner) return false
  return lock.owner.host === self.host ? isAlive(lock.owner) : beatsStill(lock.file)
}

/** Puts a complete lock file in place; false when that number is taken. */
function put(file: string, owner: Owner): boolean {
  const draft = `${file}.${owner.token}`
  fs.writeFileSync(draft, JSON.stringify(owner), { flag: 'wx', mode: 0o600 })
  try {
    fs.linkSync(draft, file)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOENT') return false
    throw error
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

function holding(file: string, owner: Owner): Release {
  const beat = setInterval(() => fs.utimes(file, new Date(), new Date(), () => undefined), beatMs)
  beat.unref()
  return () => {
    clearInterval(beat)
    if (readOwner(file)?.token === owner.token) fs.rmSync(file, { force: true })
  }
}

function tryLock(folder: string, owner: Owner): Release | undefined {
  const before = locksOf(folder)
  const holder = before.find((lock) => isHeld(lock, owner))
  if (holder?.owner) throw new DataFolderLocked(folder, holder.owner.pid, holder.file)
  const number = (before.at(-1)?.number ?? 0) + 1
  const file = `${folder}.lock.${number}`
  if (!put(file, owner)) return undefined
  const others = locksOf(folder).filter((lock) => lock.number !== number)
  if (others.some((lock) => isHeld(lock, owner))) {
    fs.rmSync(file, { force: true })
    return undefined
  }
  for (const stale of others) fs.rmSync(stale.file, { force: true })
  sweepDrafts(folder, owner)
  return holding(file, owner)
}

/**
 * Takes the lock of a data folder (an absolute, real path whose parent exists), also from a dead process.
 * Throws `DataFolderLocked` while another live process, or this one, has it.
 */
export async function lockFolder(folder: string): Promise<Release> {
  const owner: Owner = { ...thisProcess(), token: randomUUID() }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const release = tryLock(folder, owner)
    if (release) return release
    await sleep(5 + Math.random() * 45)
  }
  throw new DataFolderLocked(folder, locksOf(folder).at(-1)?.owner?.pid ?? 0, `${folder}.lock`)
}
