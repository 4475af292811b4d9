import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import type { StakeholderSheet } from './types.ts'

export type Score = components['schemas']['Score']

/** All that is known of one stakeholder, as of the day in force. */
export const useStakeholderSheet = (id: MaybeRefOrGetter<string>, asOf: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['stakeholders', 'sheet', toValue(id), toValue(asOf)]),
    queryFn: ({ signal }): Promise<StakeholderSheet> => readSheet(toValue(id), toValue(asOf), signal),
  })

/** The sheet as it stands now on the server, for comparing a draft with what others did. */
export const readSheet = (id: string, asOf?: string, signal?: AbortSignal): Promise<StakeholderSheet> =>
  unwrap(api.GET('/api/v1/stakeholders/{id}/sheet', { params: { path: { id }, query: asOf ? { asOf } : {} }, ...(signal ? { signal } : {}) }))

/** The last scores given to one stakeholder, as of the day in force. */
export const useStakeholderScores = (id: MaybeRefOrGetter<string>, asOf: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['scores', 'stakeholder', toValue(id), toValue(asOf)]),
    queryFn: async ({ signal }) => {
      const day = toValue(asOf)
      const page = await unwrap(api.GET('/api/v1/scores', { params: { query: { stakeholderId: toValue(id), limit: 50, ...(day ? { asOf: day } : {}) } }, signal }))
      return { items: page.items, more: page.nextCursor !== null }
    },
  })

/** Reads every sheet in sight again, after a write to something that it shows. */
export function useSheetRefresh(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () => Promise.all([queries.invalidateQueries({ queryKey: ['stakeholders'] }), queries.invalidateQueries({ queryKey: ['map'] }), queries.invalidateQueries({ queryKey: ['coverage'] })])
}

/** What was changed on one object, the latest first; asked again when its version grows. */
export const useObjectHistory = (id: MaybeRefOrGetter<string>, version: MaybeRefOrGetter<number>) =>
  useQuery({
    queryKey: computed(() => ['audit', 'object', toValue(id), toValue(version)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/audit/objects/{objectId}', { params: { path: { objectId: toValue(id) } }, signal })),
  })

/** Writes the sheet as it was at an instant again, as a new version; answers that version. */
export const restoreVersion = (id: string, at: string, version: number): Promise<{ version: number }> =>
  unwrap(api.POST('/api/v1/stakeholders/{id}/restore-version', { params: { path: { id } }, body: { at, version } }))
