import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import { subjectsOf, type SubjectWithAreas } from './words.ts'

type Schemas = components['schemas']
export type Area = Schemas['Area']
export type Pillar = Schemas['Pillar']
export type Subject = Schemas['Subject']
export type AreaPatch = Partial<Pick<Area, 'labelFr' | 'labelEn' | 'certainty'>>

const aLongTime = { staleTime: 600_000 }

const lists = {
  subjects: { queryKey: ['framework', 'subjects'], queryFn: async () => (await unwrap(api.GET('/api/v1/framework/subjects'))).items, ...aLongTime },
  areas: { queryKey: ['framework', 'areas'], queryFn: async () => (await unwrap(api.GET('/api/v1/framework/areas'))).items, ...aLongTime },
  pillars: { queryKey: ['framework', 'pillars'], queryFn: async () => (await unwrap(api.GET('/api/v1/framework/pillars'))).items, ...aLongTime },
}

export interface Framework {
  subjects: ComputedRef<SubjectWithAreas[]>
  pillars: ComputedRef<Pillar[]>
  area: (id: string) => Area | undefined
  pillar: (id: string | null | undefined) => Pillar | undefined
  /** The words in the language in force. */
  label: (row: { labelFr: string; labelEn: string } | undefined) => string
  isPending: ComputedRef<boolean>
  error: ComputedRef<Error | null>
}

/** Subjects with their areas, and pillars, in the order of the norm and in the language in force. */
export function useFramework(): Framework {
  const { locale } = useI18n()
  const subjects = useQuery(lists.subjects)
  const areas = useQuery(lists.areas)
  const pillars = useQuery(lists.pillars)
  const byId = computed(() => new Map((areas.data.value ?? []).map((area) => [area.id, area])))
  const pillarById = computed(() => new Map((pillars.data.value ?? []).map((pillar) => [pillar.id, pillar])))
  return {
    subjects: computed(() => subjectsOf(subjects.data.value ?? [], areas.data.value ?? [])),
    pillars: computed(() => pillars.data.value ?? []),
    area: (id) => byId.value.get(id),
    pillar: (id) => (id ? pillarById.value.get(id) : undefined),
    label: (row) => (row ? (locale.value === 'en' ? row.labelEn : row.labelFr) : ''),
    isPending: computed(() => subjects.isPending.value || areas.isPending.value || pillars.isPending.value),
    error: computed(() => subjects.error.value ?? areas.error.value ?? pillars.error.value),
  }
}

/** The shorter lists, for the settings page only. */
export function useFrameworkLists() {
  return {
    pledges: useQuery({ queryKey: ['framework', 'pledges'], queryFn: async () => (await unwrap(api.GET('/api/v1/framework/pledges'))).items, ...aLongTime }),
    practices: useQuery({ queryKey: ['framework', 'practices'], queryFn: async () => (await unwrap(api.GET('/api/v1/framework/practices'))).items, ...aLongTime }),
    orientations: useQuery({ queryKey: ['framework', 'orientations'], queryFn: async () => (await unwrap(api.GET('/api/v1/framework/orientations'))).items, ...aLongTime }),
  }
}

/** Changes of the framework; each reads the lists again. */
export function useFrameworkChanges() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['framework'] })
  const path = (id: string, version: number) => ({ params: { path: { id } }, headers: ifMatch(`"${version}"`) })
  return {
    patchArea: useMutation({ mutationFn: ({ area, patch }: { area: Area; patch: AreaPatch }) => unwrap(api.PATCH('/api/v1/framework/areas/{id}', { ...path(area.id, area.version), body: patch })), onSettled }),
    patchPillar: useMutation({ mutationFn: ({ pillar, areaIds }: { pillar: Pillar; areaIds: string[] }) => unwrap(api.PATCH('/api/v1/framework/pillars/{id}', { ...path(pillar.id, pillar.version), body: { areaIds } })), onSettled }),
  }
}
