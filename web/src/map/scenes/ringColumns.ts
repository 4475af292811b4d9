import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../ui/format.ts'
import type { ScoredColumns } from './scoredColumns.ts'
import type { RingScene } from './useRingScene.ts'

/** What the lens of ranks says of a node, for the table beside the map: its rank, and the ring it stands on. */
export function useRingColumns(rings: RingScene): ComputedRef<ScoredColumns | undefined> {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => {
    if (!rings.active.value || !rings.ranking.value) return undefined
    return {
      columns: [{ id: 'rank', label: t('rankings.column.rank'), align: 'end' }, { id: 'ring', label: t('map.rings.ring') }],
      value: (nodeId, columnId) => {
        const { rank, ring, ranks } = rings.standing(nodeId)
        if (columnId === 'rank') return rank
        if (ring === undefined || !ranks) return t('map.rings.unranked')
        return ranks.from === ranks.to ? t('map.rings.ringOne', { n: ring, rank: format.value.number(ranks.from) }) : t('map.rings.ringOf', { n: ring, from: format.value.number(ranks.from), to: format.value.number(ranks.to) })
      },
    }
  })
}
