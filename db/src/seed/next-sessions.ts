import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import type { ConsultationFile } from './files.ts'
import { seedInvitations } from './invitations.ts'
import { readReference } from './read.ts'

const DAYS_AHEAD = 16
const DAYS_AHEAD_WORKSHOP = 45
const DAYS_AHEAD_CANCELLED = 30
const STILL_OPEN = ['p02-reseau-ferme', 'p04-tarif-solidaire', 'p10-isr', 'p11-telemedecine']

/** Half past nine in Paris in winter, some days from now: the demonstration always has something ahead. */
function ahead(days: number, minutes = 0): Date {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  return new Date(new Date(`${day}T08:30:00Z`).getTime() + minutes * 60_000)
}

/** Fictional sessions to come: the fourth of the example consultation, ready to be opened and recorded, a workshop online, and one that was cancelled. */
export async function seedNextSessions(tx: Db, folder: string, references: References, facilitatorId: string): Promise<void> {
  const file = await readReference<ConsultationFile>(folder, 'demonstration/consultation.json')
  const common = { perimeterId: id('perimeter', 'bretagne'), facilitatorId, fictional: true } as const
  await tx.insert(schema.sessions).values([
    { ...common, id: id('session', 'seance-suivante'), reference: references.next(), title: 'Quatrième séance : ce qui reste ouvert', aim: 'Reprendre les quatre points où les positions restent partagées, avec les conditions posées en octobre.', form: 'hybrid', startsAt: ahead(DAYS_AHEAD), endsAt: ahead(DAYS_AHEAD, 150), place: 'Maison des associations, Rennes', checkInCode: 'K7M2QX' },
    { ...common, id: id('session', 'atelier-aidants'), reference: references.next(), title: 'Atelier en ligne : répit des proches aidants', aim: 'Préparer avec les associations l’essai du relais à domicile.', form: 'online', startsAt: ahead(DAYS_AHEAD_WORKSHOP), endsAt: ahead(DAYS_AHEAD_WORKSHOP, 90), place: '' },
    { ...common, status: 'cancelled', id: id('session', 'reunion-annulee'), reference: references.next(), title: 'Réunion de méthode', aim: 'Fusionnée avec la quatrième séance.', form: 'in_room', startsAt: ahead(DAYS_AHEAD_CANCELLED), endsAt: ahead(DAYS_AHEAD_CANCELLED, 60), place: 'Rennes' },
  ])
  await seedAgenda(tx, file)
  await seedInvitations(tx, file.holders, facilitatorId)
}

async function seedAgenda(tx: Db, file: ConsultationFile): Promise<void> {
  const sessionId = id('session', 'seance-suivante')
  const points = STILL_OPEN.flatMap((code) => file.points.filter((p) => p.code === code))
  const items = [{ title: 'Accueil et retour sur la séance précédente', aim: 'inform' as const, durationMinutes: 15, pointId: null }, ...points.map((p) => ({ title: p.title, aim: 'consult' as const, durationMinutes: 30, pointId: id('point', p.code) })), { title: 'Clôture : relecture des positions consignées', aim: 'inform' as const, durationMinutes: 15, pointId: null }]
  await tx.insert(schema.agendaItems).values(items.map((item, i) => ({ ...item, id: id('agenda-item', `seance-suivante/${i + 1}`), sessionId, rank: i + 1, owner: 'DRIS' })))
  await tx.insert(schema.agendaItems).values([
    { id: id('agenda-item', 'atelier-aidants/1'), sessionId: id('session', 'atelier-aidants'), rank: 1, title: 'Tour de table', aim: 'inform', durationMinutes: 15, owner: 'DRIS' },
    { id: id('agenda-item', 'atelier-aidants/2'), sessionId: id('session', 'atelier-aidants'), rank: 2, title: 'Répit des proches aidants', aim: 'consult', durationMinutes: 60, owner: 'DRIS', pointId: id('point', 'p12-aidants') },
  ])
}
