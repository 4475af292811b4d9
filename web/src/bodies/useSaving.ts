import { computed, ref } from 'vue'
import { useReason } from '../sessions/attempt.ts'

/** The saving of a dialogue: busy while it lasts, and why it was refused, in the dialogue itself. */
export function useSaving(close: () => void) {
  const reason = useReason()
  const busy = ref(false)
  const refusal = ref<unknown>()
  return {
    busy,
    refused: computed(() => (refusal.value === undefined ? undefined : reason(refusal.value))),
    open: computed({ get: () => true, set: (on) => void (on || close()) }),
    save: async (work: () => Promise<unknown>): Promise<void> => {
      busy.value = true
      refusal.value = undefined
      try {
        await work()
        close()
      } catch (error) {
        refusal.value = error
      }
      busy.value = false
    },
  }
}
