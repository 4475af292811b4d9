import { expect, type Page } from '@playwright/test'
import type { House } from './house.ts'
import { eventIn, linkIn } from './mailbox.ts'
import { addressOf, apologises, internal, invited, points, registers, speakerOf } from './script.ts'

export interface Point { id: string; versionId: string }
export interface Prepared { sessionId: string; title: string; startsAt: Date; points: Point[]; stakeholders: Map<string, string> }

const TITLE = 'Forum du grand chantier'
const MINUTE_MS = 60_000

/** The register, the points, a template with them, and a session made from it that begins in a quarter of an hour. */
export async function prepare({ staff, own }: House): Promise<Prepared> {
  const perimeterId = (await staff.read<{ items: { id: string; kind: string }[] }>('perimeters')).items.find((p) => p.kind === 'national')?.id
  const stakeholders = new Map<string, string>()
  for (const name of invited) {
    const organisation = await staff.send<{ id: string }>('stakeholders', { name, kind: 'organisation', perimeterId, internalNote: internal })
    const person = await staff.send<{ id: string }>('stakeholders', { name: speakerOf(name), kind: 'person', perimeterId })
    await staff.send('mandates', { personId: person.id, organisationId: organisation.id, role: 'Déléguée', email: addressOf(name), spokesperson: true, startOn: '2024' })
    stakeholders.set(name, organisation.id)
  }
  const made: Point[] = []
  for (const point of points) {
    const row = await own.send<{ id: string; currentVersion: { id: string } }>('points', { ...point, perimeterId, internalNote: internal })
    made.push({ id: row.id, versionId: row.currentVersion.id })
  }
  const items = points.map((point, i) => ({ title: point.title, aim: 'consult', durationMinutes: 10, pointId: made[i]?.id }))
  const template = await own.send<{ id: string }>('session-templates', { title: 'Forum de chantier', form: 'in_room', aim: 'Dire où chacun se tient.', engagementLevel: 'consult', perimeterId, items })
  const startsAt = new Date(Math.ceil((Date.now() + 15 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS)
  const me = await own.read<{ user: { id: string } }>('auth/me')
  const session = await own.send<{ id: string; tally: { agendaPoints: number; minutes: number } }>('sessions', { title: TITLE, form: 'in_room', startsAt: startsAt.toISOString(), place: 'Salle des voûtes', perimeterId, facilitatorId: me.user.id, templateId: template.id, internalNote: internal })
  expect(session.tally).toMatchObject({ agendaPoints: 12, minutes: 120 })
  await own.send(`sessions/${session.id}/invitations`, { stakeholderIds: [...stakeholders.values()] })
  return { sessionId: session.id, title: TITLE, startsAt, points: made, stakeholders }
}

export const pageOf = (house: House, { sessionId }: Prepared): string => `${house.address}/dialogue/seances/${sessionId}`

/** Sends every invitation from the page of the session; each letter comes with its link and its place in the calendar. */
export async function invite(house: House, evening: Prepared, page: Page): Promise<void> {
  await page.goto(pageOf(house, evening))
  await page.getByRole('button', { name: `${invited.length} invitations ne sont pas envoyées` }).click()
  await expect(page.getByText(`${invited.length} courriels partent.`)).toBeVisible()
  await expect.poll(() => house.mail.count(/^Invitation/), { timeout: 90_000 }).toBe(invited.length)
  const letter = await house.mail.letter(addressOf(registers), /^Invitation/)
  expect(letter.text).toContain(speakerOf(registers))
  const event = eventIn(letter)
  expect(event.uid).toBe(`${evening.sessionId}@convergence`)
  expect([event.summary, event.location, event.sequence]).toEqual([evening.title, 'Salle des voûtes', 0])
  expect(event.startDate.toUnixTime() * 1000).toBe(evening.startsAt.getTime())
}

/** Answers an invitation by the link of its letter, in a browser that knows nobody. */
async function answer(house: House, name: string, button: string, kept: string): Promise<void> {
  const page = await house.stranger()
  await page.goto(linkIn(await house.mail.letter(addressOf(name), /^Invitation/), '/invitation'))
  await expect(page.getByRole('heading', { name: `Réponse de « ${name} »` })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByText(kept)).toBeVisible()
  await page.context().close()
}

export async function answerByLink(house: House, { sessionId }: Prepared): Promise<void> {
  await answer(house, registers, 'Je m’inscris', 'Inscription enregistrée')
  await answer(house, apologises, 'Je ne viendrai pas', 'Absence enregistrée')
  const session = await house.staff.read<{ tally: object }>(`sessions/${sessionId}`)
  expect(session.tally).toMatchObject({ invited: 26, registered: 1, apologised: 1, unanswered: 24 })
}
