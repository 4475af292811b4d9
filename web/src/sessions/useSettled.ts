import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** The text once the hand rests for `waitMs` milliseconds. */
export function useSettled(text: Ref<string>, waitMs = 200): Ref<string> {
  const settled = ref(text.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(text, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (settled.value = now), waitMs)
  })
  onBeforeUnmount(() => clearTimeout(timer))
  return settled
}
