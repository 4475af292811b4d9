import type { PagePlace } from '../mails/letter.ts'
import type { Topic } from '../today/topics.ts'

const FROM_HOUR = 7
const TO_HOUR = 12

/** The day YYYY-MM-DD in Paris when its digest is due, between seven and noon; null outside: a digest in the evening helps nobody. */
export function isDigestTime(now: Date): string | null {
  const [day = '', hour = ''] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' }).format(now).split(' ')
  return Number(hour) >= FROM_HOUR && Number(hour) < TO_HOUR ? day : null
}

/** What a digest may tell: every topic of Today, the mails that wait for a person, and the reader's own tasks. */
export type DigestTopic = Topic | 'parked' | 'myTasks'
interface Line { path: string; fr: (n: number) => string; en: (n: number) => string }

const many = (one: string, more: string) => (n: number): string => `${n} ${n > 1 ? more : one}`
/** The rows of a topic, open beside Today. */
const rowsOf = (topic: Topic): string => `/?fiche=today:${topic}`

/** What asks for a deed, the most pressing first; null for what merely informs and stays on the screen. Every topic is decided on here. */
const lines: Readonly<Record<DigestTopic, Line | null>> = {
  myTasks: { path: '/', fr: many('tâche à faire cette semaine, ou en retard', 'tâches à faire cette semaine, ou en retard'), en: many('task to do this week, or overdue', 'tasks to do this week, or overdue') },
  commitmentOverdue: { path: '/convergences/engagements?f.commitmentLate=true', fr: many('engagement en retard', 'engagements en retard'), en: many('overdue commitment', 'overdue commitments') },
  contested: { path: rowsOf('contested'), fr: many('position contestée', 'positions contestées'), en: many('contested position', 'contested positions') },
  parked: { path: '/reglages/courriels', fr: many('courriel à revoir', 'courriels à revoir'), en: many('e-mail that needs a look', 'e-mails that need a look') },
  answerOwed: { path: '/convergences/reponses', fr: many('réponse due', 'réponses dues'), en: many('answer owed', 'answers owed') },
  outcomeReview: { path: rowsOf('outcomeReview'), fr: many('suite donnée à revoir', 'suites données à revoir'), en: many('outcome to review', 'outcomes to review') },
  toVerify: { path: rowsOf('toVerify'), fr: many('engagement dit tenu, à faire vérifier', 'engagements dits tenus, à faire vérifier'), en: many('commitment said to be kept, to be verified', 'commitments said to be kept, to be verified') },
  commitmentDue: { path: rowsOf('commitmentDue'), fr: many('engagement à tenir sous 30 jours', 'engagements à tenir sous 30 jours'), en: many('commitment due within 30 days', 'commitments due within 30 days') },
  missing: { path: rowsOf('missing'), fr: many('position manquante après une séance', 'positions manquantes après une séance'), en: many('position missing after a session', 'positions missing after a session') },
  unreviewed: { path: rowsOf('unreviewed'), fr: many('rattachement ISO à relire', 'rattachements ISO à relire'), en: many('ISO tie to review', 'ISO ties to review') },
  activityBehind: { path: rowsOf('activityBehind'), fr: many('action de dialogue en retard sur son plan', 'actions de dialogue en retard sur leur plan'), en: many('dialogue activity behind its plan', 'dialogue activities behind their plan') },
  // The reader's own are told above.
  taskLate: null,
  overSolicited: null,
  termEnding: { path: '/dialogue/instances', fr: many('mandat d’instance à renouveler', 'mandats d’instance à renouveler'), en: many('term in a body to renew', 'terms in bodies to renew') },
  evaluationToClose: { path: rowsOf('evaluationToClose'), fr: many('évaluation à clore', 'évaluations à clore'), en: many('evaluation to close', 'evaluations to close') },
  evaluationToOpen: { path: rowsOf('evaluationToOpen'), fr: many('séance à faire évaluer', 'séances à faire évaluer'), en: many('session to have evaluated', 'sessions to have evaluated') },
  valueDue: { path: '/rapport/collecte', fr: many('valeur d’indicateur attendue', 'valeurs d’indicateurs attendues'), en: many('indicator value awaited', 'indicator values awaited') },
  valueToValidate: { path: rowsOf('valueToValidate'), fr: many('valeur d’indicateur à valider', 'valeurs d’indicateurs à valider'), en: many('indicator value to validate', 'indicator values to validate') },
  watchReview: { path: rowsOf('watchReview'), fr: many('élément de veille à revoir', 'éléments de veille à revoir'), en: many('watch item to review', 'watch items to review') },
  progressLate: { path: rowsOf('progressLate'), fr: many('action de progrès en retard', 'actions de progrès en retard'), en: many('late progress action', 'late progress actions') },
  unconfirmed: null,
  commitmentStuck: null,
  emerging: null,
  silent: null,
  neverMet: null,
  withoutMandate: null,
  bodyBehind: null,
  skillLapsing: null,
}

/** The lines of a digest, each with its place. */
export const linesOf = (counts: Readonly<Partial<Record<DigestTopic, number>>>, locale: 'fr' | 'en'): PagePlace[] =>
  (Object.keys(lines) as DigestTopic[]).flatMap((topic) => {
    const [line, n] = [lines[topic], counts[topic] ?? 0]
    return line && n > 0 ? [{ label: line[locale](n), path: line.path }] : []
  })

const dayIn = (locale: string, day: string): string => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))

export const digestWords = {
  fr: { subject: (day: string) => `Convergence : ce qui vous attend, ${dayIn('fr-FR', day)}`, hello: (name: string) => `Bonjour ${name},\nvoici ce qui attend une action de votre part.`, open: 'Ouvrir Aujourd’hui', setting: 'Ce résumé part une fois par jour, seulement quand il y a quelque chose. Il se règle dans Réglages, Compte.' },
  en: { subject: (day: string) => `Convergence: what waits for you, ${dayIn('en-GB', day)}`, hello: (name: string) => `Hello ${name},\nthis waits for something from you.`, open: 'Open Today', setting: 'This digest leaves once a day, only when there is something. It is set in Settings, Account.' },
} as const
