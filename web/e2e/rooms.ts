import { type APIRequestContext, expect } from '@playwright/test'
import { product, type Role } from './support.ts'

const api = (path: string): string => `${product()}/api/v1/${path}`
export async function read<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(api(path))
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as T
}
export async function send<T>(request: APIRequestContext, path: string, data: object): Promise<T> {
  const answer = await request.post(api(path), { data })
  expect([200, 201], await answer.text()).toContain(answer.status())
  return (await answer.json()) as T
}
export async function change(request: APIRequestContext, path: string, data: object): Promise<void> {
  const etag = (await request.get(api(path))).headers()['etag'] ?? ''
  const answer = await request.patch(api(path), { data, headers: { 'if-match': etag, 'content-type': 'application/merge-patch+json' } })
  expect(answer.status(), await answer.text()).toBe(200)
}

export interface Room { id: string; holders: string[]; points: { id: string; versionId: string }[] }
const FIRST = ['Alliance', 'Bureau', 'Comité', 'Délégation', 'Entente', 'Fédération', 'Groupement', 'Habitants', 'Institut', 'Jeunesse', 'Ligue', 'Mouvement', 'Nouvelle', 'Observatoire', 'Patients', 'Réseau', 'Syndicat', 'Union', 'Voix', 'Zone']
const SECOND = ['des aidants', 'du grand âge', 'de la prévention']
export const nameOf = (i: number): string => `${FIRST[i % FIRST.length]} ${SECOND[Math.floor(i / FIRST.length) % SECOND.length]}`

const enterAs = (request: APIRequestContext, role: Role): Promise<unknown> => send(request, 'auth/demo', { role })

/** An open session with so many holders in the room and points on the agenda. */
export async function openRoom(request: APIRequestContext, holders: number, points: number, more: object = {}): Promise<Room> {
  // Only staff add to the register; the facilitator then holds the room.
  await enterAs(request, 'staff')
  const perimeterId = (await read<{ items: { id: string; kind: string }[] }>(request, 'perimeters')).items.find((p) => p.kind === 'national')?.id
  const session = await send<{ id: string }>(request, 'sessions', { title: 'Séance d’essai de la salle', form: 'in_room', startsAt: new Date(Date.now() - 3_600_000).toISOString(), perimeterId, ...more })
  const room: Room = { id: session.id, holders: [], points: [] }
  for (let i = 0; i < holders; i += 1) room.holders.push((await send<{ id: string }>(request, 'stakeholders', { name: nameOf(i), kind: 'organisation', perimeterId })).id)
  for (let i = 0; i < points; i += 1) {
    const point = await send<{ id: string; currentVersion: { id: string } }>(request, 'points', { title: `Point ${i + 1}`, statement: `Le réseau ouvre le point ${i + 1} à la concertation avant la fin de l’année, avec les associations.`, perimeterId })
    await send(request, `sessions/${session.id}/agenda-items`, { title: `Point ${i + 1}`, aim: 'consult', durationMinutes: 10, pointId: point.id })
    room.points.push({ id: point.id, versionId: point.currentVersion.id })
  }
  await send(request, `sessions/${session.id}/attendances/batch`, { stakeholderIds: room.holders, status: 'present' })
  await change(request, `sessions/${session.id}`, { status: 'open' })
  await enterAs(request, 'facilitator')
  return room
}

/** Something recorded for everybody on every point, as at the end of a long session. */
export async function fillRoom(request: APIRequestContext, { id: sessionId, holders, points }: Room): Promise<void> {
  for (const { versionId } of points) await send(request, 'positions/batch', { positions: holders.map((holderId, i) => ({ pointVersionId: versionId, sessionId, holderId, state: 'stated', value: (i % 5) - 2, source: 'Essai' })) })
}
export const consoleOf = (room: Room): string => `${product()}/dialogue/seances/${room.id}/saisie`
