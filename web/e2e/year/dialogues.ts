import type { Api } from '../evening/house.ts'
import { at, type Dialogue, YEAR } from './facts.ts'
import { held, type Identified, type Year } from './prepare.ts'

export interface Held { activityId: string; sessionId: string; points: { id: string; statement: string }[] }

const values = { agree: 1, disagree: -1 } as const

const days: Record<string, string> = { kalivia: '2012-02-14', agences: '2012-04-10', 'mois-gratuits': '2012-06-05', 'fusion-sociale': '2012-09-18' }
const levels: Record<string, string> = { kalivia: 'collaborate', agences: 'involve', 'mois-gratuits': 'consult', 'fusion-sociale': 'negotiate' }

/** One dialogue: its frame, its audience, its meeting, each position that the document states, with its reason. */
export async function hold(year: Pick<Year, 'staff' | 'perimeterId' | 'processId' | 'planId' | 'holders'>, dialogue: Dialogue): Promise<Held> {
  const { staff, planId, processId } = year
  const audience = dialogue.stakeholders.flatMap((code) => year.holders.get(code) ?? [])
  const day = days[dialogue.id] ?? YEAR.to
  const activity = await staff.send<Identified>('activities', { planId, processId, title: dialogue.title, objective: `Savoir où se tient chacun : ${dialogue.title}.`, scope: 'L’année, tout le territoire.', mandate: 'Donné par le comité de pilotage.', engagementLevel: levels[dialogue.id] ?? 'consult', levelReason: 'La décision est partagée avec ceux qu’elle touche.', methods: ['réunion'], startsOn: YEAR.from, endsOn: YEAR.to, owner: 'DRIS', disclosure: 'Le compte rendu est public.', successCriteria: 'Chacun a une réponse.', sessionsPlanned: 1 })
  await staff.send(`activities/${activity.id}/stakeholders`, { stakeholderIds: audience, attribute: 'responsibility', reason: 'Nommés par le document fondateur' })
  const session = await staff.send<Identified>(`activities/${activity.id}/sessions`, { title: dialogue.title, form: 'in_room', startsAt: at(day), endsAt: `${day}T11:00:00.000Z`, invite: true })
  await staff.send(`sessions/${session.id}/attendances/batch`, { stakeholderIds: audience, status: 'present' })
  await staff.change(`sessions/${session.id}`, { status: 'open' })
  const points = []
  for (const said of dialogue.points) points.push(await discuss(staff, year, session.id, day, said))
  await staff.change(`sessions/${session.id}`, { status: 'closed' })
  await staff.change(`activities/${activity.id}`, { status: 'under_way' })
  await staff.change(`activities/${activity.id}`, { status: 'done', lessons: 'Répondre plus tôt à chacun.' })
  return { activityId: activity.id, sessionId: session.id, points }
}

async function discuss(staff: Api, { perimeterId, holders }: Pick<Year, 'perimeterId' | 'holders'>, sessionId: string, day: string, said: Dialogue['points'][number]): Promise<{ id: string; statement: string }> {
  const point = await staff.send<Identified>('points', { title: said.statement.slice(0, 60), statement: said.statement, perimeterId })
  await staff.send(`sessions/${sessionId}/agenda-items`, { title: said.statement.slice(0, 60), aim: 'consult', durationMinutes: 20, pointId: point.id })
  for (const [code, word] of Object.entries(said.positions))
    await staff.send('positions', { pointId: point.id, holderId: holders.get(code), sessionId, state: 'stated', value: values[word], reason: said.reason ?? '', manner: 'in_room', source: 'Document fondateur', statedAt: at(day) })
  return { id: point.id, statement: said.statement }
}

/** The forums: seventy staff and twenty elected, in two organisations. */
export async function forums({ staff, perimeterId, holders }: Pick<Year, 'staff' | 'perimeterId' | 'holders'>, bodyId: string): Promise<string> {
  const { id } = await staff.send<Identified>('sessions', { title: 'Forums participatifs du diagnostic RSE', form: 'in_room', startsAt: at('2011-10-18'), endsAt: '2011-10-18T15:00:00.000Z', perimeterId, bodyId })
  for (const [code, headcount] of [['collaborateurs', 70], ['elus', 20]] as const) await staff.send(`sessions/${id}/attendances`, { stakeholderId: holders.get(code), status: 'present', headcount })
  await held(staff, id)
  return id
}
