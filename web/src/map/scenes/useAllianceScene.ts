import { computed, ref, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Context } from '../../frame/context.ts'
import { useResults, useStudies } from '../../mactor/store.ts'
import type { MapAnswer } from '../model.ts'
import type { MapState } from '../useMapState.ts'
import { allianceEdges, type AllianceNeeds, alliancePlaces, type AllianceSide } from './alliances.ts'
import { emptyScene, type Scene } from './scene.ts'

const studyKey = 'etude'

/** The lens of convergences: the actors of a MACTOR study, tied by what they share and by what parts them. */
export function useAllianceScene({ context, state, map }: { context: Context; state: ComputedRef<MapState>; map: ComputedRef<MapAnswer | undefined> }) {
  const route = useRoute()
  const router = useRouter()
  const active = computed(() => state.value.lens === 'convergence')
  const studies = useStudies(computed(() => (context.perimeter.value ? { perimeterId: context.perimeter.value } : {})), active)
  /** Unless the address names one, the last changed that has something to draw. */
  const study = computed({
    get: () => (studies.rows.value.find((one) => one.id === route.query[studyKey]) ?? studies.rows.value.find((one) => one.actors.length > 1 && one.objectives.length > 0) ?? studies.rows.value[0])?.id,
    set: (id) => void router.replace({ query: { ...router.currentRoute.value.query, [studyKey]: id }, hash: route.hash }),
  })
  const results = useResults(() => study.value ?? '', false, computed(() => active.value && study.value !== undefined))
  const side = ref<AllianceSide>('both')
  const from = ref(0)
  const order = computed(() => results.data.value?.orders.at(-1))
  const most = computed(() => Math.ceil(Math.max(0, ...(order.value?.convergence.flat() ?? []), ...(order.value?.divergence.flat() ?? []))))

  const needs = computed<AllianceNeeds | undefined>(() => {
    const found = results.data.value
    if (!found || !order.value || !map.value) return undefined
    return { ids: found.actors.map((a) => a.stakeholderId), convergence: order.value.convergence, divergence: order.value.divergence, side: side.value, from: from.value, shown: new Set(map.value.nodes.map((n) => n.id)) }
  })
  /** Places hang on who is there, not on the threshold: a moving slider moves no node. */
  const places = computed(() => (needs.value ? alliancePlaces(needs.value) : undefined))
  const waiting = computed(() => studies.isPending.value || (study.value !== undefined && results.isPending.value))
  const scene = computed<Scene | undefined>(() => {
    if (!active.value || waiting.value || !map.value) return undefined
    if (!needs.value || !places.value || places.value.size === 0) return emptyScene
    return { ...emptyScene, places: places.value, trails: allianceEdges(needs.value), left: map.value.nodes.length - places.value.size }
  })
  const reasons = computed(() => [...new Set((results.data.value?.reasons ?? []).filter((r) => r.field === 'orders').map((r) => r.message))])
  return { active, scene, studies: studies.rows, study, side, from, most, order: computed(() => order.value?.order), reasons }
}
export type AllianceScene = ReturnType<typeof useAllianceScene>
