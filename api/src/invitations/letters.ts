import type { Block, Locale } from '../mails/letter.ts'

/** What the letters say of a session. */
export interface LetterSession { title: string; aim: string; status: string; form: 'in_room' | 'online' | 'hybrid'; startsAt: Date; endsAt: Date | null; timeZone: string; place: string; seats: number | null; agenda: readonly { title: string; durationMinutes: number }[] }
/** To whom: the holder, and who is asked to speak for it. */
export interface LetterInvitee { stakeholderName: string; personName: string | null; role: 'participant' | 'observer' }
export interface Letter { subject: string; body: Block[] }

const tag = { fr: 'fr-FR', en: 'en-GB' } as const
const format = (at: Date, locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(tag[locale], { timeZone, ...options }).format(at)

/** "mardi 13 octobre 2026" */
export const dayText = (session: LetterSession, locale: Locale): string => {
  const text = format(session.startsAt, locale, session.timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return locale === 'fr' ? text.replace(/\b1 (?=\p{L})/u, '1er ') : text.replace(',', '')
}

/** "de 9 h 30 à 12 h, heure de Paris" */
export function hoursText(session: LetterSession, locale: Locale): string {
  const hour = (at: Date): string => {
    const text = format(at, locale, session.timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    return locale === 'fr' ? text.replace(/^0/, '').replace(':', ' h ').replace(/ h 00$/, ' h') : text
  }
  const zone = format(session.startsAt, locale, session.timeZone, { timeZoneName: 'longGeneric' }).split(/,? /).slice(1).join(' ').replace(/^\S*\d\S* ?/, '')
  const range = session.endsAt ? (locale === 'fr' ? `de ${hour(session.startsAt)} à ${hour(session.endsAt)}` : `${hour(session.startsAt)} to ${hour(session.endsAt)}`) : locale === 'fr' ? `à ${hour(session.startsAt)}` : `at ${hour(session.startsAt)}`
  return zone ? `${range} (${zone})` : range
}

const where = { fr: { in_room: 'En salle', online: 'En ligne', hybrid: 'En salle et en ligne' }, en: { in_room: 'In the room', online: 'Online', hybrid: 'In the room and online' } } as const
const placeText = (session: LetterSession, locale: Locale): string => [where[locale][session.form], session.place].filter(Boolean).join(locale === 'fr' ? ' : ' : ': ')

const facts = (session: LetterSession, locale: Locale): Block => ({ list: [`${dayText(session, locale)}, ${hoursText(session, locale)}`, placeText(session, locale)] })
const hello = (to: LetterInvitee, locale: Locale): string => (locale === 'fr' ? `Bonjour${to.personName ? ` ${to.personName}` : ''},` : `Dear ${to.personName ?? 'Sir or Madam'},`)
const quoted = (text: string, locale: Locale): string => (locale === 'fr' ? `« ${text} »` : `“${text}”`)

/** The rest of every letter with a link: the button, and whose it is. */
function answerBlocks(to: LetterInvitee, locale: Locale): Block[] {
  return locale === 'fr'
    ? [{ action: 'Voir l’invitation et répondre' }, `Ce lien répond au nom de ${quoted(to.stakeholderName, locale)}, sans compte ni mot de passe. Il est personnel : ne le transmettez pas.`]
    : [{ action: 'See the invitation and answer' }, `This link answers on behalf of ${quoted(to.stakeholderName, locale)}, without account or password. It is personal: please do not pass it on.`]
}

export function invitationLetter(session: LetterSession, to: LetterInvitee, locale: Locale): Letter {
  const fr = locale === 'fr'
  const asObserver = to.role === 'observer'
  const asked = fr ? `Nous convions ${quoted(to.stakeholderName, locale)} à la séance ${quoted(session.title, locale)}${asObserver ? ', en observateur' : ''}.` : `${quoted(to.stakeholderName, locale)} is invited to the session ${quoted(session.title, locale)}${asObserver ? ' as an observer' : ''}.`
  const agenda: Block[] = session.agenda.length === 0 ? [] : [{ heading: fr ? 'Ordre du jour' : 'Agenda' }, { list: session.agenda.map((item) => `${item.title} (${item.durationMinutes} min)`) }]
  const seats: Block[] = session.seats === null || asObserver ? [] : [fr ? `${session.seats} organisations peuvent s’inscrire ; au-delà, une liste d’attente est tenue dans l’ordre des inscriptions.` : `${session.seats} organisations can register; beyond that, a waiting list is kept in the order of registration.`]
  return { subject: fr ? `Invitation : ${session.title}, ${dayText(session, locale)}` : `Invitation: ${session.title}, ${dayText(session, locale)}`, body: [hello(to, locale), asked, facts(session, locale), ...(session.aim ? [session.aim] : []), ...agenda, ...answerBlocks(to, locale), ...seats] }
}

/** Time or place changed, or the session is planned again. */
export function changeLetter(session: LetterSession, to: LetterInvitee, locale: Locale): Letter {
  const fr = locale === 'fr'
  return {
    subject: fr ? `Changement : ${session.title}, ${dayText(session, locale)}` : `Change: ${session.title}, ${dayText(session, locale)}`,
    body: [hello(to, locale), fr ? `La séance ${quoted(session.title, locale)} a changé. Voici où et quand elle se tient désormais :` : `The session ${quoted(session.title, locale)} has changed. This is where and when it now takes place:`, facts(session, locale), fr ? 'Votre réponse reste enregistrée ; changez-la si vous n’êtes plus disponible. Le fichier joint met votre agenda à jour.' : 'Your answer stands; change it if you are no longer free. The attached file updates your calendar.', ...answerBlocks(to, locale)],
  }
}

export function cancellationLetter(session: LetterSession, to: LetterInvitee, locale: Locale): Letter {
  const fr = locale === 'fr'
  return {
    subject: fr ? `Annulée : ${session.title}, ${dayText(session, locale)}` : `Cancelled: ${session.title}, ${dayText(session, locale)}`,
    body: [hello(to, locale), fr ? `La séance ${quoted(session.title, locale)} du ${dayText(session, locale)} n’aura pas lieu.` : `The session ${quoted(session.title, locale)} on ${dayText(session, locale)} will not take place.`, fr ? 'Le fichier joint la retire de votre agenda.' : 'The attached file takes it out of your calendar.'],
  }
}

export function seatFreeLetter(session: LetterSession, to: LetterInvitee, locale: Locale): Letter {
  const fr = locale === 'fr'
  return {
    subject: fr ? `Une place est à vous : ${session.title}, ${dayText(session, locale)}` : `You have a seat: ${session.title}, ${dayText(session, locale)}`,
    body: [hello(to, locale), fr ? `Une place s’est libérée : ${quoted(to.stakeholderName, locale)} quitte la liste d’attente, et son inscription à la séance ${quoted(session.title, locale)} est confirmée.` : `A seat has become free: ${quoted(to.stakeholderName, locale)} has left the waiting list and is registered for the session ${quoted(session.title, locale)}.`, facts(session, locale), fr ? 'Si vous ne pouvez plus venir, dites-le : la place ira à qui attend.' : 'If you can no longer come, please say so: the seat goes to whoever waits.', ...answerBlocks(to, locale)],
  }
}

export function lapsedProxyLetter(session: LetterSession, to: LetterInvitee, proxyName: string, locale: Locale): Letter {
  const fr = locale === 'fr'
  return {
    subject: fr ? `Votre pouvoir ne tient plus : ${session.title}, ${dayText(session, locale)}` : `Your proxy has lapsed: ${session.title}, ${dayText(session, locale)}`,
    body: [hello(to, locale), fr ? `${quoted(proxyName, locale)}, à qui ${quoted(to.stakeholderName, locale)} avait donné pouvoir, ne viendra pas. Dites si vous venez, ou à qui vous donnez pouvoir maintenant.` : `${quoted(proxyName, locale)}, to whom ${quoted(to.stakeholderName, locale)} had given its proxy, will not come. Please say whether you will come, or to whom you give your proxy now.`, facts(session, locale), ...answerBlocks(to, locale)],
  }
}
