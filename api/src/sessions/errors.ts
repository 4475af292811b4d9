import { defineErrors } from '../errors.ts'

export const sessionCatalogue = {
  'session-not-found': { status: 404, fr: 'Cette séance n’existe pas, ou vos droits ne la couvrent pas.', en: 'This session does not exist, or your rights do not cover it.' },
  'session-transition-refused': { status: 409, fr: 'Une séance ne passe pas de « {from} » à « {to} » : prévue, elle s’ouvre ou s’annule ; ouverte, elle se clôt ou s’annule ; close, elle se rouvre ; annulée, elle se rétablit.', en: 'A session that is {from} cannot become {to}: planned → open → closed; planned or open → cancelled; closed → open; cancelled → planned.' },
  'session-closed': { status: 409, fr: 'La séance est close : rouvrez-la pour changer son ordre du jour ou ses présences.', en: 'The session is closed: reopen it to change its agenda or attendance.' },
  'session-cancelled': { status: 409, fr: 'La séance est annulée : reprogrammez-la pour la changer.', en: 'The session is cancelled: plan it again to change it.' },
  'session-has-positions': { status: 409, fr: 'Des positions ont été consignées à cette séance : elle ne se supprime pas.', en: 'Positions were recorded at this session: it cannot be removed.' },
  'session-ends-before-start': { status: 422, fr: 'La séance finit avant de commencer.', en: 'The session ends before it starts.' },
  'agenda-item-not-found': { status: 404, fr: 'Ce point de l’ordre du jour n’existe pas dans cette séance.', en: 'This agenda item does not exist in this session.' },
  'agenda-order-incomplete': { status: 422, fr: 'Le nouvel ordre nomme chaque point de l’ordre du jour une fois, et rien d’autre.', en: 'The new order names each agenda item once, and nothing else.' },
  'agenda-full': { status: 422, fr: 'L’ordre du jour compte déjà 100 points : le suivant demande une autre séance.', en: 'The agenda has 100 items already: the next one needs another session.' },
  'session-document-not-found': { status: 404, fr: 'Ce document n’existe pas dans cette séance.', en: 'This document does not exist in this session.' },
  'attendance-not-found': { status: 404, fr: 'Cette présence n’existe pas dans cette séance.', en: 'This attendance does not exist in this session.' },
  'attendance-already-recorded': { status: 409, fr: 'La présence de cette partie prenante est déjà consignée : modifiez-la.', en: 'The attendance of this stakeholder is recorded already: change it.' },
  'attendance-has-positions': { status: 409, fr: 'Cette partie prenante a pris position à cette séance : sa présence ne se supprime pas.', en: 'This stakeholder has taken a position at this session: its attendance cannot be removed.' },
  'attendance-leaves-before-arrival': { status: 422, fr: 'Le départ précède l’arrivée.', en: 'The departure is before the arrival.' },
  'attendance-mandate-invalid': { status: 422, fr: 'Ce mandat n’est pas celui de cette partie prenante, ou ne vaut pas le jour de la séance.', en: 'This mandate is not this stakeholder’s, or is not valid on the day of the session.' },
  'attendance-proxy-unasked': { status: 422, fr: 'Seule une partie prenante représentée donne pouvoir.', en: 'Only a stakeholder that is represented gives a proxy.' },
  'attendance-proxy-self': { status: 422, fr: 'On ne se donne pas pouvoir à soi-même.', en: 'Nobody gives a proxy to themselves.' },
  'attendance-proxy-absent': { status: 422, fr: 'Le pouvoir va à une partie prenante présente ou à distance.', en: 'The proxy goes to a stakeholder that is in the room or online.' },
  'attendance-proxy-chain': { status: 422, fr: 'Un pouvoir ne se transmet pas : l’une des deux est déjà représentée, ou porte déjà un pouvoir.', en: 'A proxy is not passed on: one of the two is represented already, or holds a proxy.' },
} as const

export const sessionErrors = defineErrors(sessionCatalogue)
