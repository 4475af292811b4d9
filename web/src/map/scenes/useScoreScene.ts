import { computed, ref, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type ClassItem, type ClassRule, useClasses, useClassHistory } from '../../classes/store.ts'
import type { Context } from '../../frame/context.ts'
import { parisDay } from '../../rounds/days.ts'
import { useNarrow } from '../../stakeholders/useNarrow.ts'
import { useFormat } from '../../ui/format.ts'
import type { MapAnswer, Places } from '../model.ts'
import type { Palette } from '../palette.ts'
import type { FacetQuery } from '../store.ts'
import type { MapState } from '../useMapState.ts'
import { type Plane, planeGround, TALL, toPlace, WIDE } from './plane.ts'
import { emptyScene, partSlightly, pieceNode, type Scene } from './scene.ts'
import { trailPieces } from './trail.ts'
import { type Held, vennGround, type VennMember, vennPlaces, regionKey } from './venn.ts'

export interface SceneNeeds {
  context: Context
  state: ComputedRef<MapState>
  filter: ComputedRef<FacetQuery>
  map: ComputedRef<MapAnswer | undefined>
  palette: ComputedRef<Palette>
  sizes: ComputedRef<ReadonlyMap<string, number>>
  colours: ComputedRef<ReadonlyMap<string, string>>
  /** The node that is looked at: its trail bears dates. */
  chosen: () => string | undefined
}

/** From this many trails on, only that of the chosen node is drawn. */
const TRAILS_MAX = 60
/** A node on another gives way by this much, in pixels at zoom 1; less than a tenth of a step of a scale of five. */
const GIVES_WAY = 22

const schemeOf = { power: 'grid', salience: 'salience' } as const
const valueOn = (item: Pick<ClassItem, 'values'>, axis: string): number | undefined => item.values.find((v) => v.axis === axis)?.value

