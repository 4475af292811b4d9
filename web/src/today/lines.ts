import type { Round } from '../rounds/store.ts'
import type { Today, Topic } from './store.ts'

/** One line of a column: a sentence with its figure, and where a click leads. */
export interface Line {
  /** Its sentence: `today.line.<key>`, its hint: `today.hint.<key>`, or `today.hint.<hint>`. */
  key: string
  hint?: string
  n: number
  /** The denominator of `n`, where it has one. */
  of?: number
  /** Rows shown in the drawer, or a place of its own. */
  topic?: Topic
  path?: string
  query?: Record<string, string>
  /** The part of the place to go to, with its #. */
  hash?: string
  /** The session, file or area that the sentence names. */
  name?: string
  at?: string
  fictional?: boolean
}

type Can = (action: string) => boolean

const some = (line: Line): Line[] => (line.n > 0 ? [line] : [])

const emerging = (today: Today, key: 'emerging' | 'noticed'): Line[] => some({ key, n: today.counts.emerging, path: '/registre', query: { 'f.status': 'emerging' } })

/** One session has them all: its panel is one click away. With more, the rows lead to each. */
function unconfirmed({ counts, unconfirmed: [first, ...more] }: Today, can: Can): Line {
  const one = first && more.length === 0 && first.positions === counts.unconfirmed && can('confirmations:ask')
  return { key: 'unconfirmed', n: counts.unconfirmed, ...(one ? { path: `/dialogue/seances/${first.sessionId}`, hash: '#confirmations' } : { topic: 'unconfirmed' }) }
}

/** What this person may do something about, the most urgent first. */
export function todoLines(today: Today, can: Can): Line[] {
  const { counts } = today
  return [
    ...(can('positions:write') ? today.missing.map((m): Line => ({ key: 'missing', n: m.holders, path: `/dialogue/seances/${m.sessionId}/saisie`, name: m.title, at: m.startsAt, fictional: m.fictional })) : []),
    ...(can('positions:write') ? some({ key: 'contested', n: counts.contested, topic: 'contested' }) : []),
    ...(can('commitments:write') ? [...some({ key: 'commitmentOverdue', n: counts.commitmentOverdue, path: '/convergences/engagements', query: { 'f.commitmentLate': 'true' } }), ...some({ key: 'answerOwed', n: counts.answerOwed, path: '/convergences/reponses' }), ...some({ key: 'outcomeReview', n: counts.outcomeReview, topic: 'outcomeReview' }), ...some({ key: 'toVerify', n: counts.toVerify, topic: 'toVerify' })] : []),
    ...(can('activities:write') ? [...some({ key: 'activityBehind', n: counts.activityBehind, topic: 'activityBehind' }), ...some({ key: 'taskLate', n: counts.taskLate, topic: 'taskLate' })] : []),
    ...(can('evaluations:write') ? [...some({ key: 'evaluationToClose', n: counts.evaluationToClose, topic: 'evaluationToClose' }), ...some({ key: 'evaluationToOpen', n: counts.evaluationToOpen, topic: 'evaluationToOpen' })] : []),
    ...(can('indicators:write') ? some({ key: 'valueToValidate', n: counts.valueToValidate, topic: 'valueToValidate' }) : []),
    ...(can('indicators:give') ? some({ key: 'valueDue', n: counts.valueDue, path: '/rapport/collecte' }) : []),
    ...(can('watch:decide') ? some({ key: 'watchReview', n: counts.watchReview, topic: 'watchReview' }) : []),
    ...today.imports.map((file): Line => ({ key: 'import', n: file.rowCount, path: '/registre/import', query: { lot: file.id }, name: file.fileName, at: file.updatedAt })),
    ...(can('stakeholders:write') ? emerging(today, 'emerging') : []),
    ...(can('positions:confirm') ? some(unconfirmed(today, can)) : []),
    ...(can('iso-ties:review') ? some({ key: 'unreviewed', n: counts.unreviewed, of: today.figures.isoTies, topic: 'unreviewed' }) : []),
  ]
}

/** Days before the end of the time to tell somebody from which it is said here (P-03). */
export const NOTICE_DAYS = 10

