import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { calendarOf, methodOf, type SessionForCalendar } from './session-file.ts'

const session: SessionForCalendar = {
  id: '018f0000-0000-7000-8000-000000000001', title: 'Séance « santé, mutuelle ; avenir » \\ très long intitulé qui dépasse la largeur d’une ligne de calendrier', aim: 'Ligne 1\nLigne 2, avec virgule', status: 'planned',
  startsAt: new Date('2026-10-24T12:30:00Z'), endsAt: new Date('2026-10-25T13:00:00Z'), timeZone: 'Europe/Paris', place: 'Maison des associations, 6 cours des Alliés, Rennes', videoUrl: 'https://visio.example.org/salle?a=1;b=2', calendarSequence: 3, updatedAt: new Date('2026-09-01T08:00:00Z'),
}
const options = { locale: 'fr', url: 'https://dialogue.example.org/invitation', organiser: 'Convergence <dialogue@example.org>', attendee: { name: 'Claire, Élégante', address: 'claire@example.org' } } as const
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const event = calendar.getFirstSubcomponent('vevent')
  if (!event) throw new Error('no event')
  return { calendar, event: new ICAL.Event(event), raw: event }
}

describe('the calendar file of a session', () => {
  it('is read by another library with the same title, place, text, sequence and instants, over a change to winter time', () => {
    const { calendar, event, raw } = read(calendarOf(session, options))
    expect(event.uid).toBe(`${session.id}@convergence`)
    expect([event.summary, event.location, event.sequence]).toEqual([session.title, session.place, 3])
    expect(event.description).toBe(`${session.aim}\n\nVisioconférence : ${session.videoUrl}\n\nDétails : ${options.url}`)
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone') as InstanceType<typeof ICAL.Component>)
    expect(zone.tzid).toBe('Europe/Paris')
    const instant = (time: InstanceType<typeof ICAL.Time>) => Object.assign(time.clone(), { zone }).toJSDate().toISOString()
    expect([instant(event.startDate), instant(event.endDate)]).toEqual([session.startsAt.toISOString(), session.endsAt?.toISOString()])
    expect(event.startDate.toString()).toBe('2026-10-24T14:30:00')
    expect(event.endDate.toString()).toBe('2026-10-25T14:00:00')
    expect([calendar.getFirstPropertyValue('method'), raw.getFirstPropertyValue('status'), raw.getFirstPropertyValue('url')]).toEqual(['REQUEST', 'CONFIRMED', options.url])
    expect(raw.getFirstProperty('attendee')?.getFirstParameter('cn')).toBe('Claire, Élégante')
    expect(raw.getFirstPropertyValue('organizer')).toBe('mailto:dialogue@example.org')
  })

  it('ends its lines with CRLF and folds them at 75 octets, whole characters together', () => {
    const text = calendarOf(session, options)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
  })

  it('takes a cancelled session out of the calendar under the same UID, and asks for nothing where nobody is invited', () => {
    const cancelled = { ...session, status: 'cancelled' as const, calendarSequence: 4 }
    const { calendar, event, raw } = read(calendarOf(cancelled, options))
    expect([methodOf(cancelled), calendar.getFirstPropertyValue('method'), raw.getFirstPropertyValue('status'), event.uid, event.sequence]).toEqual(['CANCEL', 'CANCEL', 'CANCELLED', `${session.id}@convergence`, 4])
    expect(read(calendarOf(session, { locale: 'en', url: options.url })).calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
  })

  it('keeps two hours free where the end is not known, in any zone', () => {
    const { event } = read(calendarOf({ ...session, endsAt: null, timeZone: 'America/Cayenne' }, options))
    expect([event.startDate.toString(), event.endDate.toString()]).toEqual(['2026-10-24T09:30:00', '2026-10-24T11:30:00'])
  })

  it('keeps a name with quotation marks a name: it adds no parameter and no line', () => {
    const { raw } = read(calendarOf(session, { ...options, attendee: { name: 'Ann";ROLE=CHAIR;X="y\\', address: 'ann@example.org' } }))
    const attendee = raw.getFirstProperty('attendee')
    expect([attendee?.getFirstParameter('cn'), attendee?.getFirstParameter('role'), attendee?.getFirstParameter('x')]).toEqual(["Ann';ROLE=CHAIR;X='y", 'REQ-PARTICIPANT', undefined])
  })
})

const t = useTestApp()

describe('GET /sessions/{id}/calendar.ics', () => {
  it('grows its SEQUENCE when time, place, video link or being cancelled change, and not otherwise', async () => {
    const staff = await t.as('staff')
    const url = `sessions/${demoId('session', 'seance-suivante')}`
    const sequence = async () => read((await staff.get(`${url}/calendar.ics`)).body).event.sequence
    const version = async () => (await staff.get(url)).json<{ version: number }>().version
    const before = await sequence()
    const seen: number[] = []
    for (const patch of [{ place: 'Ailleurs' }, { place: 'Ailleurs' }, { aim: 'Autre but' }, { startsAt: '2199-01-01T09:00:00Z', endsAt: '2199-01-01T11:00:00Z' }, { status: 'cancelled' }, { status: 'planned' }, { endsAt: null }]) {
      expect((await staff.patch(url, patch, { ifMatch: await version() })).statusCode).toBe(200)
      seen.push((await sequence()) - before)
    }
    expect(seen).toEqual([1, 1, 1, 2, 3, 4, 5])
    const answer = await staff.get(`${url}/calendar.ics`)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="2026-\d{5}\.ics"$/)
  })
})
