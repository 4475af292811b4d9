import type { PagePlace } from '../mails/letter.ts'

const FROM_HOUR = 7
const TO_HOUR = 12

/** The day YYYY-MM-DD in Paris when its digest is due, between seven and noon; null outside: a digest in the evening helps nobody. */
export function isDigestTime(now: Date): string | null {
  const [day = '', hour = ''] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' }).format(now).split(' ')
  return Number(hour) >= FROM_HOUR && Number(hour) < TO_HOUR ? day : null
}

type Counts = Readonly<Record<string, number>>
interface Line { topic: string; path: string; fr: (n: number) => string; en: (n: number) => string }
const many = (n: number, one: string, more: string): string => `${n} ${n > 1 ? more : one}`

/** What asks for a deed, the most pressing first; what merely informs stays on the screen. */
const lines: readonly Line[] = [
  { topic: 'overdue', path: '/', fr: (n) => many(n, 'engagement en retard', 'engagements en retard'), en: (n) => many(n, 'overdue commitment', 'overdue commitments') },
  { topic: 'contested', path: '/', fr: (n) => many(n, 'position contestée', 'positions contestées'), en: (n) => many(n, 'contested position', 'contested positions') },
  { topic: 'parked', path: '/reglages/courriels', fr: (n) => many(n, 'courriel à revoir', 'courriels à revoir'), en: (n) => many(n, 'e-mail that needs a look', 'e-mails that need a look') },
  { topic: 'dueSoon', path: '/', fr: (n) => many(n, 'engagement bientôt à échéance', 'engagements bientôt à échéance'), en: (n) => many(n, 'commitment due soon', 'commitments due soon') },
  { topic: 'toReview', path: '/', fr: (n) => many(n, 'suite donnée à réexaminer', 'suites données à réexaminer'), en: (n) => many(n, 'outcome to review', 'outcomes to review') },
  { topic: 'answersOwed', path: '/', fr: (n) => many(n, 'réponse due', 'réponses dues'), en: (n) => many(n, 'answer owed', 'answers owed') },
  { topic: 'missing', path: '/', fr: (n) => many(n, 'position manquante après une séance', 'positions manquantes après une séance'), en: (n) => many(n, 'position missing after a session', 'positions missing after a session') },
  { topic: 'unreviewed', path: '/', fr: (n) => many(n, 'rattachement ISO à relire', 'rattachements ISO à relire'), en: (n) => many(n, 'ISO tie to review', 'ISO ties to review') },
]

/** The lines of a digest, each with its place; a topic that this server does not count gives none. */
export const linesOf = (counts: Counts, locale: 'fr' | 'en'): PagePlace[] =>
  lines.flatMap(({ topic, path, ...words }) => {
    const n = counts[topic] ?? 0
    return n > 0 ? [{ label: words[locale](n), path }] : []
  })

const dayIn = (locale: string, day: string): string => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))

export const digestWords = {
  fr: { subject: (day: string) => `Convergence : ce qui vous attend, ${dayIn('fr-FR', day)}`, hello: (name: string) => `Bonjour ${name},\nvoici ce qui attend une action de votre part.`, open: 'Ouvrir Aujourd’hui', setting: 'Ce résumé part une fois par jour, seulement quand il y a quelque chose. Il se règle dans Réglages, Compte.' },
  en: { subject: (day: string) => `Convergence: what waits for you, ${dayIn('en-GB', day)}`, hello: (name: string) => `Hello ${name},\nthis waits for something from you.`, open: 'Open Today', setting: 'This digest leaves once a day, only when there is something. It is set in Settings, Account.' },
} as const
