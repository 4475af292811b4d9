import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'

/** True on a screen the width of a phone. */
export function useNarrow(): Readonly<Ref<boolean>> {
  const media = window.matchMedia('(max-width: 47.99rem)')
  const narrow = ref(media.matches)
  const follow = (event: MediaQueryListEvent): void => void (narrow.value = event.matches)
  media.addEventListener('change', follow)
  onScopeDispose(() => media.removeEventListener('change', follow))
  return readonly(narrow)
}

/** The last value of a text once it has stood still for `delayMs`; an emptied one at once. */
export function useSettled(text: Ref<string>, delayMs: number): Readonly<Ref<string>> {
  const settled = ref(text.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(text, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (settled.value = now), now === '' ? 0 : delayMs)
  })
  onScopeDispose(() => clearTimeout(timer))
  return readonly(settled)
}
