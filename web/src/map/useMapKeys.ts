import { onBeforeUnmount, onMounted } from 'vue'

/** One-letter keys of the screen, left alone while somebody types or a dialogue stands open. A key whose action answers false goes on. */
export function useMapKeys(keys: Record<string, () => unknown>): void {
  function onKey(event: KeyboardEvent): void {
    const { target } = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=grid], [role=menu], [role=dialog], [role=listbox]'))) return
    const run = keys[event.key.toLowerCase()]
    if (!run) return
    if (run() !== false) event.preventDefault()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
