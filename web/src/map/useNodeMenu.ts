import { FileText, Focus, Gauge, Pin, PinOff, Spline } from '@lucide/vue'
import { computed, ref, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { MenuEntry } from '../ui/menu.ts'
import { useToast } from '../ui/toast.ts'
import type { NodeType, Point } from './model.ts'
import type { MapData } from './useMapData.ts'
import type { usePlaces } from './usePlaces.ts'

interface Needs {
  data: MapData
  spots: ReturnType<typeof usePlaces>
  mayLink: ComputedRef<boolean>
  open: (type: NodeType, id: string) => void
  link: (id: string) => void
  /** Asks for one's own score of a node, on a lens of scores. */
  score: ComputedRef<((id: string) => void) | undefined>
}

/** What one can do with a node, by right click, long press or key. */
export function useNodeMenu({ data, spots, mayLink, open, link, score }: Needs) {
  const { t } = useI18n()
  const { toast } = useToast()
  const target = ref<{ id: string; at: Point; turn: number }>()
  let turn = 0
  const nodeOf = (id: string | undefined) => data.map.value?.nodes.find((n) => n.id === id)
  const node = computed(() => nodeOf(target.value?.id))

  async function togglePin(id: string): Promise<void> {
    const at = nodeOf(id)
    if (!at || !spots.kept.value) return
    const on = !spots.pinned.value.has(id)
    await spots.pin(id, on)
    toast({ text: t(on ? 'map.pin.pinned' : 'map.pin.unpinned', { name: at.label }), undo: () => spots.pin(id, !on) })
  }

  const entries = computed<MenuEntry[]>(() => {
    const it = node.value
    if (!it) return []
    const isPinned = spots.pinned.value.has(it.id)
    return [
      { label: t('map.menu.open'), icon: FileText, run: () => open(it.type, it.id) },
      { label: t('map.menu.focus'), icon: Focus, run: () => data.change({ focus: it.id }) },
      ...(it.type === 'stakeholder' && score.value ? [{ label: t('map.score.menu'), icon: Gauge, run: () => score.value?.(it.id) }] : []),
      ...(it.type === 'stakeholder' && mayLink.value ? [{ label: t('map.menu.link'), icon: Spline, hint: 'L', run: () => link(it.id) }] : []),
      ...(!spots.kept.value ? [] : [{ label: t(isPinned ? 'map.menu.unpin' : 'map.menu.pin'), icon: isPinned ? PinOff : Pin, hint: 'P', run: () => togglePin(it.id) }]),
    ]
  })
  return {
    target, entries, togglePin,
    label: computed(() => t('map.menu.label', { name: node.value?.label ?? '' })),
    show: (id: string, at: Point): void => void (nodeOf(id) && (target.value = { id, at, turn: (turn += 1) })),
  }
}
