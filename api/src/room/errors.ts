import { defineErrors } from '../errors.ts'

export const roomCatalogue = {
  'check-in-code-unknown': { status: 404, fr: 'Ce code n’ouvre aucune séance. Relisez-le à l’écran de la salle.', en: 'This code opens no session. Read it again on the screen of the room.' },
  'check-in-closed': { status: 409, fr: 'Cette séance est close ou annulée : on ne s’y enregistre plus.', en: 'This session is closed or cancelled: nobody checks in any more.' },
  'check-in-other-session': { status: 409, fr: 'Ce code est celui d’une autre séance. Relisez celui de la salle où vous êtes.', en: 'This code is that of another session. Read the one of the room you are in.' },
  'check-in-organisation-unlisted': { status: 422, fr: 'Cette organisation n’est pas sur la liste de cette séance : écrivez son nom.', en: 'This organisation is not on the list of this session: write its name.' },
  'check-in-organisation-missing': { status: 422, fr: 'Choisissez votre organisation, ou écrivez son nom.', en: 'Choose your organisation, or write its name.' },
  'check-in-throttled': { status: 429, fr: 'Trop de codes inconnus depuis ce réseau : réessayez dans {seconds} secondes, ou adressez-vous à l’accueil.', en: 'Too many unknown codes from this network: try again in {seconds} seconds, or ask at the door.' },
  'check-in-not-found': { status: 404, fr: 'Cet enregistrement n’existe pas dans cette séance.', en: 'This check-in does not exist in this session.' },
  'check-in-withdrawn': { status: 409, fr: 'Cet enregistrement a été annulé.', en: 'This check-in was undone.' },
  'agenda-item-not-started': { status: 409, fr: 'Ce point n’a pas commencé : il ne peut pas finir.', en: 'This item has not begun: it cannot end.' },
  'session-not-running': { status: 409, fr: 'La séance n’est pas ouverte : l’horloge ne tourne qu’en séance.', en: 'The session is not open: the clock runs during the session only.' },
  'session-reasons-owed': { status: 409, fr: 'Il manque {n} motif(s) : complétez-les, ou assouplissez la règle de la séance, puis clôturez.', en: '{n} reason(s) are missing: fill them in, or relax the rule of the session, then close.' },
  'read-back-outdated': { status: 409, fr: 'Une position a changé depuis la lecture : relisez ce point à la salle.', en: 'A position has changed since it was read: read this point to the room again.' },
  'read-back-not-found': { status: 404, fr: 'Cette relecture n’existe pas dans cette séance.', en: 'This read-back does not exist in this session.' },
  'read-back-nothing': { status: 409, fr: 'Rien n’a été consigné sur ce point à cette séance : il n’y a rien à relire.', en: 'Nothing was recorded on this point at this session: there is nothing to read back.' },
  'too-many-streams': { status: 429, fr: 'Trop de flux ouverts pour ce compte : fermez-en un.', en: 'Too many open streams for this account: close one.' },
} as const

export const roomErrors = defineErrors(roomCatalogue)
