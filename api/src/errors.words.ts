import type { Language } from './errors.ts'

/** States as the interface says them; English says the code itself. Masculine, since they stand between quotation marks, beside no noun. */
const states: Record<string, string> = {
  adopted: 'adopté', approved: 'approuvé', blocked: 'bloqué', cancelled: 'annulé', circulated: 'en circulation', closed: 'clos', contested: 'contesté', corrected: 'corrigé', done: 'dit tenu', draft: 'en préparation', dropped: 'abandonné',
  failed: 'en échec', frozen: 'figé', held: 'tenu', open: 'ouvert', planned: 'prévu', published: 'publié', queued: 'en attente', running: 'en cours', submitted: 'à valider', validated: 'validé', verified: 'tenu, vérifié', withdrawn: 'retiré',
}

/** Somebody whom a sentence cannot name. */
const people: Record<string, Record<Language, string>> = { administrator: { fr: 'un administrateur de Convergence', en: 'an administrator of Convergence' } }

const days = {
  fr: new Intl.DateTimeFormat('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
} as const
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What stands in a place of a sentence, as its reader says it: a day as people write it, a state in words, anything else as it is. */
export function said(language: Language, value: string | number | undefined): string {
  if (typeof value !== 'string') return String(value ?? '')
  if (DAY.test(value)) return days[language].format(new Date(value))
  if (people[value]) return people[value][language]
  return language === 'fr' ? (states[value] ?? value) : value
}
