import { onBeforeUnmount, ref, type Ref } from 'vue'

/** True on a phone, following the window: for drawings, which CSS cannot size. */
export function useSmallScreen(): Ref<boolean> {
  const query = window.matchMedia('(max-width: 47.99rem)')
  const small = ref(query.matches)
  const follow = (event: MediaQueryListEvent): void => void (small.value = event.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return small
}
