import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type Door = Schemas['Door']
export type DoorAnswer = Schemas['DoorAnswer']
export type CheckIn = Schemas['CheckIn']
export type CheckInCode = Schemas['CheckInCode']
export type Reading = Schemas['Reading']
export type AgendaItem = Schemas['AgendaItem']
export type DoorCheckIn = operations['checkIn']['requestBody']['content']['application/json']
export type CheckInCreate = operations['createCheckIn']['requestBody']['content']['application/json']
export type ClockAction = operations['changeClock']['requestBody']['content']['application/json']['action']

/** The door, without account: the code travels in the body, never in an address. */
export const door = {
  read: (code: string): Promise<Door> => unwrap(api.POST('/api/v1/check-in/session', { body: { code } })),
  checkIn: (body: DoorCheckIn): Promise<DoorAnswer> => unwrap(api.POST('/api/v1/check-in', { body })),
  undo: (code: string, deviceKey: string): Promise<unknown> => unwrap(api.POST('/api/v1/check-in/undo', { body: { code, deviceKey } })),
}

const path = (id: MaybeRefOrGetter<string>) => ({ params: { path: { id: toValue(id) } } })
const part = (row: { sessionId: string; id: string; version?: number }) => ({ params: { path: { id: row.sessionId, partId: row.id } }, ...(row.version === undefined ? {} : { headers: ifMatch(`"${row.version}"`) }) })

export const useCheckInCode = (id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({ queryKey: computed(() => ['sessions', 'code', toValue(id)]), queryFn: ({ signal }): Promise<CheckInCode> => unwrap(api.GET('/api/v1/sessions/{id}/check-in-code', { ...path(id), signal })), enabled })

export const useCheckIns = (id: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['sessions', 'check-ins', toValue(id)]), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/sessions/{id}/check-ins', { ...path(id), signal })) })

/** Every write of the room but positions, which go through the recorder. */
export function useRoomWrites(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await queries.invalidateQueries({ queryKey: ['sessions'] }), result))
  return {
    code: (action: 'show' | 'renew' | 'withdraw') => then(unwrap(api.POST('/api/v1/sessions/{id}/check-in-code', { ...path(id), body: { action } }))),
    clock: (itemId: string, action: 'start' | 'end' | 'clear') => then(unwrap(api.POST('/api/v1/sessions/{id}/agenda-items/{partId}/clock', { params: { path: { id: toValue(id), partId: itemId } }, body: { action } }))),
    welcome: (body: CheckInCreate) => then(unwrap(api.POST('/api/v1/sessions/{id}/check-ins', { ...path(id), body }))),
    tie: (row: CheckIn, stakeholderId: string | null) => then(unwrap(api.PATCH('/api/v1/sessions/{id}/check-ins/{partId}', { ...part(row), body: { stakeholderId } }))),
    undo: (row: CheckIn) => then(unwrap(api.POST('/api/v1/sessions/{id}/check-ins/{partId}/withdraw', part({ sessionId: row.sessionId, id: row.id })))),
    redo: (row: CheckIn) => then(unwrap(api.POST('/api/v1/sessions/{id}/check-ins/{partId}/restore', part({ sessionId: row.sessionId, id: row.id })))),
    addStakeholder: (name: string, perimeterId: string): Promise<{ id: string }> => then(unwrap(api.POST('/api/v1/stakeholders', { body: { name, perimeterId, kind: 'organisation' } }))),
    confirm: (pointId: string, digest: string, note: string) => then(unwrap(api.POST('/api/v1/sessions/{id}/read-backs', { ...path(id), body: { pointId, digest, note } }))),
    unconfirm: (readBackId: string) => then(unwrap(api.POST('/api/v1/sessions/{id}/read-backs/{partId}/withdraw', { params: { path: { id: toValue(id), partId: readBackId } } }))),
  }
}
