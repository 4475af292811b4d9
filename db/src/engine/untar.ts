import fs from 'node:fs/promises'
import path from 'node:path'

const blockBytes = 512

/** One file or folder of a tarball; `data` is undefined for a folder. */
export type TarEntry = { name: string; data: Buffer | undefined }

function textAt(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end === -1 ? length : end)
}

/** Reads the plain ustar format that PGlite dumps; throws on a truncated or foreign file. */
export function* entriesOf(tar: Buffer): Generator<TarEntry> {
  let at = 0
  while (at + blockBytes <= tar.length && tar.readUInt8(at) !== 0) {
    const header = tar.subarray(at, at + blockBytes)
    const size = Number.parseInt(textAt(header, 124, 12).trim() || '0', 8)
    const type = textAt(header, 156, 1)
    const dataStart = at + blockBytes
    if (!Number.isSafeInteger(size) || dataStart + size > tar.length) throw new Error('The database dump is damaged')
    const name = path.posix.join('/', textAt(header, 345, 155), textAt(header, 0, 100)).slice(1)
    if (name) yield { name, data: type === '5' ? undefined : tar.subarray(dataStart, dataStart + size) }
    at = dataStart + Math.ceil(size / blockBytes) * blockBytes
  }
}

/** Writes the entries under `folder`, readable by the owner only. Returns every path written, folders included. */
export async function extract(tar: Buffer, folder: string): Promise<string[]> {
  await fs.mkdir(folder, { mode: 0o700 })
  const folders = new Set([folder])
  const files: string[] = []
  for (const { name, data } of entriesOf(tar)) {
    const target = path.join(folder, name)
    const parent = data === undefined ? target : path.dirname(target)
    if (!folders.has(parent)) await fs.mkdir(parent, { recursive: true, mode: 0o700 })
    folders.add(parent)
    if (data === undefined) continue
    await fs.writeFile(target, data, { mode: 0o600 })
    files.push(target)
  }
  return [...files, ...folders]
}
