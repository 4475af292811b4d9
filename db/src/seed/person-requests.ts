import { demoId } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'

const DAY_MS = 86_400_000
const dayAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)

/** What people of the demonstration asked about their data: one to answer now, one whose identity is checked, one answered. */
export async function seedPersonRequests(tx: Db, references: References): Promise<void> {
  const asked = [
    { person: 'mathurin-quemarrec', requester: 'Mathurin Quémarrec-Loas', kind: 'access', state: 'received', ago: 27, details: 'Que gardez-vous sur moi, et qui l’a lu ?', identityCheck: '', reply: '', answeredAgo: null },
    { person: 'tiphaine-roscoat', requester: 'Tiphaine Roscoat', kind: 'rectification', state: 'verified', ago: 9, details: 'Mon mandat a pris fin en juin.', identityCheck: 'Rappel au standard de son organisation', reply: '', answeredAgo: null },
    { person: 'nolwenn-aubraye', requester: 'Nolwenn Aubraye', kind: 'access', state: 'answered', ago: 60, details: 'Je souhaite lire ma fiche.', identityCheck: 'Vue en séance', reply: 'Votre dossier vous a été remis en main propre.', answeredAgo: 41 },
  ] as const
  await tx.insert(schema.personRequests).values(asked.map(({ person, ago, answeredAgo, ...a }) => ({
    ...a, id: demoId('person-request', person), reference: references.next(), perimeterId: demoId('perimeter', 'national'), stakeholderId: demoId('stakeholder', person),
    receivedOn: dayAgo(ago), dueOn: dayAgo(ago - 30), answeredOn: answeredAgo === null ? null : dayAgo(answeredAgo),
  })))
}
