import { expect } from '@playwright/test'
import ICAL from 'ical.js'
import { openMailServer, type Received } from '../../../api/src/mails/testing.ts'

type Mail = Received['mail']

/** A real mail server, and the letters that it took. */
export async function openMailbox() {
  const { url, received, close } = await openMailServer()
  const to = (address: string, subject: RegExp): Mail[] => received.filter((one) => one.to.includes(address) && subject.test(one.mail.subject ?? '')).map((one) => one.mail)
  return {
    url, close, to,
    /** How many letters with such a subject have come. */
    count: (subject: RegExp): number => received.filter((one) => subject.test(one.mail.subject ?? '')).length,
    /** The one letter to an address; waits until it comes. */
    letter: async (address: string, subject: RegExp): Promise<Mail> => {
      await expect.poll(() => to(address, subject).length, { message: `a letter to ${address}`, timeout: 60_000 }).toBe(1)
      return to(address, subject)[0] as Mail
    },
  }
}

/** The private link of a letter; its secret stands behind the #, and nowhere else. */
export function linkIn(mail: Mail, path: string): string {
  const found = new RegExp(`http://127\\.0\\.0\\.1:\\d+${path}#([\\w-]{20,})`).exec(mail.text ?? '')
  expect(found, mail.text ?? 'no text').not.toBeNull()
  expect(String(mail.html)).toContain(found?.[0])
  return found?.[0] ?? ''
}

/** The one event of the calendar file of a letter. */
export function eventIn(mail: Mail): ICAL.Event {
  const file = mail.attachments.find((one) => one.contentType === 'text/calendar')
  const calendar = new ICAL.Component(ICAL.parse(file?.content.toString('utf8') ?? ''))
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  const events = calendar.getAllSubcomponents('vevent')
  expect(events).toHaveLength(1)
  return new ICAL.Event(events[0])
}
