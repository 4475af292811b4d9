import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { draftBody, type TieDraft } from '../ties/rules.ts'
import { useTieWrites } from '../ties/store.ts'
import { useToast } from '../ui/toast.ts'

/** Tying two stakeholders: first the one it starts from, then the other, by click or by list. */
export function useLinking() {
  const { t } = useI18n()
  const { toast } = useToast()
  const writes = useTieWrites()
  const active = ref(false)
  const from = ref<string>()
  const to = ref<string>()

  function start(first?: string): void {
    active.value = true
    from.value = first
    to.value = undefined
  }
  const stop = (): void => void ((active.value = false), (from.value = undefined), (to.value = undefined))
  const swap = (): void => void ([from.value, to.value] = [to.value, from.value])
  /** A stakeholder was clicked: it fills the end that is still open. */
  function take(id: string): void {
    if (from.value === undefined) from.value = id
    else if (id !== from.value) to.value = id
  }

  async function save(draft: TieDraft, typeId: string): Promise<void> {
    if (from.value === undefined || to.value === undefined) return
    const tie = await writes.create({ ...draftBody(draft, typeId), fromId: from.value, toId: to.value })
    stop()
    toast({ text: t('map.tie.created'), undo: () => writes.remove(tie.id, tie.version) })
  }
  return { active, from, to, start, stop, swap, take, save }
}
