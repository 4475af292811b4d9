import { describe, expect, it } from 'vitest'
import { letterOf } from '../mails/letter.ts'
import { cancellationLetter, changeLetter, dayText, hoursText, invitationLetter, lapsedProxyLetter, type LetterSession, seatFreeLetter } from './letters.ts'

const session: LetterSession = { title: 'Quatrième séance', aim: 'Ce qui reste ouvert.', status: 'planned', form: 'hybrid', startsAt: new Date('2026-12-01T08:30:00Z'), endsAt: new Date('2026-12-01T11:00:00Z'), timeZone: 'Europe/Paris', place: 'Rennes', seats: 12, agenda: [{ title: 'Accueil', durationMinutes: 15 }] }
const to = { stakeholderName: 'Aidants Debout', personName: 'Hélory Vannier', role: 'participant' as const }
const textOf = (letter: { subject: string; body: Parameters<typeof letterOf>[0]['body'] }, locale: 'fr' | 'en' = 'fr') => letterOf({ locale, ...letter, optOut: false }).text

describe('dates in letters', () => {
  it('are said where the session is held, as people say them', () => {
    expect(dayText(session, 'fr')).toBe('mardi 1er décembre 2026')
    expect(dayText(session, 'en')).toBe('Tuesday 1 December 2026')
    expect(hoursText(session, 'fr')).toMatch(/^de 9 h 30 à 12 h \(.*(?:Paris|France|Europe).*\)$/)
    expect(hoursText({ ...session, endsAt: null, timeZone: 'America/Cayenne' }, 'fr')).toMatch(/^à 5 h 30 \(.*Guyane.*\)$/)
  })
})

describe('letters', () => {
  it('invite with when, where, why, the agenda, the link and how seats are kept', () => {
    const text = textOf(invitationLetter(session, to, 'fr'))
    for (const part of ['Bonjour Hélory Vannier,', '« Aidants Debout »', 'mardi 1er décembre 2026', 'En salle et en ligne : Rennes', 'Ce qui reste ouvert.', '- Accueil (15 min)', '{{link}}', '12 organisations']) expect(text).toContain(part)
    expect(textOf(invitationLetter(session, { ...to, role: 'observer', personName: null }, 'fr'))).not.toContain('12 organisations')
  })

  it.each([
    ['a change', changeLetter(session, to, 'fr'), true],
    ['a freed seat', seatFreeLetter(session, to, 'fr'), true],
    ['a lapsed proxy', lapsedProxyLetter(session, to, 'Institut Lumen', 'fr'), true],
    ['a cancellation', cancellationLetter(session, to, 'fr'), false],
  ])('%s has its link only where there is something to answer', (_, letter, linked) => {
    expect(textOf(letter).includes('{{link}}')).toBe(linked)
    expect(letter.subject).toContain('Quatrième séance, mardi 1er décembre 2026')
  })

  it('are whole in English too', () => {
    for (const letter of [invitationLetter(session, to, 'en'), changeLetter(session, to, 'en'), cancellationLetter(session, to, 'en'), seatFreeLetter(session, to, 'en'), lapsedProxyLetter(session, to, 'Lumen', 'en')]) expect(textOf(letter, 'en')).not.toMatch(/séance «|Bonjour|à la|décembre/)
  })
})
