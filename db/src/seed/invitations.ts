import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'

type Invitation = typeof schema.invitations.$inferInsert
type Answer = Pick<Invitation, 'status' | 'role' | 'answerNote'> & { mandate?: string; email?: string; proxy?: string; unsent?: boolean; refused?: boolean }

const DAY_MS = 86_400_000
const ago = (days: number, minutes = 0): Date => new Date(Date.now() - days * DAY_MS + minutes * 60_000)
const perimeterId = id('perimeter', 'bretagne')

/** Every kind of answer once at least: with a seat, waiting, by proxy, apologised, observing, without answer, out of reach. */
const answers: Record<string, Answer> = {
  'federation-optique-armor': { status: 'apologised', mandate: 'm-kervadec-optique', answerNote: 'Notre assemblée générale tombe le même jour. Nos conditions d’octobre tiennent.' },
  'union-audio-ponant': { status: 'apologised', email: 'secretariat@audio-ponant.invalid' },
  'maison-sante-quatre-vents': { status: 'registered', mandate: 'm-desparre-quatre-vents' },
  'officines-reunies': { status: 'registered', mandate: 'm-corvoisier-officines', answerNote: 'Nous viendrons à deux.' },
  'souffle-mouvement': { status: 'registered', email: 'bureau@souffle-mouvement.invalid' },
  'institut-lumen': { status: 'registered', email: 'dialogue@institut-lumen.invalid' },
  'teleconsult-boreal': { status: 'registered', email: 'affaires.publiques@teleconsult-boreal.invalid', answerNote: 'À distance.' },
  'datalys-hebergement': { status: 'registered', role: 'observer', email: 'contact@datalys.invalid' },
  'imprimerie-argoat': { status: 'invited', unsent: true },
  'mutuelle-metiers-mer': { status: 'registered', mandate: 'm-quemarrec-mer' },
  'commune-kerlannec': { status: 'registered', mandate: 'm-tassart-kerlannec' },
  'observatoire-acces-soins': { status: 'represented', email: 'secretariat@observatoire-soins.invalid', proxy: 'alliance-patients-proches' },
  'aidants-debout': { status: 'registered', mandate: 'm-vannier-aidants' },
  'collectif-eaux-vives': { status: 'registered', email: 'coordination@eaux-vives.invalid' },
  'alliance-patients-proches': { status: 'registered', mandate: 'm-belmontel-patients' },
  'consommateurs-cornouaille': { status: 'invited', email: 'accueil@conso-cornouaille.invalid', refused: true },
  'unite-mutualiste': { status: 'registered', mandate: 'm-villemure-unite' },
  'conference-delegues-bretagne': { status: 'registered', mandate: 'm-aubraye-delegues' },
  'chantiers-keravel': { status: 'waitlisted', mandate: 'm-roscoat-keravel', answerNote: 'Nous tenons à parler du répit des aidants.' },
  'fonds-horizon-partage': { status: 'waitlisted', email: 'fonds@horizon-partage.invalid' },
}

const addresses: Record<string, string> = {
  'm-kervadec-optique': 'solene.kervadec@optique-armor.invalid', 'm-desparre-quatre-vents': 'firmin.desparre@quatre-vents.invalid', 'm-corvoisier-officines': 'ysaline.corvoisier@officines-reunies.invalid', 'm-quemarrec-mer': 'mathurin.quemarrec@metiers-mer.invalid',
  'm-tassart-kerlannec': 'mairie@kerlannec.invalid', 'm-belmontel-patients': 'isaure.belmontel@patients-proches.invalid', 'm-villemure-unite': 'gaspard.villemure@unite-mutualiste.invalid', 'm-aubraye-delegues': 'nolwenn.aubraye@delegues-bretagne.invalid',
  'm-roscoat-keravel': 'tiphaine.roscoat@keravel.invalid', 'm-vannier-aidants': 'helory.vannier@aidants-debout.invalid',
}

