import { defineErrors } from '../errors.ts'

export const invitationCatalogue = {
  'invitation-not-found': { status: 404, fr: 'Cette invitation n’existe pas dans cette séance.', en: 'This invitation does not exist in this session.' },
  'invitees-missing': { status: 422, fr: 'Dites qui inviter : des identifiants, des invités avec leur mandat, ou un filtre.', en: 'Say whom to invite: ids, invitees with their mandates, or a filter.' },
  'too-many-invitees': { status: 422, fr: 'Cela inviterait {n} parties prenantes ; {max} au plus à la fois. Resserrez le filtre.', en: 'This would invite {n} stakeholders; at most {max} at a time. Narrow the filter.' },
  'session-over': { status: 409, fr: 'La séance est passée : on ne répond plus à l’invitation.', en: 'The session is over: the invitation can no longer be answered.' },
  'nothing-to-announce': { status: 409, fr: 'Rien à annoncer : chaque invité joignable connaît déjà la dernière version de la séance.', en: 'Nothing to announce: every invitee who can be reached knows the latest version of the session.' },
  'seats-below-registered': { status: 409, fr: '{registered} organisations sont déjà inscrites : le nombre de places ne peut pas descendre en dessous.', en: '{registered} organisations are registered already: there cannot be fewer seats than that.' },
  'proxy-missing': { status: 422, fr: 'Dites à qui le pouvoir est donné.', en: 'Say to whom the proxy is given.' },
  'proxy-self': { status: 422, fr: 'On ne se donne pas pouvoir à soi-même.', en: 'Nobody gives a proxy to themselves.' },
  'proxy-not-invited': { status: 422, fr: 'Le pouvoir se donne à une organisation invitée à cette séance.', en: 'A proxy is given to an organisation that is invited to this session.' },
  'proxy-observer': { status: 422, fr: 'Un observateur ne donne ni ne reçoit de pouvoir : il ne prend pas position.', en: 'An observer neither gives nor holds a proxy: observers take no position.' },
  'proxy-not-coming': { status: 422, fr: 'Cette organisation a répondu qu’elle ne viendrait pas.', en: 'This organisation has answered that it will not come.' },
  'proxy-chain': { status: 422, fr: 'Un pouvoir ne se transmet pas : l’un des deux est déjà représenté, ou en représente d’autres.', en: 'A proxy is not passed on: one of the two is represented already, or represents others.' },
} as const

export const invitationErrors = defineErrors(invitationCatalogue)
export type AnswerRefusal = 'session-over' | 'proxy-missing' | 'proxy-self' | 'proxy-not-invited' | 'proxy-observer' | 'proxy-not-coming' | 'proxy-chain'
