import type { Block, Locale } from '../mails/letter.ts'

interface Told {
  holder: { name: string; /** When the last mail with a link left: the next one is a reminder. */ writtenAt: Date | null }
  session: { title: string; startsAt: Date; timeZone: string }
  link: { expiresAt: Date }
  locale: Locale
}

const dayIn = (locale: Locale, timeZone: string) => (at: Date): string => {
  const text = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', { dateStyle: 'long', timeZone }).format(at)
  return locale === 'fr' ? text.replace(/^1 /, '1er ') : text
}

/** The mail that asks a holder to read what was recorded in its name; the second says that it is a reminder, and that its link replaces the first. */
export function confirmationLetter({ holder, session, link, locale }: Told): { locale: Locale; subject: string; body: Block[] } {
  const day = dayIn(locale, session.timeZone)
  const again = holder.writtenAt !== null
  return { locale, ...(locale === 'fr' ? french : english)({ name: holder.name, title: session.title, held: day(session.startsAt), until: day(link.expiresAt), again }) }
}

interface Words { name: string; title: string; held: string; until: string; again: boolean }

const french = ({ name, title, held, until, again }: Words): { subject: string; body: Block[] } => ({
  subject: `${again ? 'Rappel : vos' : 'Vos'} positions à la séance du ${held}, à relire`,
  body: [
    'Bonjour,',
    `Voici ce qui a été consigné au nom de « ${name} » à la séance « ${title} » du ${held}. Vous pouvez le confirmer, le corriger ou le contester, sans créer de compte.`,
    ...(again ? ['Nous vous avons déjà écrit à ce sujet. Le lien ci-dessous remplace le précédent ; vos réponses déjà données sont gardées.'] : []),
    { action: 'Relire mes positions' },
    `Ce lien est personnel et vaut jusqu’au ${until}. Une position contestée n’est comptée ni pour ni contre tant qu’elle n’est pas corrigée.`,
  ],
})

const english = ({ name, title, held, until, again }: Words): { subject: string; body: Block[] } => ({
  subject: `${again ? 'Reminder: your' : 'Your'} positions at the session of ${held}, to check`,
  body: [
    'Hello,',
    `This is what was recorded in the name of “${name}” at the session “${title}” of ${held}. You can confirm, correct or contest it, without making an account.`,
    ...(again ? ['We wrote to you about this before. The link below replaces the earlier one; the answers that you gave are kept.'] : []),
    { action: 'Check my positions' },
    `This link is personal and works until ${until}. A contested position counts neither for nor against until it is corrected.`,
  ],
})