/** The lenses of scores: the place of a node is what people say of it, as of the day looked at. */
export function useScoreScene({ context, state, filter, map, palette, sizes, colours, chosen }: SceneNeeds) {
  const { t, locale } = useI18n()
  const format = useFormat()
  const small = useNarrow()
  const active = computed(() => state.value.lens === 'power' || state.value.lens === 'salience')
  const scheme = computed(() => (state.value.lens === 'salience' ? schemeOf.salience : schemeOf.power))
  const answer = useClasses(computed(() => ({ ...filter.value, scheme: scheme.value }) as never), active)
  // Every instant, whatever the day looked at: they are the stops of the slider.
  const history = useClassHistory(computed(() => ({ ...filter.value, asOf: undefined, scheme: scheme.value }) as never), computed(() => active.value && (answer.data.value?.items.length ?? 0) > 0))

  const nameOf = (axis: { labelFr: string; labelEn: string } | undefined): string => (locale.value === 'en' ? (axis?.labelEn ?? '') : (axis?.labelFr ?? ''))
  const plane = computed<Plane | undefined>(() => planeOf(answer.data.value?.rule, nameOf, small.value))
  const items = computed(() => (answer.data.value?.rule.scheme === scheme.value ? answer.data.value.items : []))
  const byId = computed(() => new Map(items.value.map((item) => [item.id, item])))
  const shown = computed(() => new Set((map.value?.nodes ?? []).map((node) => node.id)))

  const steps = computed(() => {
    const until = context.asOf.value
    return new Map((history.data.value?.items ?? []).map((one) => [one.id, one.steps.filter((step) => until === undefined || parisDay(step.at) <= until)]))
  })

  function powerScene(on: Plane): Scene {
    const placed = items.value.flatMap((item) => {
      const [y, x] = [valueOn(item, 'power'), valueOn(item, 'interest')]
      return x === undefined || y === undefined || !shown.value.has(item.id) ? [] : [[item.id, toPlace(on, x, y)] as const]
    })
    const places = partSlightly(new Map(placed), sizes.value, GIVES_WAY)
    const names = { highHigh: t('classes.grid.key-players'), highLow: t('classes.grid.keep-satisfied'), lowHigh: t('classes.grid.keep-informed'), lowLow: t('classes.grid.minimal-effort') }
    const pieces = planeGround(on, names, (value) => format.value.number(value))
    const moved = [...places.keys()].filter((id) => (steps.value.get(id)?.length ?? 0) > 1)
    const drawn = moved.length > TRAILS_MAX ? moved.filter((id) => id === chosen()) : moved
    const trails = drawn.map((id) => trailPieces({
      id, color: colours.value.get(id) ?? palette.value.ink3, dated: id === chosen(),
      steps: (steps.value.get(id) ?? []).slice(0, -1).flatMap((step) => {
        const [y, x] = [valueOn(step as never, 'power'), valueOn(step as never, 'interest')]
        return x === undefined || y === undefined ? [] : [{ at: toPlace(on, x, y), date: format.value.date(step.at) }]
      }),
    }))
    return sceneOf(places, [...pieces, ...trails.flatMap((trail) => trail.pieces)], trails.flatMap((trail) => trail.edges))
  }

  function salienceScene(): Scene {
    const members = items.value.flatMap((item): VennMember[] => {
      const levels = ['power', 'legitimacy', 'urgency'].map((axis) => item.values.find((v) => v.axis === axis)?.level)
      if (item.class === undefined || !shown.value.has(item.id)) return []
      const [power, legitimacy, urgency] = levels.map((level) => level === 'high')
      return [{ id: item.id, held: [power === true, legitimacy === true, urgency === true], size: sizes.value.get(item.id) ?? 24 }]
    })
    const classOf = (held: Held): string => t(`classes.salience.${salienceOf[regionKey(held)] ?? 'non-stakeholder'}`)
    const axis = (name: string) => nameOf(answer.data.value?.rule.axes.find((a) => a.axis === name))
    const count = (held: Held): number => members.filter((m) => regionKey(m.held) === regionKey(held)).length
    const ground = vennGround(members, { power: axis('power'), legitimacy: axis('legitimacy'), urgency: axis('urgency'), none: '', region: (held) => `${classOf(held)} · ${format.value.number(count(held))}` })
    return sceneOf(vennPlaces(members), ground, [])
  }

  function sceneOf(places: Places, pieces: readonly Parameters<typeof pieceNode>[0][], trails: Scene['trails']): Scene {
    const marks = new Map(items.value.filter((item) => item.near).map((item) => [item.id, 'near-cut']))
    const left = (map.value?.nodes.length ?? 0) - places.size
    return { places: new Map([...pieces.map((piece) => [piece.id, piece.at] as const), ...places]), ground: pieces.map(pieceNode), trails, marks, left }
  }

  const turn = ref(0)
  const ready = computed(() => active.value && map.value !== undefined && answer.data.value?.rule.scheme === scheme.value)
  // Until the scores are there the nodes stay where they were, and then glide.
  const scene = computed<Scene | undefined>(() => {
    if (!ready.value || turn.value < 0) return undefined
    if (!plane.value || items.value.length === 0) return emptyScene
    return state.value.lens === 'salience' ? salienceScene() : powerScene(plane.value)
  })
  return {
    active, scene, plane, byId, answer, steps, instants: computed(() => history.data.value?.instants ?? []), rule: computed(() => answer.data.value?.rule),
    /** Puts nodes back where they belong after a hand let go of them. */
    again: (): void => void (turn.value += 1),
  }
}
export type ScoreScene = ReturnType<typeof useScoreScene>

const salienceOf: Readonly<Record<string, string>> = { 111: 'definitive', 110: 'dominant', 101: 'dangerous', '011': 'dependent', 100: 'dormant', '010': 'discretionary', '001': 'demanding', '000': 'non-stakeholder' }

/** The plane of a rule; on a lens without two axes of a plane, the first two stand in. */
function planeOf(rule: ClassRule | undefined, nameOf: (axis: ClassRule['axes'][number]) => string, small: boolean): Plane | undefined {
  const y = rule?.axes.find((axis) => axis.axis === 'power') ?? rule?.axes[0]
  const x = rule?.axes.find((axis) => axis.axis === 'interest') ?? rule?.axes[1]
  if (!rule || !x || !y) return undefined
  const side = (axis: ClassRule['axes'][number]) => ({ label: nameOf(axis), min: axis.min, max: axis.max, cut: axis.cut })
  return { x: side(x), y: side(y), nearPercent: rule.nearPercent, ...(small ? TALL : WIDE) }
}
