import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type Task = Schemas['Task']
export type TaskBody = Schemas['TaskCreateInput']
export type TaskPatch = Schemas['TaskPatchInput']
export type TaskQuery = NonNullable<operations['listTasks']['parameters']['query']>
/** The record that tasks come from: one of them. */
export type TaskOf = { activityId: string } | { sessionId: string } | { commitmentId: string } | { bodyId: string }

/** Tasks of a query, the next due first; the first hundred. */
export const useTasks = (query: MaybeRefOrGetter<TaskQuery>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    queryKey: ['tasks', 'list', computed(() => toValue(query))],
    queryFn: ({ signal }): Promise<Task[]> => unwrap(api.GET('/api/v1/tasks', { params: { query: { limit: 100, ...toValue(query) } }, signal })).then((page) => page.items),
    enabled: computed(() => toValue(enabled)), placeholderData: keepPreviousData,
  })

const byId = (id: string) => ({ params: { path: { id } } })
const at = ({ id, version }: { id: string; version: number }) => ({ ...byId(id), headers: ifMatch(`"${version}"`) })

export function useTaskChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['tasks', 'activities', 'plans', 'today'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    create: change((body: TaskBody) => unwrap(api.POST('/api/v1/tasks', { body }))),
    update: change(({ task, body }: { task: Task; body: TaskPatch }) => unwrap(api.PATCH('/api/v1/tasks/{id}', { ...at(task), body }))),
    remove: change((task: Task) => unwrap(api.DELETE('/api/v1/tasks/{id}', at(task)))),
    restore: change((id: string) => unwrap(api.POST('/api/v1/tasks/{id}/restore', byId(id)))),
    done: change((id: string) => unwrap(api.POST('/api/v1/tasks/{id}/done', byId(id)))),
    undone: change((id: string) => unwrap(api.POST('/api/v1/tasks/{id}/undone', byId(id)))),
  }
}
