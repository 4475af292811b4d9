import { expect, type Page } from '@playwright/test'
import { type Api, apiOf, type House } from '../evening/house.ts'
import { at, categories, membersOf, YEAR } from './facts.ts'

export interface Year { perimeterId: string; processId: string; planId: string; bodyId: string; forumId: string; meetingId: string; holders: Map<string, string>; page: Page; staff: Api }
export type Identified = { id: string }

export const PERIMETER = 'Année fondatrice rejouée'
export const PROCESS = 'Processus de concertation de l’année'
export const PLAN = 'Plan de dialogue de l’année'
export const COMMITTEE = 'Comité de pilotage de l’année'

/** A perimeter of its own, so that every figure of the year is known beforehand; the map of those whom the document names. */
export async function settle(house: House): Promise<Pick<Year, 'perimeterId' | 'holders' | 'page' | 'staff'>> {
  const context = house.facilitator
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const staff = apiOf(context.request, house.address)
  await staff.send('auth/demo', { role: 'administrator' })
  const national = (await staff.read<{ items: { id: string; kind: string }[] }>('perimeters')).items.find((perimeter) => perimeter.kind === 'national')?.id
  const { id: perimeterId } = await staff.send<Identified>('perimeters', { code: 'annee-fondatrice', name: PERIMETER, kind: 'direction', parentId: national })
  await staff.send('auth/demo', { role: 'staff' })
  const holders = new Map<string, string>()
  for (const [code, name] of await categories()) holders.set(code, (await staff.send<Identified>('stakeholders', { name: `${name} (année)`, kind: 'group', perimeterId })).id)
  return { perimeterId, holders, page, staff }
}

/** Starts from the ready model of the standard, by the screen. */
export async function writeProcess({ page }: Pick<Year, 'page'>, address: string): Promise<string> {
  await page.goto(`${address}/dialogue/processus`)
  await page.getByRole('button', { name: 'Partir du modèle « AA1000SES : du but au compte rendu »' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Nom').fill(PROCESS)
  await form.getByRole('button', { name: /^(Créer|Enregistrer)$/ }).click()
  await page.waitForURL(/processus\/[0-9a-f-]{36}/)
  await expect(page.getByRole('heading', { level: 1, name: PROCESS })).toBeVisible()
  return /processus\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

/** The steering committee of nine directors and two elected, with a quorum; the forums of seventy staff and twenty elected. */
export async function seat({ staff, perimeterId, holders }: Pick<Year, 'staff' | 'perimeterId' | 'holders'>): Promise<Pick<Year, 'bodyId' | 'forumId'> & { directors: string[]; elected: string[] }> {
  const counts = await membersOf('comite-orientation')
  const body = await staff.send<Identified>('bodies', { name: COMMITTEE, kind: 'committee', purpose: 'Oriente le dialogue de l’année et approuve son plan et son rapport.', perimeterId, since: YEAR.from, quorumPercent: 60, meetingsPerYear: 4 })
  const seated = async (label: string, count: number): Promise<string[]> => {
    const college = await staff.send<Identified>(`bodies/${body.id}/colleges`, { label, seats: count })
    const ids: string[] = []
    for (let n = 1; n <= count; n += 1) {
      const { id } = await staff.send<Identified>('stakeholders', { name: `${label} ${n} de l’année`, kind: 'group', perimeterId })
      await staff.send(`bodies/${body.id}/members`, { collegeId: college.id, stakeholderId: id, startOn: YEAR.from })
      ids.push(id)
    }
    return ids
  }
  const directors = await seated('Directeurs', counts['directeurs'] ?? 0)
  const elected = await seated('Élus', counts['elus'] ?? 0)
  const forum = await staff.send<Identified>('bodies', { name: 'Forums participatifs de l’année', kind: 'forum', perimeterId, since: YEAR.from })
  for (const [code, label, seats] of [['collaborateurs', 'Salariés', 70], ['elus', 'Élus', 20]] as const) {
    const college = await staff.send<Identified>(`bodies/${forum.id}/colleges`, { label, seats })
    await staff.send(`bodies/${forum.id}/members`, { collegeId: college.id, stakeholderId: holders.get(code), seats, startOn: YEAR.from })
  }
  return { bodyId: body.id, forumId: forum.id, directors, elected }
}

/** The committee meets: eight of the eleven seats in the room. */
export async function meet({ staff, perimeterId }: Pick<Year, 'staff' | 'perimeterId'>, bodyId: string, present: readonly string[], absent: readonly string[]): Promise<string> {
  const { id } = await staff.send<Identified>('sessions', { title: 'Comité de pilotage : adoption du plan', form: 'in_room', startsAt: at('2011-11-15'), endsAt: '2011-11-15T11:00:00.000Z', perimeterId, bodyId })
  await staff.send(`sessions/${id}/invitations`, { stakeholderIds: [...present, ...absent] })
  await staff.send(`sessions/${id}/attendances/batch`, { stakeholderIds: present, status: 'present' })
  await staff.send(`sessions/${id}/attendances/batch`, { stakeholderIds: absent, status: 'apologised' })
  await held(staff, id)
  return id
}

export async function held(staff: Api, id: string): Promise<void> {
  await staff.change(`sessions/${id}`, { status: 'open' })
  await staff.change(`sessions/${id}`, { status: 'closed' })
}

/** The plan is written and adopted by the committee at its meeting, by the screen. */
export async function adopt({ staff, page, perimeterId }: Pick<Year, 'staff' | 'page' | 'perimeterId'>, address: string): Promise<string> {
  const { id } = await staff.send<Identified>('plans', { title: PLAN, objective: 'Dialoguer avec ceux que l’année met en jeu, et répondre à chacun.', perimeterId, startsOn: YEAR.from, endsOn: YEAR.to, owner: 'DRIS' })
  await page.goto(`${address}/dialogue/plans/${id}`)
  await expect(page.getByRole('heading', { level: 1, name: PLAN })).toBeVisible()
  await page.getByRole('button', { name: 'Adopter', exact: true }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Adopté le').fill('15/11/2011')
  await form.getByLabel('Adopté le').press('Tab')
  await form.getByLabel('Par l’instance').selectOption({ label: COMMITTEE })
  await form.getByLabel('À la réunion').selectOption({ index: 1 })
  await form.getByRole('button', { name: 'Adopter', exact: true }).click()
  await expect(page.getByText(`adopté par ${COMMITTEE}`)).toBeVisible()
  return id
}
