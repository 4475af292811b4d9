import { computed } from 'vue'
import { useFramework, useFrameworkLists } from './store.ts'

/** The key practices, in their order and in the language in force. */
export function usePractices() {
  const framework = useFramework()
  const { practices } = useFrameworkLists()
  const all = computed(() => (practices.data.value ?? []).map((row) => ({ id: row.id, code: row.code, rank: row.rank, label: framework.label(row) })))
  const byId = computed(() => new Map(all.value.map((practice) => [practice.id, practice])))
  return { all, find: (id: string | null | undefined) => (id ? byId.value.get(id) : undefined) }
}
