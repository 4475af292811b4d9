import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useToast } from '../ui/toast.ts'
import { useAttempt } from './attempt.ts'
import { batchesOf, undoOf, type BulkChange } from './bulk.ts'
import { useRegisterWrites } from './store.ts'
import type { Stakeholder, StakeholderPatch } from './types.ts'

export interface Bulk {
  selection: Ref<string[]>
  chosen: ComputedRef<Stakeholder[]>
  busy: Ref<boolean>
  /** The same change to all that are chosen, with one way back. */
  apply: (change: BulkChange) => Promise<void>
  /** A change to one row, made on the spot, with its way back. */
  edit: (row: Stakeholder, change: StakeholderPatch) => Promise<void>
}

/** What one does to the rows of the register, chosen or in hand. */
export function useBulk(rows: () => readonly Stakeholder[]): Bulk {
  const { t } = useI18n()
  const { toast } = useToast()
  const attempt = useAttempt()
  const writes = useRegisterWrites()
  const selection = ref<string[]>([])
  const busy = ref(false)
  const chosen = computed(() => rows().filter((row) => selection.value.includes(row.id)))

  async function apply(change: BulkChange): Promise<void> {
    const before = chosen.value
    busy.value = true
    const done = await attempt(() => writes.change(batchesOf(before.map((row) => row.id), change)))
    busy.value = false
    if (done) toast({ text: t('stakeholders.bulk.done', { n: before.length }, before.length), undo: () => attempt(() => writes.change(undoOf(before, change))) })
  }

  async function edit(row: Stakeholder, change: StakeholderPatch): Promise<void> {
    const back = Object.fromEntries(Object.keys(change).map((key) => [key, row[key as keyof Stakeholder]])) as StakeholderPatch
    await attempt(async () => {
      const saved = await writes.patch(row.id, row.version, change)
      toast({ text: t('stakeholders.edit.done', { name: row.name }), undo: () => attempt(() => writes.patch(row.id, saved.version, back)) })
    })
  }
  return { selection, chosen, busy, apply, edit }
}
