import { defineErrors } from '../errors.ts'

export const operationCatalogue = {
  'operation-device-taken': { status: 409, fr: 'La file de cet appareil appartient à une autre personne : elle seule peut l’envoyer.', en: 'The queue of this device belongs to somebody else: only they can send it.' },
  'operation-id-taken': { status: 409, fr: 'Cet identifiant d’opération a déjà servi pour autre chose.', en: 'This operation id was used for something else.' },
  'operation-sequence-taken': { status: 409, fr: 'Ce rang de l’appareil a déjà servi pour une autre opération.', en: 'This sequence of the device was used for another operation.' },
  'operation-out-of-order': { status: 409, fr: 'Une opération précédente de cet appareil n’est pas arrivée : celle-ci attend.', en: 'An earlier operation of this device has not arrived: this one waits.' },
  'operation-conflict': { status: 409, fr: 'Quelqu’un d’autre a écrit entre-temps : choisissez ce qui vaut.', en: 'Somebody else wrote meanwhile: choose what holds.' },
  'operation-said-already': { status: 200, fr: 'La même chose avait déjà été consignée : rien n’a été ajouté.', en: 'The same was recorded already: nothing was added.' },
  'operation-kind-unknown': { status: 422, fr: 'Ce serveur ne connaît pas ce genre de saisie : mettez-le à jour, puis renvoyez-la.', en: 'This server does not know this kind of entry: update it, then send it again.' },
  'operation-payload-invalid': { status: 422, fr: 'Cette saisie est incomplète ou contient un texte refusé.', en: 'This entry is incomplete or contains a text that is refused.' },
  'operation-depends-on-refused': { status: 409, fr: 'Cette saisie porte sur un texte qui a lui-même été refusé.', en: 'This entry is about a wording that was itself refused.' },
  'operation-target-unknown': { status: 422, fr: 'La saisie désignée n’existe pas dans cette séance, ou n’attend plus de réponse.', en: 'The entry that is named does not exist in this session, or waits for no answer any more.' },
} as const

export const operationErrors = defineErrors(operationCatalogue)
