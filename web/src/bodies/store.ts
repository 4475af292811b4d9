import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Payload<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
type Schemas = components['schemas']
export type Body = Schemas['Body']
export type BodyCreate = Payload<'createBody'>
export type BodyPatch = Payload<'updateBody'>
export type College = Schemas['BodyCollege']
export type Member = Schemas['BodyMember']
export type Meeting = Schemas['BodyMeeting']
export type Quorum = Schemas['Quorum']
export type Decision = Schemas['BodyDecision']
export type Representativeness = Schemas['Representativeness']
export const bodyKinds: readonly Body['kind'][] = ['committee', 'commission', 'forum', 'council', 'working_group']

type Text = MaybeRefOrGetter<string | undefined>
const of = (id: Text) => ({ path: { id: toValue(id) ?? '' } })
const asked = (id: Text) => computed(() => Boolean(toValue(id)))

/** Bodies by name; those in force on a day when one is given; their figures as of `asOf`. */
export const useBodies = (on: Text = undefined, asOf: Text = undefined) =>
  useQuery({ queryKey: computed(() => ['bodies', toValue(on) ?? 'all', toValue(asOf) ?? 'now']), queryFn: async ({ signal }): Promise<Body[]> => (await unwrap(api.GET('/api/v1/bodies', { params: { query: { limit: 100, ...dayed('on', toValue(on)), ...dayed('asOf', toValue(asOf)) } }, signal }))).items, placeholderData: keepPreviousData })

const dayed = <K extends string>(key: K, day: string | undefined): { [P in K]?: string } => (day ? ({ [key]: day } as { [P in K]?: string }) : {})

