import { readonly, shallowReactive } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'danger'
  /** The way back: destructive acts are undone, not confirmed. */
  undo?: () => unknown
  /** Another way on, when there is nothing to undo. */
  action?: { label: string; run: () => unknown }
  /** Milliseconds on screen, paused while pointed at or focused. */
  durationMs: number
}

const shown = shallowReactive<Toast[]>([])
let lastId = 0

export const toasts = readonly(shown) as readonly Toast[]

/** Takes a message away before its time. */
export function dismissToast(id: number): void {
  const index = shown.findIndex((toast) => toast.id === id)
  if (index >= 0) shown.splice(index, 1)
}

/** `toast({ text, undo })`: says what was done, with a way back; at most three stand at once. */
export function useToast(): { toast: (message: Partial<Toast> & { text: string }) => number; dismiss: (id: number) => void } {
  return {
    toast: (message) => {
      const id = (lastId += 1)
      shown.push({ tone: 'plain', durationMs: message.undo ? 10_000 : 6000, ...message, id })
      if (shown.length > 3) shown.shift()
      return id
    },
    dismiss: dismissToast,
  }
}