/** People to tell: those whose time is over, then those whose time ends within ten days of `today`, YYYY-MM-DD. */
export function noticeLines(due: { items: readonly { dueOn: string; state: 'due' | 'overdue' }[]; overdue: number }, today: string): Line[] {
  const limit = new Date(Date.parse(today) + NOTICE_DAYS * 86_400_000).toISOString().slice(0, 10)
  const path = '/reglages/donnees'
  return [...some({ key: 'noticeOverdue', n: due.overdue, path }), ...some({ key: 'noticeDue', n: due.items.filter((one) => one.state === 'due' && one.dueOn <= limit).length, path })]
}

/** The rounds that wait for this person's answers, those to which they were recalled first. */
export const scoringLines = (rounds: readonly Round[]): Line[] =>
  rounds
    .toSorted((a, b) => Number(Boolean(b.mine?.remindedAt)) - Number(Boolean(a.mine?.remindedAt)) || (a.closesAt ?? '9').localeCompare(b.closesAt ?? '9'))
    .flatMap((round) => (round.mine ? [{
      key: 'score', hint: round.closesAt ? (round.mine.remindedAt ? 'scoreReminded' : 'score') : 'scoreEndless', n: round.mine.expected - round.mine.answered, path: `/registre/campagnes/${round.id}/coter`, name: round.title, fictional: round.fictional,
      ...(round.closesAt ? { at: round.closesAt } : {}),
    }] : []))

/** What nobody has to do today, and somebody should keep an eye on; `apart` counts the points whose holders came apart. */
export function watchLines(today: Today, can: Can, apart: number): Line[] {
  const { counts, figures } = today
  return [
    ...some({ key: 'apart', n: apart, path: '/convergences', query: { tri: 'movement' } }),
    ...(can('positions:write') ? [] : some({ key: 'contested', n: counts.contested, topic: 'contested' })),
    ...(can('commitments:write') ? [] : some({ key: 'commitmentOverdue', n: counts.commitmentOverdue, topic: 'commitmentOverdue' })),
    ...(can('activities:write') ? [] : some({ key: 'activityBehind', n: counts.activityBehind, topic: 'activityBehind' })),
    ...some({ key: 'overSolicited', n: counts.overSolicited, path: '/dialogue/sollicitation', query: { etat: 'over' } }),
    ...some({ key: 'commitmentStuck', n: counts.commitmentStuck, topic: 'commitmentStuck' }),
    ...some({ key: 'commitmentDue', n: counts.commitmentDue, topic: 'commitmentDue' }),
    ...(can('commitments:write') ? [] : some({ key: 'answerOwed', n: counts.answerOwed, topic: 'answerOwed' })),
    ...some({ key: 'progressLate', n: counts.progressLate, topic: 'progressLate' }),
    ...(can('watch:decide') ? [] : some({ key: 'watchReview', n: counts.watchReview, topic: 'watchReview' })),
    ...some({ key: 'silent', n: counts.silent, topic: 'silent' }),
    ...some({ key: 'blind', n: figures.areasBlind, of: figures.areas, path: '/rapport/couverture' }),
    ...some({ key: 'withoutMandate', n: counts.withoutMandate, of: figures.organisations, topic: 'withoutMandate' }),
    ...some({ key: 'neverMet', n: counts.neverMet, of: figures.organisations, topic: 'neverMet' }),
    ...(can('stakeholders:write') ? [] : emerging(today, 'noticed')),
    ...some({ key: 'termEnding', n: counts.termEnding, path: '/dialogue/instances' }),
    ...some({ key: 'bodyBehind', n: counts.bodyBehind, path: '/dialogue/instances' }),
    ...some({ key: 'skillLapsing', n: counts.skillLapsing, path: '/dialogue/formations', query: { onglet: 'competences', etat: 'lapsing' } }),
  ]
}

/** The first name, or the whole name of what is no person. */
export const callName = (name: string): string => (/^(système|system|service|api)\b/i.test(name) ? name : (name.split(' ')[0] ?? name))

/** Key of the greeting at an hour of the day, 0–23: `today.hello.<key>`. */
export const greetingOf = (hour: number): 'day' | 'evening' => (hour >= 18 || hour < 4 ? 'evening' : 'day')
