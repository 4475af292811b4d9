import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { Context } from '../../frame/context.ts'
import { inForce, turnsOf } from '../../rankings/presets.ts'
import { type RankSearch, useRankings, useRanks } from '../../rankings/store.ts'
import { parisDay } from '../../rounds/days.ts'
import { useNarrow } from '../../stakeholders/useNarrow.ts'
import { useFormat } from '../../ui/format.ts'
import type { MapAnswer, StakeholderNode } from '../model.ts'
import type { Palette } from '../palette.ts'
import type { FacetQuery, useCategories } from '../store.ts'
import type { MapState } from '../useMapState.ts'
import { formerPlace, type Ring, ringBounds, ringGround, type RingMember, ringOf, ringPlaces, ringPlan } from './rings.ts'
import { emptyScene, pieceNode, type Scene } from './scene.ts'
import { trailPieces } from './trail.ts'

const rankingKey = 'classement'
const NONE = 'none'
/** From this many trails on, only that of the chosen node is drawn. */
const TRAILS_MAX = 60

interface RingNeeds {
  context: Context
  state: ComputedRef<MapState>
  filter: ComputedRef<FacetQuery>
  map: ComputedRef<MapAnswer | undefined>
  categories: ReturnType<typeof useCategories>
  palette: ComputedRef<Palette>
  colours: ComputedRef<ReadonlyMap<string, string>>
  /** The node that is looked at: its trail bears the date. */
  chosen: () => string | undefined
}

/** Which ranking the lens reads: the one named by the address, else the one in force on the day looked at. */
function useChosenRanking(context: Context, active: ComputedRef<boolean>) {
  const route = useRoute()
  const router = useRouter()
  const list = useRankings(computed(() => (context.perimeter.value ? { perimeterId: context.perimeter.value } : {})), active)
  const rankings = computed(() => (list.data.value ?? []).filter((one) => one.status === 'done'))
  /** Those that describe the day looked at, or an earlier one. */
  const known = computed(() => rankings.value.filter((one) => context.asOf.value === undefined || parisDay(one.asOf) <= context.asOf.value))
  const named = computed({
    get: () => known.value.find((one) => one.id === route.query[rankingKey])?.id,
    set: (id) => void router.replace({ query: { ...router.currentRoute.value.query, [rankingKey]: id }, hash: route.hash }),
  })
  const current = computed(() => inForce(rankings.value, context.asOf.value))
  const ranking = computed(() => known.value.find((one) => one.id === named.value) ?? current.value)
  /** The days on which another ranking came in force; none while one is named. */
  const instants = computed(() => (named.value ? [] : turnsOf(rankings.value).map(({ day, ranking: one }) => ({ at: `${day}T12:00:00Z`, title: one.title }))))
  return { list, rankings, known, named, current, ranking, instants }
}

/** The lens of ranks: the better the rank, the nearer to the heart, in the sector of the category. */
export function useRingScene(needs: RingNeeds) {
  const { context, state, filter, map, categories, palette, colours, chosen } = needs
  const { t, locale } = useI18n()
  const format = useFormat()
  const small = useNarrow()
  const active = computed(() => state.value.lens === 'rings')
  const choice = useChosenRanking(context, active)
  const { list, ranking, rankings } = choice
  const search = computed(() => filter.value as RankSearch)
  const ranks = useRanks(computed(() => (active.value ? ranking.value?.id : undefined)), search)
  const previous = computed(() => rankings.value.find((one) => one.id === ranking.value?.previousId))
  const before = useRanks(computed(() => (active.value ? previous.value?.id : undefined)), search)

  const byId = computed(() => new Map((ranks.data.value?.items ?? []).map((one) => [one.id, one])))
  const bounds = computed(() => ringBounds(ranks.data.value?.of ?? 0))
  const said = (of: Ring['ranks']): string => (of ? (of.from === of.to ? t('map.rings.rank', { rank: format.value.number(of.from) }) : t('map.rings.ranks', { from: format.value.number(of.from), to: format.value.number(of.to) })) : t('map.rings.unranked'))
  const members = computed(() => (map.value?.nodes ?? []).filter((node): node is StakeholderNode => node.type === 'stakeholder').map((node): RingMember => ({ id: node.id, rank: byId.value.get(node.id)?.rank, sector: node.categoryId ?? NONE })))
  const order = computed(() => [...(categories.data.value ?? []).map((one) => ({ id: one.id, label: locale.value === 'en' ? one.labelEn : one.labelFr })), { id: NONE, label: t('stakeholders.noCategory') }])
  const plan = computed(() => ringPlan(members.value, order.value, bounds.value))

  function trailsOf(places: ReturnType<typeof ringPlaces>) {
    const then = new Map((before.data.value?.items ?? []).map((one) => [one.id, one.rank]))
    const moved = previous.value ? members.value.filter(({ id, rank }) => rank !== undefined && then.has(id) && ringOf(bounds.value, then.get(id)) !== ringOf(bounds.value, rank)) : []
    const drawn = moved.length > TRAILS_MAX ? moved.filter(({ id }) => id === chosen()) : moved
    return drawn.flatMap(({ id }) => {
      const [now, rank] = [places.get(id), then.get(id)]
      const at = now && rank !== undefined ? formerPlace(plan.value, bounds.value, now, rank) : undefined
      return at ? [trailPieces({ id, color: colours.value.get(id) ?? palette.value.ink3, dated: id === chosen(), steps: [{ at, date: format.value.date(previous.value?.asOf ?? '') }] })] : []
    })
  }

  const waiting = computed(() => list.isPending.value || (ranking.value !== undefined && ranks.data.value === undefined))
  const scene = computed<Scene | undefined>(() => {
    if (!active.value || waiting.value || !map.value) return undefined
    if (!ranking.value || members.value.length === 0) return emptyScene
    const places = ringPlaces(plan.value, members.value, bounds.value)
    const ground = ringGround(plan.value, { ranks: said }, !small.value && state.value.table === undefined)
    const trails = trailsOf(places)
    const pieces = [...ground.pieces, ...trails.flatMap((trail) => trail.pieces)]
    return { ...emptyScene, places: new Map([...pieces.map((piece) => [piece.id, piece.at] as const), ...places]), ground: pieces.map(pieceNode), trails: [...ground.edges, ...trails.flatMap((trail) => trail.edges)] }
  })
  /** Of a stakeholder: its rank, and the ring that holds it by its place from the heart, 1 first. */
  const standing = (id: string) => {
    const found = byId.value.get(id)
    const ring = ringOf(bounds.value, found?.rank)
    return { ranking: ranking.value, rank: found?.rank, total: found?.total, of: ranks.data.value?.of ?? 0, ring: ring === undefined ? undefined : ring + 1, ranks: plan.value.rings[ring ?? -1]?.ranks }
  }
  return { ...choice, active, scene, standing, unranked: computed(() => members.value.filter(({ rank }) => rank === undefined).length) }
}
export type RingScene = ReturnType<typeof useRingScene>
