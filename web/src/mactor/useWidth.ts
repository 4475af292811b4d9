import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** The inner width of an element in CSS pixels, followed as it changes: a drawing in real pixels keeps its words readable. */
export function useWidth(element: Readonly<Ref<HTMLElement | null>>, before = 640): Ref<number> {
  const width = ref(before)
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) width.value = Math.round(entry.contentRect.width)
  })
  watch(element, (now, was) => {
    if (was) observer.unobserve(was)
    if (now) observer.observe(now)
  }, { immediate: true })
  onBeforeUnmount(() => observer.disconnect())
  return width
}