/** The holders of the example are invited to what comes: one session with every kind of answer, a workshop not announced yet, a meeting cancelled without telling. All addresses end in .invalid. */
export async function seedInvitations(tx: Db, holders: readonly string[], recordedBy: string): Promise<void> {
  for (const [code, email] of Object.entries(addresses)) await tx.update(schema.mandates).set({ email }).where(eq(schema.mandates.id, id('mandate', code)))
  await tx.insert(schema.invitations).values(holders.map((holder, i) => invitationOf(holder, i)))
  await tx.insert(schema.mails).values(holders.flatMap((holder) => mailOf(holder)))
  await tx.insert(schema.checkIns).values({ id: id('check-in', 'seance-suivante/riverains'), sessionId: id('session', 'seance-suivante'), organisation: 'Collectif des riverains du port', personName: 'Yann Prigent', method: 'walk_in', deviceKey: 'demonstration-riverains' })
  const away = holders.filter((holder) => answers[holder]?.status === 'apologised')
  await tx.insert(schema.attendances).values(away.map((holder) => ({ id: id('attendance', `seance-suivante/${holder}`), sessionId: id('session', 'seance-suivante'), stakeholderId: id('stakeholder', holder), status: 'apologised' as const, headcount: 0, recordedBy })))
  await tx.insert(schema.invitations).values(holders.slice(4, 9).map((holder) => ({ id: id('invitation', `atelier-aidants/${holder}`), sessionId: id('session', 'atelier-aidants'), stakeholderId: id('stakeholder', holder) })))
  await seedCancelled(tx, holders.slice(9, 12))
  // Its secret is public, in the documentation: it opens the invitation of an organisation that does not exist.
  await tx.insert(schema.accessLinks).values({ id: id('access-link', 'invitation/example'), purpose: 'invitation', objectId: id('invitation', 'seance-suivante/aidants-debout'), stakeholderId: id('stakeholder', 'aidants-debout'), sessionId: id('session', 'seance-suivante'), perimeterId, secretHash: createHash('sha256').update('demonstration-invitation').digest('hex'), expiresAt: ago(-60), createdBy: recordedBy })
}

function invitationOf(holder: string, i: number): Invitation {
  const { status = 'invited', role = 'participant', answerNote = '', mandate, email = '', proxy, unsent } = answers[holder] ?? {}
  const answeredAt = status === 'invited' ? null : ago(4, i * 47)
  return {
    id: id('invitation', `seance-suivante/${holder}`), sessionId: id('session', 'seance-suivante'), stakeholderId: id('stakeholder', holder), mandateId: mandate ? id('mandate', mandate) : null, status, role, email, answerNote,
    proxyId: proxy ? id('stakeholder', proxy) : null, sentAt: unsent ? null : ago(5), answeredAt, registeredAt: status === 'registered' || status === 'waitlisted' ? answeredAt : null,
  }
}

/** The part of a calendar file that tells which state of the session the mail announced. */
const calendar = (session: string) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:${id('session', session)}@convergence\r\nSEQUENCE:0\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`

function mailOf(holder: string): (typeof schema.mails.$inferInsert)[] {
  const answer = answers[holder]
  const toAddress = answer?.email ?? addresses[answer?.mandate ?? '']
  if (!answer || !toAddress || answer.unsent) return []
  const state = answer.refused ? { status: 'parked' as const, attempts: 1, lastError: 'refused: 550 5.1.1 User unknown' } : { status: 'sent' as const, attempts: 1, sentAt: ago(5, 2) }
  return [{ ...letter('seance-suivante'), ...state, id: id('mail', `invitation/seance-suivante/${holder}`), toAddress, objectId: id('invitation', `seance-suivante/${holder}`) }]
}

const letter = (session: string) => ({ kind: 'invitation' as const, subject: 'Invitation à une séance (exemple fictif)', text: 'Bonjour,\n\nVous êtes convié à une séance (exemple fictif).\n\n{{link}}\n', linkPath: '/invitation', calendar: calendar(session), calendarMethod: 'REQUEST', objectType: 'invitation', perimeterId, createdAt: ago(5), updatedAt: ago(5) })

/** Cancelled after the invitations had left: nobody was told yet, and the screen proposes to. */
async function seedCancelled(tx: Db, holders: readonly string[]): Promise<void> {
  const sessionId = id('session', 'reunion-annulee')
  await tx.update(schema.sessions).set({ calendarSequence: 1 }).where(eq(schema.sessions.id, sessionId))
  for (const holder of holders) {
    const invitationId = id('invitation', `reunion-annulee/${holder}`)
    const { mandate, email = '' } = answers[holder] ?? {}
    await tx.insert(schema.invitations).values({ id: invitationId, sessionId, stakeholderId: id('stakeholder', holder), mandateId: mandate ? id('mandate', mandate) : null, email, sentAt: ago(6) })
    await tx.insert(schema.mails).values({ ...letter('reunion-annulee'), id: id('mail', `invitation/reunion-annulee/${holder}`), status: 'sent', attempts: 1, sentAt: ago(6), toAddress: email || (addresses[mandate ?? ''] ?? ''), objectId: invitationId })
  }
}
