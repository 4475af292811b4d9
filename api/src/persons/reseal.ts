import { type Db, schema } from '@convergence/db'
import { eq, inArray, or, sql } from 'drizzle-orm'
import { hashOf } from '../minutes/canonical.ts'

const { editionSnapshots, editions, minutesVersions } = schema

/** What was frozen under a hash, was masked, and has another: both stand in the audit. */
export interface Resealed { type: 'minutes.masked' | 'edition.masked'; objectId: string; before: string; after: string }

/** Frozen minutes and blocks of editions that name somebody and agree with their hash: those that do not were changed by somebody, and stay so. */
export async function frozenNaming(tx: Db, posix: string): Promise<{ versions: string[]; snapshots: string[] }> {
  const versions = await tx.select().from(minutesVersions).where(sql`${minutesVersions.content}::text ~* ${posix}`)
  const snapshots = await tx.select().from(editionSnapshots).where(or(sql`${editionSnapshots.content}::text ~* ${posix}`, sql`${editionSnapshots.rows}::text ~* ${posix}`))
  return { versions: versions.filter((row) => hashOf(row.content) === row.sha256).map((row) => row.id), snapshots: snapshots.filter(({ content, rows, sha256 }) => hashOf({ content, rows }) === sha256).map((row) => row.id) }
}

/** Hashes them anew once they are masked, so that they verify as they now read. */
export async function sealAnew(tx: Db, frozen: { versions: string[]; snapshots: string[] }): Promise<Resealed[]> {
  return [...await sealMinutes(tx, frozen.versions), ...await sealEditions(tx, frozen.snapshots)]
}

async function sealMinutes(tx: Db, ids: readonly string[]): Promise<Resealed[]> {
  const done: Resealed[] = []
  if (ids.length === 0) return done
  for (const { id, minutesId, content, sha256 } of await tx.select().from(minutesVersions).where(inArray(minutesVersions.id, [...ids]))) {
    const after = hashOf(content)
    await tx.update(minutesVersions).set({ sha256: after }).where(eq(minutesVersions.id, id))
    done.push({ type: 'minutes.masked', objectId: minutesId, before: sha256, after })
  }
  return done
}

async function sealEditions(tx: Db, ids: readonly string[]): Promise<Resealed[]> {
  const done: Resealed[] = []
  if (ids.length === 0) return done
  const touched = await tx.select().from(editionSnapshots).where(inArray(editionSnapshots.id, [...ids]))
  const sealed = new Map((await tx.select({ id: editions.id, sha256: editions.sha256 }).from(editions).where(inArray(editions.id, touched.map((row) => row.editionId)))).map((row) => [row.id, row.sha256]))
  const intact = new Map<string, boolean>()
  for (const [id, sha256] of sealed) intact.set(id, (await editionHash(tx, id)) === sha256)
  for (const { id, content, rows } of touched) await tx.update(editionSnapshots).set({ sha256: hashOf({ content, rows }) }).where(eq(editionSnapshots.id, id))
  for (const [id, before] of sealed) {
    if (!before || !intact.get(id)) continue
    const after = await editionHash(tx, id)
    await tx.update(editions).set({ sha256: after }).where(eq(editions.id, id))
    done.push({ type: 'edition.masked', objectId: id, before, after })
  }
  return done
}

/** As a freeze makes it: of its blocks’ hashes, in their order. */
async function editionHash(tx: Db, editionId: string): Promise<string> {
  const kept = await tx.select({ blockId: editionSnapshots.blockId, sha256: editionSnapshots.sha256, place: sql<number>`coalesce((${editionSnapshots.content} ->> 'place')::int, 0)` }).from(editionSnapshots).where(eq(editionSnapshots.editionId, editionId))
  return hashOf(kept.sort((a, b) => a.place - b.place).map(({ blockId, sha256 }) => ({ blockId, sha256 })))
}
