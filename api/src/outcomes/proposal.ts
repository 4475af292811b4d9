import type { schema } from '@convergence/db'

type Kind = (typeof schema.outcomeKind.enumValues)[number]
export type Locale = 'fr' | 'en'

/** What the proposal is made from; days are YYYY-MM-DD. Internal notes are no part of it. */
export interface ProposalInput {
  title: string
  pointStatement: string
  kind: Kind
  statement: string
  reason: string
  decidedBy: string
  decidedOn: string
  reviewOn: string | null
  commitments: readonly { statement: string; owner: string; dueOn: string | null }[]
}

const kinds: Record<Locale, Record<Kind, string>> = {
  fr: { retained: 'Ce que vous avez dit est retenu.', partly_retained: 'Ce que vous avez dit est retenu en partie.', not_retained: 'La proposition n’est pas retenue.', deferred: 'La décision est reportée.' },
  en: { retained: 'What was proposed is retained.', partly_retained: 'What was proposed is retained in part.', not_retained: 'The proposal is not retained.', deferred: 'The decision is deferred.' },
}

const dayIn = (day: string, locale: Locale): string => new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`)).replace(/^1 (?=\p{L})/u, locale === 'fr' ? '1er ' : '1 ')

const ended = (sentence: string): string => (/[.!?…]$/.test(sentence.trim()) ? sentence.trim() : `${sentence.trim()}.`)

/** The letter to a contributor, paragraphs parted by an empty line. Pure. */
export function proposeAnswer(input: ProposalInput, locale: Locale): { subject: string; text: string } {
  return locale === 'fr' ? french(input) : english(input)
}

function french(i: ProposalInput): { subject: string; text: string } {
  const promised = i.commitments.map((c) => `– ${c.statement.trim().replace(/\.$/, '')} (${c.owner}${c.dueOn ? `, d’ici le ${dayIn(c.dueOn, 'fr')}` : ''})`)
  return {
    subject: `Suite donnée à « ${i.title} »`,
    text: paragraphs([
      'Bonjour,',
      `Vous avez pris position sur « ${i.title} » : ${ended(i.pointStatement)}`,
      `${kinds.fr[i.kind]} ${ended(i.statement)} (${i.decidedBy}, le ${dayIn(i.decidedOn, 'fr')})`,
      i.reason ? `Pourquoi : ${ended(i.reason)}` : '',
      promised.length > 0 ? `Ce à quoi nous nous engageons :\n${promised.join('\n')}` : '',
      i.reviewOn ? `Nous y reviendrons le ${dayIn(i.reviewOn, 'fr')}.` : '',
      'Merci d’y avoir contribué. Une question, un désaccord : répondez à ce message.',
    ]),
  }
}

function english(i: ProposalInput): { subject: string; text: string } {
  const promised = i.commitments.map((c) => `– ${c.statement.trim().replace(/\.$/, '')} (${c.owner}${c.dueOn ? `, by ${dayIn(c.dueOn, 'en')}` : ''})`)
  return {
    subject: `What became of “${i.title}”`,
    text: paragraphs([
      'Hello,',
      `You took a position on “${i.title}”: ${ended(i.pointStatement)}`,
      `${kinds.en[i.kind]} ${ended(i.statement)} (${i.decidedBy}, ${dayIn(i.decidedOn, 'en')})`,
      i.reason ? `Why: ${ended(i.reason)}` : '',
      promised.length > 0 ? `What we commit to:\n${promised.join('\n')}` : '',
      i.reviewOn ? `We will look at it again on ${dayIn(i.reviewOn, 'en')}.` : '',
      'Thank you for your contribution. A question, a disagreement: answer this message.',
    ]),
  }
}

const paragraphs = (parts: readonly string[]): string => parts.filter(Boolean).join('\n\n')