export const useBody = (id: Text, asOf: Text = undefined) =>
  useQuery({ queryKey: computed(() => ['bodies', 'one', toValue(id), toValue(asOf) ?? 'now']), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bodies/{id}', { params: { ...of(id), query: dayed('asOf', toValue(asOf)) }, signal })), enabled: asked(id) })

export const useColleges = (id: Text, on: Text = undefined) =>
  useQuery({ queryKey: computed(() => ['bodies', 'colleges', toValue(id), toValue(on) ?? 'now']), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/bodies/{id}/colleges', { params: { ...of(id), query: dayed('on', toValue(on)) }, signal }))).items, enabled: asked(id) })

/** Every page of a list, one after the other. */
async function whole<T>(read: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>): Promise<T[]> {
  const rows: T[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor)
    rows.push(...page.items)
    if (!page.nextCursor) return rows
    cursor = page.nextCursor
  }
}

/** Everybody who sits, sat or is to sit; `asOf` tells the state of each term. */
export const useMembers = (id: Text, asOf: Text = undefined) =>
  useQuery({ queryKey: computed(() => ['bodies', 'members', toValue(id), toValue(asOf) ?? 'now']), queryFn: ({ signal }) => whole<Member>((cursor) => unwrap(api.GET('/api/v1/bodies/{id}/members', { params: { ...of(id), query: { limit: 100, ...dayed('asOf', toValue(asOf)), ...(cursor ? { cursor } : {}) } }, signal }))), enabled: asked(id) })

/** The latest meetings first. */
export const useMeetings = (id: Text, held: MaybeRefOrGetter<boolean | undefined> = undefined) =>
  useQuery({ queryKey: computed(() => ['bodies', 'meetings', toValue(id), toValue(held) ?? 'all']), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/bodies/{id}/meetings', { params: { ...of(id), query: { limit: 50, ...(toValue(held) === undefined ? {} : { held: toValue(held) ? 'true' as const : 'false' as const }) } }, signal }))).items, enabled: asked(id) })

export const useMeeting = (id: Text, sessionId: Text) =>
  useQuery({ queryKey: computed(() => ['bodies', 'meeting', toValue(id), toValue(sessionId)]), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bodies/{id}/meetings/{partId}', { params: { path: { id: toValue(id) ?? '', partId: toValue(sessionId) ?? '' } }, signal })), enabled: computed(() => Boolean(toValue(id) && toValue(sessionId))) })

export const useDecisions = (id: Text) =>
  useQuery({ queryKey: computed(() => ['bodies', 'decisions', toValue(id)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/bodies/{id}/decisions', { params: { ...of(id), query: { limit: 50 } }, signal }))).items, enabled: asked(id) })

/** The voices of a body or of a session beside the map of a perimeter. */
export const useRepresentativeness = (of: MaybeRefOrGetter<{ type: 'body' | 'session'; id: string }>, perimeterId: Text, on: Text = undefined) =>
  useQuery({
    queryKey: computed(() => ['representativeness', toValue(of), toValue(perimeterId), toValue(on)]),
    queryFn: ({ signal }): Promise<Representativeness> => {
      const { type, id } = toValue(of)
      const query = dayed('perimeterId', toValue(perimeterId))
      return type === 'body' ? unwrap(api.GET('/api/v1/bodies/{id}/representativeness', { params: { path: { id }, query: { ...query, ...dayed('on', toValue(on)) } }, signal })) : unwrap(api.GET('/api/v1/sessions/{id}/representativeness', { params: { path: { id }, query }, signal }))
    },
    placeholderData: keepPreviousData,
  })

export function useBodyWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await Promise.all(['bodies', 'sessions', 'representativeness', 'today'].map((key) => queries.invalidateQueries({ queryKey: [key] }))), result))
  const versioned = (row: { id: string; version: number }) => ({ params: { path: { id: row.id } }, headers: ifMatch(`"${row.version}"`) })
  const part = (id: string, partId: string) => ({ params: { path: { id, partId } } })
  const versionedPart = (id: string, row: { id: string; version: number }) => ({ ...part(id, row.id), headers: ifMatch(`"${row.version}"`) })
  return {
    create: (body: BodyCreate) => then(unwrap(api.POST('/api/v1/bodies', { body }))),
    patch: (row: Body, body: BodyPatch) => then(unwrap(api.PATCH('/api/v1/bodies/{id}', { ...versioned(row), body }))),
    remove: (row: Body) => then(unwrap(api.DELETE('/api/v1/bodies/{id}', versioned(row)))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/bodies/{id}/restore', { params: { path: { id } } }))),
    addCollege: (id: string, body: Payload<'createBodyCollege'>) => then(unwrap(api.POST('/api/v1/bodies/{id}/colleges', { params: { path: { id } }, body }))),
    patchCollege: (id: string, row: College, body: Payload<'updateBodyCollege'>) => then(unwrap(api.PATCH('/api/v1/bodies/{id}/colleges/{partId}', { ...versionedPart(id, row), body }))),
    removeCollege: (id: string, row: College) => then(unwrap(api.DELETE('/api/v1/bodies/{id}/colleges/{partId}', versionedPart(id, row)))),
    addMember: (id: string, body: Payload<'createBodyMember'>) => then(unwrap(api.POST('/api/v1/bodies/{id}/members', { params: { path: { id } }, body }))),
    patchMember: (id: string, row: Member, body: Payload<'updateBodyMember'>) => then(unwrap(api.PATCH('/api/v1/bodies/{id}/members/{partId}', { ...versionedPart(id, row), body }))),
    endMember: (id: string, partId: string, body: Payload<'endBodyMember'>) => then(unwrap(api.POST('/api/v1/bodies/{id}/members/{partId}/end', { ...part(id, partId), body }))),
    renewMember: (id: string, partId: string, body: Payload<'renewBodyMember'>) => then(unwrap(api.POST('/api/v1/bodies/{id}/members/{partId}/renew', { ...part(id, partId), body }))),
    removeMember: (id: string, row: Member) => then(unwrap(api.DELETE('/api/v1/bodies/{id}/members/{partId}', versionedPart(id, row)))),
  }
}
