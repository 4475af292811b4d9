import { ref, watch, type Ref } from 'vue'

interface TableKeys {
  /** Index of the row under the keyboard; −1 before the first move. */
  active: Ref<number>
  onKeydown: (event: KeyboardEvent) => void
  /** Click with Shift: from the last chosen row to this one. */
  toggle: (index: number, extend: boolean) => void
  toggleAll: () => void
}

interface Options {
  ids: () => readonly string[]
  selection: Ref<string[]>
  selectable: () => boolean
  pageRows: () => number
  reveal: (index: number) => void
  open: (index: number) => void
}

/** Arrows, Home, End and pages move; Space chooses; Shift extends; Ctrl A takes all; Enter opens. */
export function useTableKeys(options: Options): TableKeys {
  const active = ref(-1)
  let anchor = -1
  const last = (): number => options.ids().length - 1

  watch(
    () => options.ids().length,
    () => {
      if (active.value > last()) active.value = last()
    },
  )

  function move(to: number, extend: boolean): void {
    if (last() < 0) return
    const from = active.value
    active.value = Math.max(0, Math.min(last(), to))
    options.reveal(active.value)
    if (!extend || !options.selectable()) return
    if (anchor < 0) anchor = Math.max(0, from)
    chooseRange(anchor, active.value)
  }

  function chooseRange(from: number, to: number): void {
    const ids = options.ids().slice(Math.min(from, to), Math.max(from, to) + 1)
    options.selection.value = [...new Set([...options.selection.value, ...ids])]
  }

  function toggle(index: number, extend: boolean): void {
    const id = options.ids()[index]
    if (id === undefined || !options.selectable()) return
    active.value = index
    if (extend && anchor >= 0) return chooseRange(anchor, index)
    anchor = index
    const chosen = options.selection.value
    options.selection.value = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]
  }

  function toggleAll(): void {
    const all = options.ids()
    options.selection.value = all.every((id) => options.selection.value.includes(id)) ? [] : [...all]
  }

  const steps: Record<string, () => number> = {
    ArrowDown: () => active.value + 1,
    ArrowUp: () => active.value - 1,
    PageDown: () => active.value + options.pageRows(),
    PageUp: () => active.value - options.pageRows(),
    Home: () => 0,
    End: () => last(),
  }

  function onKeydown(event: KeyboardEvent): void {
    // Keys pressed in a control inside a cell belong to that control.
    if (event.target !== event.currentTarget) return
    const step = steps[event.key]
    if (step) move(step(), event.shiftKey)
    else if (event.key === 'Enter' && active.value >= 0) options.open(active.value)
    else if (event.key === ' ' && active.value >= 0) toggle(active.value, event.shiftKey)
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && options.selectable()) toggleAll()
    else return
    event.preventDefault()
  }

  return { active, onKeydown, toggle, toggleAll }
}
