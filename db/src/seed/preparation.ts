import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'

const DAY_MS = 86_400_000
const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

/** What the sessions to come want of their preparation: a body, a level, seats, trained facilitators. All of it is fictional. */
export async function seedPreparation(tx: Db, folder: string): Promise<void> {
  await seedQualifications(tx)
  await seedDocuments(tx, folder)
  await tx.update(schema.sessions).set({ bodyId: id('body', 'comite-dialogue-bretagne'), engagementLevel: 'consult', reasonRule: 'required_for_disagreement', seats: 12, videoUrl: 'https://visio.exemple.fr/seance-4' }).where(eq(schema.sessions.id, id('session', 'seance-suivante')))
  await tx.update(schema.sessions).set({ engagementLevel: 'involve', seats: 12, videoUrl: 'https://visio.exemple.fr/aidants' }).where(eq(schema.sessions.id, id('session', 'atelier-aidants')))
}

/** The facilitator's training covers the next session and lapses before the workshop after it; staff renewed theirs this year. */
async function seedQualifications(tx: Db): Promise<void> {
  const skill = 'facilitation'
  await tx.insert(schema.qualifications).values([
    { id: id('qualification', 'facilitator'), userId: id('user', 'facilitator'), skill, grantedOn: dayFromNow(32 - 3 * 365), expiresOn: dayFromNow(32), source: 'Formation interne, deux jours' },
    { id: id('qualification', 'staff'), userId: id('user', 'staff'), skill, grantedOn: '2026-02-10', expiresOn: dayFromNow(700), source: 'Formation interne, deux jours' },
  ])
}

const documents = [
  { code: 'rappel-positions', file: 'rappel-des-positions.csv', mediaType: 'text/csv', title: 'Rappel des positions d’octobre', audience: 'participants' },
  { code: 'regles', file: 'regles-de-la-discussion.txt', mediaType: 'text/plain', title: 'Règles de la discussion', audience: 'public' },
  { code: 'trame', file: 'trame-animation.txt', mediaType: 'text/plain', title: 'Trame de l’animation', audience: 'internal' },
] as const

async function seedDocuments(tx: Db, folder: string): Promise<void> {
  for (const [i, { code, file, mediaType, title, audience }] of documents.entries()) {
    const content = await readFile(`${folder}/demonstration/documents/${file}`)
    const fileId = id('file', code)
    await tx.insert(schema.files).values({ id: fileId, sha256: createHash('sha256').update(content).digest('hex'), mediaType, size: content.length, content })
    await tx.insert(schema.sessionDocuments).values({ id: id('session-document', code), sessionId: id('session', 'seance-suivante'), fileId, title, fileName: file, audience, createdBy: id('user', 'facilitator'), createdAt: new Date(Date.now() - (3 - i) * DAY_MS) })
  }
}
