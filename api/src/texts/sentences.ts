import type { Language } from '../errors.ts'
import type { Class } from '../free-text/types.ts'

/** Why the words of a class were stopped, as the reader is told beside the field. */
export const sentences: Readonly<Record<Class, Record<Language, string>>> = {
  'social-security': { fr: 'un numéro de sécurité sociale ne se consigne pas ici.', en: 'a social security number is not recorded here.' },
  bank: { fr: 'un numéro de compte ou de carte ne se consigne pas ici.', en: 'an account or card number is not recorded here.' },
  insult: { fr: 'une injure ne se consigne pas.', en: 'an insult is not recorded.' },
  health: { fr: 'la santé d’une personne ne se consigne pas.', en: 'the health of a person is not recorded.' },
  'sexual-life': { fr: 'la vie sexuelle d’une personne ne se consigne pas.', en: 'the sexual life of a person is not recorded.' },
  ethnicity: { fr: 'l’origine d’une personne ne se consigne pas.', en: 'the origin of a person is not recorded.' },
  religion: { fr: 'la religion d’une personne ne se consigne pas.', en: 'the religion of a person is not recorded.' },
  offence: { fr: 'les infractions et condamnations d’une personne ne se consignent pas.', en: 'offences and convictions of a person are not recorded.' },
  membership: { fr: 'l’appartenance d’une personne à un parti ou à un syndicat ne se garde qu’avec une raison.', en: 'the party or union of a person is kept only with a reason.' },
  family: { fr: 'la vie privée d’une personne ne se garde qu’avec une raison.', en: 'the private life of a person is kept only with a reason.' },
  character: { fr: 'un jugement sur le caractère d’une personne ne se garde qu’avec une raison.', en: 'a judgement of somebody’s character is kept only with a reason.' },
  contact: { fr: 'un numéro ou une adresse personnels ne se gardent qu’avec une raison.', en: 'a personal number or address is kept only with a reason.' },
}

const quoted = { fr: (word: string) => `«\u00a0${word}\u00a0»`, en: (word: string) => `“${word}”` }
export const quotedIn = (language: Language, words: readonly string[]): string => [...new Set(words)].slice(0, 10).map(quoted[language]).join(', ')
