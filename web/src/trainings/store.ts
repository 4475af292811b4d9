import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Payload<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
type Schemas = components['schemas']
export type Training = Schemas['Training']
export type TrainingSession = Schemas['TrainingSession']
export type TrainingAttendance = Schemas['TrainingAttendance']
export type SkilledPerson = Schemas['SkilledPerson']
export type SkillState = Schemas['Skill']['state']
export type CoverageRow = Schemas['SkillCoverageRow']
export type TrainingCreate = Payload<'createTraining'>
export type TrainingSessionCreate = Payload<'createTrainingSession'>
export const audiences: readonly Training['audience'][] = ['facilitators', 'actors', 'relays']
export const skillStates: readonly SkillState[] = ['valid', 'lapsing', 'lapsed', 'none']

type Text = MaybeRefOrGetter<string | undefined>
const day = (on: string | undefined) => (on ? { on } : {})

export const useTrainings = () =>
  useQuery({ queryKey: ['trainings', 'all'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/trainings', { params: { query: { limit: 100 } }, signal }))).items })

/** Dates of every programme, the latest first. */
export const useTrainingSessions = () =>
  useQuery({ queryKey: ['trainings', 'sessions'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/training-sessions', { params: { query: { limit: 100, sort: '-startsAt' } }, signal }))).items })

/** The attendance sheet, for who answers for people. */
export const useSheet = (id: Text) =>
  useQuery({ queryKey: computed(() => ['trainings', 'sheet', toValue(id)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/training-sessions/{id}/attendances', { params: { path: { id: toValue(id) ?? '' } }, signal }))).items, enabled: computed(() => Boolean(toValue(id))) })

export const useSkillNames = (on: Text) =>
  useQuery({ queryKey: computed(() => ['trainings', 'names', toValue(on)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/skills/names', { params: { query: day(toValue(on)) }, signal }))).items, placeholderData: keepPreviousData })

export interface PeopleFilter { q?: string | undefined; skill?: string | undefined; state?: SkillState | undefined; on?: string | undefined }
const peopleQuery = ({ q, skill, state, on }: PeopleFilter) => ({ limit: 50, ...(q?.trim() ? { q: q.trim() } : {}), ...(skill ? { skill } : {}), ...(state ? { state } : {}), ...day(on) })

/** People page after page, each with the skills that they were granted. */
export const usePeople = (filter: MaybeRefOrGetter<PeopleFilter>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useInfiniteQuery({
    queryKey: computed(() => ['trainings', 'people', peopleQuery(toValue(filter))]), enabled: computed(() => toValue(enabled)), placeholderData: keepPreviousData, initialPageParam: '',
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/skills', { params: { query: { ...peopleQuery(toValue(filter)), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const useCoverage = (on: Text, perimeterId: Text) =>
  useQuery({ queryKey: computed(() => ['trainings', 'coverage', toValue(on), toValue(perimeterId)]), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/skills/coverage', { params: { query: { ...day(toValue(on)), ...(toValue(perimeterId) ? { perimeterId: toValue(perimeterId) as string } : {}) } }, signal }))).items, placeholderData: keepPreviousData })

export interface CoverageChoice { audience: CoverageRow['audience']; perimeterId: string | null }
/** The people whom a figure of the coverage counts; the first hundred. */
export const useCoveragePeople = (choice: MaybeRefOrGetter<CoverageChoice | undefined>, on: Text) =>
  useQuery({
    queryKey: computed(() => ['trainings', 'coverage-people', toValue(choice), toValue(on)]), enabled: computed(() => toValue(choice) !== undefined),
    queryFn: async ({ signal }) => {
      const one = toValue(choice)
      return one ? (await unwrap(api.GET('/api/v1/skills/coverage/rows', { params: { query: { audience: one.audience, limit: 100, ...day(toValue(on)), ...(one.perimeterId ? { perimeterId: one.perimeterId } : {}) } }, signal }))).items : []
    },
  })

export function useTrainingWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await Promise.all(['trainings', 'qualifications', 'facilitators', 'sessions', 'today'].map((key) => queries.invalidateQueries({ queryKey: [key] }))), result))
  const path = (id: string) => ({ params: { path: { id } } })
  const versioned = (row: { id: string; version: number }) => ({ ...path(row.id), headers: ifMatch(`"${row.version}"`) })
  const line = (id: string, row: TrainingAttendance) => ({ params: { path: { id, partId: row.id } }, headers: ifMatch(`"${row.version}"`) })
  return {
    create: (body: TrainingCreate) => then(unwrap(api.POST('/api/v1/trainings', { body }))),
    patch: (row: Training, body: Payload<'updateTraining'>) => then(unwrap(api.PATCH('/api/v1/trainings/{id}', { ...versioned(row), body }))),
    remove: (row: Training) => then(unwrap(api.DELETE('/api/v1/trainings/{id}', versioned(row)))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/trainings/{id}/restore', path(id)))),
    plan: (id: string, body: TrainingSessionCreate) => then(unwrap(api.POST('/api/v1/trainings/{id}/sessions', { ...path(id), body }))),
    patchSession: (row: TrainingSession, body: Payload<'updateTrainingSession'>) => then(unwrap(api.PATCH('/api/v1/training-sessions/{id}', { ...versioned(row), body }))),
    hold: (id: string, body: Payload<'holdTrainingSession'>) => then(unwrap(api.POST('/api/v1/training-sessions/{id}/hold', { ...path(id), body }))),
    cancel: (id: string) => then(unwrap(api.POST('/api/v1/training-sessions/{id}/cancel', path(id)))),
    reopen: (id: string) => then(unwrap(api.POST('/api/v1/training-sessions/{id}/reopen', path(id)))),
    register: (id: string, body: Payload<'createTrainingAttendance'>) => then(unwrap(api.POST('/api/v1/training-sessions/{id}/attendances', { ...path(id), body }))),
    answer: (id: string, row: TrainingAttendance, body: Payload<'updateTrainingAttendance'>) => then(unwrap(api.PATCH('/api/v1/training-sessions/{id}/attendances/{partId}', { ...line(id, row), body }))),
    unregister: (id: string, row: TrainingAttendance) => then(unwrap(api.DELETE('/api/v1/training-sessions/{id}/attendances/{partId}', line(id, row)))),
  }
}
