import { createHash, randomUUID } from 'node:crypto'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { readReference } from './read.ts'

type Status = (typeof schema.minutesStatus.enumValues)[number]
export interface MinutesText { introduction: string; conclusion: string; results: Record<string, string> }
export interface MinutesFile {
  minutes: (MinutesText & {
    session: string; status: Status; approvedBy?: string; approvedOn?: string; publishedOn?: string; correctionsUntil?: string
    /** `text`: what was otherwise in an earlier version. */
    versions: { number: number; status: Status; on: string; text?: Partial<MinutesText> }[]
    corrections: { code: string; version: number; stakeholder: string; on: string; text: string; status: (typeof schema.correctionStatus.enumValues)[number]; answer: string }[]
  })[]
}
/** Contents that were frozen, computed from the demonstration itself; a test computes them anew. */
export interface MinutesVersionsFile { versions: { session: string; number: number; sha256: string; content: Record<string, unknown> }[] }

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)

/** Minutes of the three fictional sessions: published, out for reading with corrections asked for, and a draft. */
export async function seedMinutes(tx: Db, folder: string, recordedBy: string): Promise<void> {
  const { minutes } = await readReference<MinutesFile>(folder, 'demonstration/minutes.json')
  const { versions } = await readReference<MinutesVersionsFile>(folder, 'demonstration/minutes-versions.json')
  for (const entry of minutes) await seedOne(tx, entry, versions, recordedBy)
  await seedLinks(tx, recordedBy)
}

/** Links of the letters that went out. Nobody has the first ones; the secret of the last is public, in the documentation. */
async function seedLinks(tx: Db, createdBy: string): Promise<void> {
  const sessionId = id('session', 'seance-2026-06')
  const link = (holder: string, secret: string, lastUsedAt: string | null) => ({
    id: id('access-link', `minutes/${holder}`), purpose: 'minutes' as const, objectId: sessionId, sessionId, stakeholderId: id('stakeholder', holder), perimeterId: id('perimeter', 'bretagne'), createdBy,
    secretHash: createHash('sha256').update(secret).digest('hex'), expiresAt: new Date(Date.now() + 180 * 86_400_000), lastUsedAt: lastUsedAt ? noon(lastUsedAt) : null, createdAt: noon('2026-06-16'),
  })
  await tx.insert(schema.accessLinks).values([
    link('union-audio-ponant', randomUUID(), '2026-06-18'), link('officines-reunies', randomUUID(), '2026-06-19'), link('federation-optique-armor', randomUUID(), null), link('maison-sante-quatre-vents', 'demonstration-minutes', '2026-06-17'),
  ])
}

async function seedOne(tx: Db, entry: MinutesFile['minutes'][number], frozen: MinutesVersionsFile['versions'], recordedBy: string): Promise<void> {
  const minutesId = id('minutes', entry.session)
  const { status, introduction, conclusion } = entry
  await tx.insert(schema.minutes).values({
    id: minutesId, sessionId: id('session', entry.session), status, introduction, conclusion, fictional: true,
    correctionsUntil: entry.correctionsUntil ?? null, approvedBy: entry.approvedBy ?? '', approvedOn: entry.approvedOn ?? null, publishedAt: entry.publishedOn ? noon(entry.publishedOn) : null,
  })
  const versions = entry.versions.flatMap((version) => frozen.filter((f) => f.session === entry.session && f.number === version.number).map(({ number, sha256, content }) => ({ id: id('minutes-version', `${entry.session}/${number}`), minutesId, number, status: version.status, content, sha256, createdAt: noon(version.on), createdBy: recordedBy })))
  if (versions.length > 0) await tx.insert(schema.minutesVersions).values(versions)
  const corrections = entry.corrections.map((c) => ({ id: id('minutes-correction', `${entry.session}/${c.code}`), minutesId, versionNumber: c.version, stakeholderId: id('stakeholder', c.stakeholder), text: c.text, status: c.status, answer: c.answer, createdAt: noon(c.on), updatedAt: noon(c.on) }))
  if (corrections.length > 0) await tx.insert(schema.minutesCorrections).values(corrections)
}
