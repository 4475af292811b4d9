import { defineErrors } from '../errors.ts'

export const positionCatalogue = {
  'position-not-found': { status: 404, fr: 'Cette position n’existe pas, ou vos droits ne la couvrent pas.', en: 'This position does not exist, or your rights do not cover it.' },
  'position-version-superseded': { status: 409, fr: 'Ce texte a été remplacé : une position se prend sur la version en vigueur à sa date.', en: 'This wording was replaced: a position refers to the version in force at its date.' },
  'position-holder-absent': { status: 409, fr: 'Ce porteur n’est pas présent à la séance : consignez d’abord sa présence.', en: 'This holder does not attend the session: record the attendance first.' },
  'position-holder-observer': { status: 409, fr: 'Ce participant est observateur : il ne prend pas position.', en: 'This participant is an observer and takes no position.' },
  'position-holder-left': { status: 409, fr: 'Ce porteur avait quitté la séance : seul l’état « parti avant » convient.', en: 'This holder had left the session: only the state "left before" fits.' },
  'position-session-closed': { status: 409, fr: 'La séance est close : ses positions ne changent plus.', en: 'The session is closed: its positions do not change any more.' },
  'position-session-not-open': { status: 409, fr: 'La séance n’est pas ouverte : ouvrez-la pour consigner des positions.', en: 'The session is not open: open it to record positions.' },
  'position-already-withdrawn': { status: 409, fr: 'Cette position est déjà retirée.', en: 'This position is withdrawn already.' },
  'position-withdrawn': { status: 409, fr: 'Cette position est retirée : elle ne se confirme plus.', en: 'This position is withdrawn: it cannot be confirmed any more.' },
  'position-value-unexpected': { status: 422, fr: 'Cet état ne porte pas de valeur.', en: 'This state carries no value.' },
  'position-value-missing': { status: 422, fr: 'Une position exprimée porte une valeur de −2 à +2.', en: 'A stated position carries a value from −2 to +2.' },
  'position-in-the-future': { status: 422, fr: 'Une position ne peut pas être datée du futur.', en: 'A position cannot be dated in the future.' },
  'position-room-without-session': { status: 422, fr: 'Une position dite en séance nomme sa séance.', en: 'A position said in the room names its session.' },
  'position-holder-person': { status: 422, fr: 'Une personne ne porte pas de position : son organisation la porte, par un mandat.', en: 'A person holds no position: their organisation does, through a mandate.' },
  'position-mandate-invalid': { status: 422, fr: 'Ce mandat n’est pas celui de ce porteur, ou ne vaut pas à cette date.', en: 'This mandate is not this holder’s, or is not valid on that day.' },
  'position-session-full': { status: 422, fr: 'Cette séance porte déjà sur 100 points : un point de plus demande une autre séance.', en: 'This session is about 100 points already: one more point needs another session.' },
  'position-version-mismatch': { status: 422, fr: 'Cette version n’est pas celle de ce point.', en: 'This version does not belong to this point.' },
} as const

export type PositionProblem = keyof typeof positionCatalogue
export const positionErrors = defineErrors(positionCatalogue)
