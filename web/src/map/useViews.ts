import { Plus, Share2, Trash2 } from '@lucide/vue'
import { computed, ref, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { MenuEntry } from '../ui/menu.ts'
import { useToast } from '../ui/toast.ts'
import { useSavedViewChanges, useSavedViews } from './store.ts'
import { fromViewState, toViewState } from './views.ts'

/** The menu of kept views: open one, keep this one, delete one's own. */
export function useViews() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const { toast } = useToast()
  const views = useSavedViews()
  const { keep, remove } = useSavedViewChanges()
  const naming = ref(false)
  type View = NonNullable<typeof views.data.value>[number]

  const current = computed(() => JSON.stringify(Object.entries(toViewState(route.query)).toSorted()))
  const isCurrent = (view: View): boolean => JSON.stringify(Object.entries(view.state).toSorted()) === current.value

  async function save(name: string, shared: boolean): Promise<void> {
    const view = await keep.mutateAsync({ name, shared, state: toViewState(route.query) })
    toast({ text: t('map.views.kept', { name }), undo: () => remove.mutateAsync(view) })
  }
  async function forget(view: View): Promise<void> {
    await remove.mutateAsync(view)
    toast({ text: t('map.views.removed', { name: view.name }), undo: () => keep.mutateAsync({ name: view.name, shared: view.shared, state: view.state }) })
  }

  const entries: ComputedRef<MenuEntry[]> = computed(() => {
    const list = views.data.value ?? []
    const here = list.find((view) => view.mine && isCurrent(view))
    return [
      ...(list.length > 0 ? [{ kind: 'heading' as const, label: t('map.views.title') }] : []),
      ...list.map((view): MenuEntry => ({ label: view.name, checked: isCurrent(view), ...(view.shared ? { icon: Share2, hint: t('map.views.sharedMark') } : {}), run: () => router.push({ path: '/carte', query: fromViewState(view.state) }) })),
      ...(list.length > 0 ? [{ kind: 'separator' as const }] : []),
      { label: t('map.views.keep'), icon: Plus, run: () => (naming.value = true) },
      ...(here ? [{ label: t('map.views.remove', { name: here.name }), icon: Trash2, danger: true, run: () => forget(here) }] : []),
    ]
  })
  return { entries, naming, save }
}
