import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { labelOf } from '../ties/rules.ts'
import { useFormat } from '../ui/format.ts'
import { categoryColor } from '../ui/palette.ts'
import { degreesOf } from './elements.ts'
import { legendOf } from './legend.ts'
import type { MapAnswer, MapNode } from './model.ts'
import { usePoints } from './store.ts'
import type { TableWords } from './tables.ts'
import type { MapData } from './useMapData.ts'

/** The nodes in sight: a lens of its own may leave some out. */
function shownOn(data: MapData): MapAnswer {
  const [map, scene] = [data.map.value, data.scene.value]
  if (!map) return { nodes: [], edges: [], counts: { shown: 0, all: 0, impacts: 0, areas: 0, ties: 0 } }
  return scene ? { ...map, nodes: map.nodes.filter((node) => scene.places.has(node.id)) } : map
}

/** What the map says in the reader's language. */
export function useWords(data: MapData) {
  const { t, locale } = useI18n()
  const format = useFormat()
  const points = usePoints(() => data.state.value.point !== undefined)
  const categories = computed(() => (data.categories.data.value ?? []).map((c) => ({ id: c.id, colour: c.colour, name: locale.value === 'en' ? c.labelEn : c.labelFr })))
  const byId = computed(() => new Map(categories.value.map((c) => [c.id, c])))
  const degrees = computed(() => degreesOf(data.map.value?.edges ?? []))
  const categoryOf = (node: MapNode): string | undefined => (node.type === 'stakeholder' && node.categoryId !== null ? byId.value.get(node.categoryId)?.name : undefined)

  const legend = computed(() => (data.map.value ? legendOf(shownOn(data), data.palette.value, data.state.value.point !== undefined, { t, categories: categories.value, allied: data.alliances.active.value, ranked: data.rings.active.value ? { trails: (data.rings.scene.value?.trails ?? []).some((one) => one.classes === 'trail') } : undefined, scored: data.scores.scene.value && { near: data.scores.scene.value.marks.size > 0, trails: data.scores.scene.value.trails.length > 0 } }) : []))
  const colour = computed(() => {
    const point = points.data.value?.find((p) => p.id === data.state.value.point)
    return data.state.value.point ? t('map.colour.byPoint', { point: point?.title ?? '…' }) : t('map.colour.byCategory')
  })
  const table = computed<TableWords>(() => ({
    t: (key) => t(key),
    imprecise: format.value.imprecise,
    category: (id) => {
      const found = byId.value.get(id)
      return found && { name: found.name, color: categoryColor(found.colour - 1) }
    },
    tieType: (id) => {
      const type = data.tieTypes.data.value?.find((item) => item.id === id)
      return type ? labelOf(type, locale.value) : ''
    },
  }))
  return {
    legend, colour, table, categoryOf,
    degreeOf: (id: string): number => degrees.value.get(id) ?? 0,
    kindOf: (node: MapNode): string => categoryOf(node) ?? (node.type === 'area' ? node.code : node.type === 'impact' ? t(node.sign > 0 ? 'map.type.benefit' : 'map.type.harm') : t('stakeholders.noCategory')),
  }
}
