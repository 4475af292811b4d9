import { type Client, demoId } from './app.ts'

export const holderId = (code: string): string => demoId('stakeholder', code)

export interface Made { sessionId: string; pointId: string; versionId: string; sessionVersion: number }

/** An open session of two hours ago with one point on its agenda and three holders in the room, made over HTTP. */
export async function openSession(client: Client, holders = ['officines-reunies', 'aidants-debout', 'institut-lumen']): Promise<Made> {
  const perimeterId = demoId('perimeter', 'bretagne')
  const point = (await client.post('points', { title: 'Essai', statement: 'Un texte d’essai.', perimeterId })).json<{ id: string; currentVersion: { id: string } }>()
  const startsAt = new Date(Date.now() - 2 * 3_600_000).toISOString()
  const session = (await client.post('sessions', { title: 'Séance d’essai', form: 'in_room', startsAt, perimeterId })).json<{ id: string }>()
  await client.post(`sessions/${session.id}/agenda-items`, { title: 'Essai', aim: 'consult', durationMinutes: 20, pointId: point.id })
  await client.post(`sessions/${session.id}/attendances/batch`, { stakeholderIds: holders.map(holderId), status: 'present' })
  await client.patch(`sessions/${session.id}`, { status: 'open' }, { ifMatch: 1 })
  return { sessionId: session.id, pointId: point.id, versionId: point.currentVersion.id, sessionVersion: 2 }
}

/** A position said in the room. */
export const said = (made: Made, holder = 'officines-reunies', more: object = {}): object => ({ pointId: made.pointId, sessionId: made.sessionId, holderId: holderId(holder), state: 'stated', value: 1, source: 'Séance d’essai', ...more })
