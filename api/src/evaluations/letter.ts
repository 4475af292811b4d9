import type { Block, Locale } from '../mails/letter.ts'

interface Told { subject: { title: string; startsAt: Date | null; timeZone: string }; closesAt: Date | null; again: boolean; locale: Locale }

const dayIn = (locale: Locale, timeZone: string) => (at: Date): string => {
  const text = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', { dateStyle: 'long', timeZone }).format(at)
  return locale === 'fr' ? text.replace(/^1 /, '1er ') : text
}

/** The mail that asks somebody who attended what they thought of it. */
export function evaluationLetter({ subject, closesAt, again, locale }: Told): { locale: Locale; subject: string; body: Block[] } {
  const day = dayIn(locale, subject.timeZone)
  const words = { title: subject.title, held: subject.startsAt ? day(subject.startsAt) : null, until: closesAt ? day(closesAt) : null, again }
  return { locale, ...(locale === 'fr' ? french : english)(words) }
}

interface Words { title: string; held: string | null; until: string | null; again: boolean }

const french = ({ title, held, until, again }: Words): { subject: string; body: Block[] } => ({
  subject: `${again ? 'Rappel : votre' : 'Votre'} avis sur « ${title} »`,
  body: [
    'Bonjour,',
    held ? `Vous étiez à la séance « ${title} » du ${held}. Qu’en avez-vous pensé ? Répondre prend trois minutes, sans créer de compte.` : `Vous avez pris part au dialogue « ${title} ». Qu’en avez-vous pensé ? Répondre prend trois minutes, sans créer de compte.`,
    ...(again ? ['Nous vous avons déjà écrit à ce sujet. Le lien ci-dessous remplace le précédent.'] : []),
    { action: 'Donner mon avis' },
    'Vos réponses sont anonymes : nous savons que vous avez répondu, pas ce que vous avez répondu. Les résultats ne sont lus qu’une fois la consultation close, et jamais pour moins de cinq réponses.',
    until ? `Ce lien est personnel, sert une fois et vaut jusqu’au ${until}.` : 'Ce lien est personnel et sert une fois.',
  ],
})

const english = ({ title, held, until, again }: Words): { subject: string; body: Block[] } => ({
  subject: `${again ? 'Reminder: your' : 'Your'} opinion on “${title}”`,
  body: [
    'Hello,',
    held ? `You attended the session “${title}” of ${held}. What did you think of it? Answering takes three minutes, without making an account.` : `You took part in the dialogue “${title}”. What did you think of it? Answering takes three minutes, without making an account.`,
    ...(again ? ['We wrote to you about this before. The link below replaces the earlier one.'] : []),
    { action: 'Give my opinion' },
    'Your answers are anonymous: we know that you answered, not what you answered. Results are read only once it is closed, and never for fewer than five answers.',
    until ? `This link is personal, serves once and works until ${until}.` : 'This link is personal and serves once.',
  ],
})
