import { onBeforeUnmount, ref, type Ref } from 'vue'

/** Whether a media query holds, as it changes. */
export function useWide(query: string): Ref<boolean> {
  const media = window.matchMedia(query)
  const wide = ref(media.matches)
  const change = (): void => void (wide.value = media.matches)
  media.addEventListener('change', change)
  onBeforeUnmount(() => media.removeEventListener('change', change))
  return wide
}
