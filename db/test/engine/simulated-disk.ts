import fs from 'node:fs'
import path from 'node:path'

type Change = { at: number; bytes: Buffer } | { truncate: number }
type SimulatedFile = { durable: string; pending: Change[] }
type Open = { file: SimulatedFile | undefined; path: string }

const pageBytes = 4096

/**
 * A disk that loses what was not synced, put under everything that uses `node:fs` in this process.
 *
 * A file's bytes last from the fsync of that file, and with them the first name of a new file (as on ext4, xfs, btrfs:
 * PostgreSQL relies on it); any other change of names lasts from the fsync of the folder.
 * `cutPower` lays out what a machine would find after losing its page cache at that moment.
 */
export class SimulatedDisk {
  readonly #root: string
  readonly #shadow: string
  readonly #live = new Map<string, SimulatedFile>()
  readonly #durableNames = new Map<string, SimulatedFile | 'folder'>()
  readonly #open = new Map<number, Open>()
  #made = 0
  syncs = 0

  /** `root` is taken as it is for wholly durable; `shadow` is an empty folder to work in. */
  constructor(root: string, shadow: string) {
    this.#root = root
    this.#shadow = shadow
    for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
      const full = path.join(entry.parentPath, entry.name)
      if (entry.isDirectory()) this.#durableNames.set(full, 'folder')
      else this.#durableNames.set(full, this.#adopt(full))
    }
  }

  #adopt(full: string): SimulatedFile {
    const file = { durable: path.join(this.#shadow, String(this.#made++)), pending: [] }
    if (fs.existsSync(full)) fs.copyFileSync(full, file.durable)
    else fs.writeFileSync(file.durable, '')
    this.#live.set(full, file)
    return file
  }

  #covers(target: fs.PathLike): boolean {
    return String(target).startsWith(this.#root + path.sep)
  }

  /** Replaces the synchronous calls that Emscripten's NODEFS makes; those on other paths pass untouched. */
  install(): void {
    this.#watchDescriptors()
    this.#watchNames()
  }

  #watchDescriptors(): void {
    const real = { ...fs }
    fs.openSync = (target, flags, mode) => {
      const isNew = this.#covers(target) && !real.existsSync(target)
      const fd = real.openSync(target, flags, mode)
      if (!this.#covers(target)) return fd
      const full = String(target)
      if (isNew) this.#created(full)
      const file = this.#live.get(full)
      if (typeof flags === 'number' && flags & real.constants.O_TRUNC) file?.pending.push({ truncate: 0 })
      this.#open.set(fd, { file, path: full })
      return fd
    }
    fs.closeSync = (fd) => {
      this.#open.delete(fd)
      real.closeSync(fd)
    }
    fs.fsyncSync = (fd) => {
      real.fsyncSync(fd)
      const open = this.#open.get(fd)
      if (!open) return
      this.syncs++
      if (open.file) this.#settle(open.file, open.path)
      else this.#settleNames(open.path)
    }
    const write = (fd: number, buffer: Uint8Array, offset = 0, length = buffer.length - offset, at?: number): number => {
      const written = real.writeSync(fd, buffer, offset, length, at)
      const file = this.#open.get(fd)?.file
      if (file && typeof at !== 'number') throw new Error('A write without a position is not simulated')
      if (file) file.pending.push({ at: at ?? 0, bytes: Buffer.from(buffer.slice(offset, offset + written)) })
      return written
    }
    fs.writeSync = write as typeof fs.writeSync
    fs.ftruncateSync = (fd, size) => {
      real.ftruncateSync(fd, size)
      this.#open.get(fd)?.file?.pending.push({ truncate: size ?? 0 })
    }
  }

  #watchNames(): void {
    const real = { ...fs }
    fs.writeFileSync = (target, data, options) => {
      real.writeFileSync(target, data, options)
      if (typeof target === 'number' || !this.#covers(target)) return
      if (data !== '') throw new Error('A file written in one call is not simulated')
      this.#created(String(target))
    }
    fs.truncateSync = (target, size) => {
      real.truncateSync(target, size)
      if (typeof target !== 'number') this.#live.get(String(target))?.pending.push({ truncate: size ?? 0 })
    }
    fs.renameSync = (from, to) => {
      real.renameSync(from, to)
      const file = this.#live.get(String(from))
      this.#live.delete(String(from))
      if (file) this.#live.set(String(to), file)
    }
    fs.unlinkSync = (target) => {
      real.unlinkSync(target)
      this.#live.delete(String(target))
    }
  }

  #created(full: string): void {
    const file = { durable: path.join(this.#shadow, String(this.#made++)), pending: [] }
    fs.closeSync(fs.openSync(file.durable, 'w'))
    this.#live.set(full, file)
  }

  #settle(file: SimulatedFile, full: string): void {
    apply(file.durable, file.pending.splice(0))
    if (this.#live.get(full) === file && ![...this.#durableNames.values()].includes(file)) {
      this.#durableNames.set(full, file)
    }
  }

  #settleNames(folder: string): void {
    for (const name of this.#durableNames.keys()) {
      if (path.dirname(name) === folder && !fs.existsSync(name)) this.#durableNames.delete(name)
    }
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name)
      const file = this.#live.get(full)
      if (entry.isDirectory()) this.#durableNames.set(full, 'folder')
      else if (file) this.#durableNames.set(full, file)
    }
  }

  /**
   * Lays out in `target` what is left. With `chance`, called per unsynced page of 4 KiB, some of those reach the disk
   * too, as a cache that was being written back leaves them; without, none does.
   */
  cutPower(target: string, chance: () => boolean = () => false): void {
    fs.mkdirSync(target, { mode: 0o700 })
    for (const [name, file] of [...this.#durableNames].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const copy = path.join(target, path.relative(this.#root, name))
      if (file === 'folder') {
        fs.mkdirSync(copy, { mode: 0o700 })
      } else {
        fs.copyFileSync(file.durable, copy)
        apply(copy, file.pending.flatMap(pagesOf).filter(chance))
      }
    }
  }
}

function pagesOf(change: Change): Change[] {
  if ('truncate' in change) return [change]
  const pages: Change[] = []
  for (let start = 0; start < change.bytes.length; ) {
    const length = pageBytes - ((change.at + start) % pageBytes)
    pages.push({ at: change.at + start, bytes: change.bytes.subarray(start, start + length) })
    start += length
  }
  return pages
}

function apply(file: string, changes: Change[]): void {
  if (changes.length === 0) return
  const fd = fs.openSync(file, 'r+')
  for (const change of changes) {
    if ('truncate' in change) fs.ftruncateSync(fd, change.truncate)
    else fs.writeSync(fd, change.bytes, 0, change.bytes.length, change.at)
  }
  fs.closeSync(fd)
}
