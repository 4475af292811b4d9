import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ScoreScene } from './useScoreScene.ts'

/** What a lens of scores says of a node, for the table beside the map: its class and its value on each axis. */
export interface ScoredColumns {
  columns: { id: string; label: string; align?: 'end' }[]
  value: (nodeId: string, columnId: string) => string | number | undefined
}

export function useScoredColumns(scores: ScoreScene): ComputedRef<ScoredColumns | undefined> {
  const { t, locale } = useI18n()
  return computed(() => {
    const rule = scores.rule.value
    if (!scores.active.value || !rule) return undefined
    return {
      columns: [{ id: 'class', label: t('classes.column.class') }, ...rule.axes.map((axis) => ({ id: axis.axis, label: locale.value === 'en' ? axis.labelEn : axis.labelFr, align: 'end' as const }))],
      value: (nodeId, columnId) => {
        const item = scores.byId.value.get(nodeId)
        if (columnId === 'class') return item?.class ? t(`classes.${rule.scheme}.${item.class}`) : ''
        const value = item?.values.find((one) => one.axis === columnId)?.value
        return value === undefined ? undefined : Math.round(value * 100) / 100
      },
    }
  })
}
