import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
type Body<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Process = Schemas['Process']
export type Step = Process['steps'][number]
export type ProcessCreate = Body<'createProcess'>
export type StepCreate = Body<'createProcessStep'>
export type Fact = Schemas['Fact']
export type FactName = Fact['name']
export type FactRow = Schemas['FactRow']
export type ProcessStanding = Schemas['ProcessStanding']
export type StepStanding = ProcessStanding['steps'][number]
export type StepState = StepStanding['state']
export type Voice = StepStanding['by']
export type StepMark = Schemas['StepMark']
export type MarkState = StepMark['state']
export type Conformity = Schemas['Conformity']
export type RecordStanding = Conformity['items'][number]
export type Place = Fact['place']
export type StandingMatrix = Schemas['StandingMatrix']

/** Processes and models by title: those of a perimeter, of all below and above it; models in one language. */
export const useProcesses = (query: MaybeRefOrGetter<{ perimeterId?: string | undefined; template: boolean; language?: string | undefined }>) =>
  useQuery({
    queryKey: ['processes', 'list', computed(() => toValue(query))],
    queryFn: async ({ signal }): Promise<Process[]> => {
      const { perimeterId, template, language } = toValue(query)
      const items: Process[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Schemas['ProcessPage'] = await unwrap(api.GET('/api/v1/processes', { params: { query: { limit: 100, template: template ? 'true' : 'false', ...(perimeterId ? { perimeterId } : {}), ...(language === 'fr' || language === 'en' ? { language } : {}), ...(cursor ? { cursor } : {}) } }, signal }))
        items.push(...page.items)
        cursor = page.nextCursor
      }
      return items
    },
    placeholderData: keepPreviousData,
  })

export const useProcess = (id: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: ['processes', 'one', computed(() => toValue(id))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/processes/{id}', { params: { path: { id: toValue(id) } }, signal })) })

/** What the records show by themselves; it changes with the version of the program only. */
export const useFacts = () => useQuery({ queryKey: ['facts'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/facts', { signal }))).items, staleTime: Infinity })

const path = (id: string) => ({ params: { path: { id } } })
const at = (row: { id: string; version: number }) => ({ ...path(row.id), headers: ifMatch(`"${row.version}"`) })
const part = (id: string, step: Step) => ({ params: { path: { id, partId: step.id } }, headers: ifMatch(`"${step.version}"`) })

/** Everything that changes processes and their steps; what shows them is read again. */
export function useProcessWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await queries.invalidateQueries({ queryKey: ['processes'] }), result))
  return {
    create: (body: ProcessCreate) => then(unwrap(api.POST('/api/v1/processes', { body }))),
    copy: (id: string, body: Body<'copyProcess'>) => then(unwrap(api.POST('/api/v1/processes/{id}/copy', { ...path(id), body }))),
    patch: (row: Process, body: Body<'updateProcess'>) => then(unwrap(api.PATCH('/api/v1/processes/{id}', { ...at(row), body }))),
    remove: (row: Process) => then(unwrap(api.DELETE('/api/v1/processes/{id}', at(row)))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/processes/{id}/restore', path(id)))),
    addStep: (id: string, body: StepCreate) => then(unwrap(api.POST('/api/v1/processes/{id}/steps', { ...path(id), body }))),
    patchStep: (id: string, step: Step, body: Body<'updateProcessStep'>) => then(unwrap(api.PATCH('/api/v1/processes/{id}/steps/{partId}', { ...part(id, step), body }))),
    removeStep: (id: string, step: Step) => then(unwrap(api.DELETE('/api/v1/processes/{id}/steps/{partId}', part(id, step)))),
    order: (id: string, steps: readonly { id: string; phase: string }[]) => then(unwrap(api.POST('/api/v1/processes/{id}/steps/order', { ...path(id), body: { steps: steps.map((step) => ({ id: step.id, phase: step.phase })) } }))),
  }
}

export interface MatrixFilter { perimeterId?: string | undefined; planId?: string | undefined }
/** The dialogues that follow a process, page by page. */
export const useStandingMatrix = (id: MaybeRefOrGetter<string>, filter: MaybeRefOrGetter<MatrixFilter>) =>
  useInfiniteQuery({
    queryKey: ['processes', 'standing', computed(() => toValue(id)), computed(() => toValue(filter))],
    queryFn: ({ pageParam, signal }) => {
      const { perimeterId, planId } = toValue(filter)
      return unwrap(api.GET('/api/v1/processes/{id}/standing', { params: { path: { id: toValue(id) }, query: { limit: 50, sort: '-startsOn', ...(perimeterId ? { perimeterId } : {}), ...(planId ? { planId } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }, signal }))
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
