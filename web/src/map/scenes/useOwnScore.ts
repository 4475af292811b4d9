import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { isApiError } from '../../api/client.ts'
import { useSession } from '../../auth/store.ts'
import { useOwnScores } from '../../classes/store.ts'
import { useReason } from '../../stakeholders/attempt.ts'
import { useToast } from '../../ui/toast.ts'
import type { Point } from '../model.ts'
import type { MapData } from '../useMapData.ts'
import { toValues } from './plane.ts'

/** Less than this share of a step is a hand that shook, not a score. */
const SHAKE = 0.3

export interface OwnValue { axis: string; criterionId: string; label: string; value: number }

/** Scoring on the map: a node dragged on the plane is one's own score, taken back by the toast. */
export function useOwnScore(data: MapData) {
  const { t, locale } = useI18n()
  const { toast } = useToast()
  const say = useReason()
  const session = useSession()
  const { give, withdraw } = useOwnScores()
  const held = ref<{ id: string; values: OwnValue[] }>()
  const asked = ref<string>()
  /** What a hand meant for a person, kept while its source is asked. */
  const meant = ref<readonly OwnValue[]>([])
  const may = computed(() => session.can('scores:write') && !data.context.readOnly.value)
  const movable = computed(() => !data.staged.value || (may.value && data.state.value.lens === 'power'))
  const nameOf = (id: string): string => data.map.value?.nodes.find((node) => node.id === id)?.label ?? ''

  /** The axes on which a place differs from where the node stood, with the nearest value of their scales. */
  function valuesAt(id: string, place: Point): OwnValue[] {
    const { plane, rule, scene } = data.scores
    const stood = scene.value?.places.get(id)
    if (!plane.value || !stood) return []
    const [now, before] = [toValues(plane.value, place), toValues(plane.value, stood)]
    return (rule.value?.axes ?? []).flatMap((axis) => {
      const key = axis.axis === 'power' ? 'y' : 'x'
      return Math.abs(now[key] - before[key]) < SHAKE ? [] : [{ axis: axis.axis, criterionId: axis.criterionId, label: locale.value === 'en' ? axis.labelEn : axis.labelFr, value: Math.round(now[key]) }]
    })
  }

  async function save(id: string, values: readonly OwnValue[], source = ''): Promise<boolean> {
    try {
      const ids = await give.mutateAsync(values.map(({ criterionId, value }) => ({ stakeholderId: id, criterionId, value, ...(source ? { source } : {}) })))
      toast({ text: t('map.score.given', { name: nameOf(id), values: wordsOf(values) }), undo: () => withdraw.mutateAsync(ids).then(data.scores.again) })
      return true
    } catch (error) {
      if (isApiError(error, 'score-source-needed')) [meant.value, asked.value] = [values, id]
      toast({ text: say(error), tone: 'danger' })
      return false
    } finally {
      data.scores.again()
    }
  }
  const wordsOf = (values: readonly OwnValue[]): string => values.map(({ label, value }) => `${label} ${value}`).join(', ')

  return {
    may, movable, asked, meant, held, wordsOf, save,
    moving: (id: string, place: Point): void => void (data.scores.active.value && (held.value = { id, values: valuesAt(id, place) })),
    /** A hand let go: the place becomes a score, and the node goes where all voices together put it. */
    moved: async (list: readonly { id: string; place: Point }[]): Promise<void> => {
      held.value = undefined
      const [one] = list
      const values = one ? valuesAt(one.id, one.place) : []
      if (one && values.length > 0) await save(one.id, values)
      else data.scores.again()
    },
  }
}
export type OwnScoring = ReturnType<typeof useOwnScore>
