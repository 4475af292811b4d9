import { type Db, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { forget } from './erasure.ts'
import { readJournal } from './journal.ts'
import { erasureHash } from './suppression.ts'

const { erasures, stakeholders, suppressions } = schema

/** Erases again whoever a restored backup brought back, and puts objections back on file; before the server takes any request. Answers how many people. */
export async function replayErasures(db: Db, { secret, erasureFolder }: { secret: string; erasureFolder: string }): Promise<number> {
  const lines = await readJournal(erasureFolder)
  if (lines.length === 0) return 0
  const objections = lines.filter((line) => line.kind === 'objection')
  if (objections.length > 0) await db.insert(suppressions).values(objections.map(({ hash, perimeterId }) => ({ personHash: hash, perimeterId }))).onConflictDoNothing()
  const done = new Set((await db.select({ hash: erasures.personHash }).from(erasures)).map((row) => row.hash))
  const owed = new Set(lines.filter((line) => line.kind === 'erasure' && !done.has(line.hash)).map((line) => line.hash))
  if (owed.size === 0) return 0
  const people = await db.select({ id: stakeholders.id, name: stakeholders.name, perimeterId: stakeholders.perimeterId }).from(stakeholders).where(eq(stakeholders.kind, 'person'))
  const back = people.filter((person) => owed.has(erasureHash(secret, person.id)))
  for (const person of back) await db.transaction((tx) => forget(tx, person, { secret, requestId: null }))
  return back.length
}
