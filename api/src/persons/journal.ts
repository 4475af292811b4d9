import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A line of the journal that stands outside the database: who was erased or objected, as a keyed hash. */
export interface JournalLine { kind: 'erasure' | 'objection'; hash: string; perimeterId: string }

const fileIn = (folder: string): string => join(folder, 'erasures.jsonl')

/**
 * Adds lines, on the disk before it returns. Called as the last step of the transaction: should its commit fail then, the person is erased at the
 * next start, as they asked; the other way round a crash would leave somebody whom a restored backup brings back.
 */
export async function keepInJournal(folder: string, lines: readonly JournalLine[]): Promise<void> {
  if (lines.length === 0) return
  await mkdir(folder, { recursive: true })
  const file = await open(fileIn(folder), 'a', 0o600)
  try {
    await file.write(lines.map((line) => `${JSON.stringify({ ...line, at: new Date().toISOString() })}\n`).join(''))
    await file.sync()
  } finally {
    await file.close()
  }
}

/** All that was kept; none where the journal was never begun. A line cut short by a crash is passed over. */
export async function readJournal(folder: string): Promise<JournalLine[]> {
  const text = await readFile(fileIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = JSON.parse(line) as Partial<JournalLine>
      return (parsed.kind === 'erasure' || parsed.kind === 'objection') && typeof parsed.hash === 'string' && typeof parsed.perimeterId === 'string' ? [{ kind: parsed.kind, hash: parsed.hash, perimeterId: parsed.perimeterId }] : []
    } catch {
      return []
    }
  })
}
