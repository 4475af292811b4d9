import { createHash, randomUUID } from 'node:crypto'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
const ago = (ms: number): Date => new Date(Date.now() - ms)
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const letter = (text: string) => ({ text: `${text}\n`, html: `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Convergence</title></head><body><p>${text}</p></body></html>` })

/** Fictional mails around the next session, in each state; their addresses end in .invalid, so that none can ever arrive. */
export async function seedMails(tx: Db): Promise<void> {
  const perimeterId = id('perimeter', 'bretagne')
  const sessionId = id('session', 'seance-suivante')
  const about = { objectType: 'session', objectId: sessionId, perimeterId } as const
  const invited = { ...about, kind: 'invitation' as const, subject: 'Invitation : Quatrième séance, ce qui reste ouvert', ...letter('Vous êtes invité à la quatrième séance. Répondez en une minute : {{link}}'), linkPath: '/invitation', createdAt: ago(5 * DAY_MS), updatedAt: ago(5 * DAY_MS) }
  await tx.insert(schema.mails).values([
    { ...invited, id: id('mail', 'sent-1'), toAddress: 'contact@aidants-armor.invalid', toName: 'Aidants d’Armor', status: 'sent', attempts: 1, sentAt: ago(5 * DAY_MS - MINUTE_MS) },
    { ...invited, id: id('mail', 'sent-2'), toAddress: 'secretariat@soignants-rennes.invalid', toName: 'Maison des soignants', status: 'sent', attempts: 2, sentAt: ago(5 * DAY_MS - 4 * MINUTE_MS) },
    { ...invited, id: id('mail', 'parked'), toAddress: 'presidence@optique-armor.invalid', toName: 'Fédération de l’optique', status: 'parked', attempts: 1, lastError: 'refused: 550 5.1.1 User unknown', secret: randomUUID() },
    { ...about, id: id('mail', 'queued'), kind: 'reminder', toAddress: 'delegue@lycees-bretagne.invalid', toName: 'Délégation des lycées', subject: 'Rappel : votre réponse pour la quatrième séance', ...letter('Votre réponse à l’invitation est attendue.\n\n-- \nNe plus recevoir ces courriels : {{optOut}}'), status: 'queued', attempts: 2, lastError: 'deferred: 451 4.7.1 Greylisted, please try again', nextAttemptAt: new Date(Date.now() + 30 * MINUTE_MS), createdAt: ago(12 * MINUTE_MS), updatedAt: ago(2 * MINUTE_MS) },
    { ...about, id: id('mail', 'reminded'), kind: 'reminder', toAddress: 'contact@aidants-armor.invalid', toName: 'Aidants d’Armor', subject: 'Rappel : la quatrième séance approche', ...letter('La séance approche.\n\n-- \nNe plus recevoir ces courriels : {{optOut}}'), status: 'sent', attempts: 1, sentAt: ago(DAY_MS), createdAt: ago(DAY_MS), updatedAt: ago(DAY_MS) },
  ])
  const expiresAt = new Date(Date.now() + 30 * DAY_MS)
  await tx.insert(schema.accessLinks).values([
    // Nobody has this link: it stands to be listed and revoked.
    { id: id('access-link', 'confirmation/example'), purpose: 'confirmation', objectId: sessionId, sessionId, perimeterId, secretHash: hash(randomUUID()), expiresAt, createdBy: id('user', 'facilitator') },
    // Its secret is public, in the documentation: it stops reminders to an address that does not exist.
    { id: id('access-link', 'opt-out/example'), purpose: 'opt_out', objectId: id('mail', 'reminded'), perimeterId, secretHash: hash('demonstration-opt-out'), expiresAt },
  ])
}
