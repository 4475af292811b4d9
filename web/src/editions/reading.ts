import { computed, inject, type ComputedRef, type InjectionKey, provide } from 'vue'
import type { Comparison, Drift, FigureRef } from './types.ts'

/** What the paper knows beside its content: how to open rows, what changed since, what the year before said. */
export interface Reading {
  open: (figure: FigureRef) => void
  before: (figure: FigureRef) => Comparison['items'][number] | undefined
  drift: (figure: FigureRef) => Drift['items'][number] | undefined
  comparing: ComputedRef<boolean>
  /** A mark opens what its figure counts in numbers, not its rows: the public page. */
  explains: boolean
}
const key: InjectionKey<Reading> = Symbol('reading of an edition')
const at = ({ blockId, part }: FigureRef): string => `${blockId}/${part}`

export function provideReading(open: Reading['open'], comparison: () => Comparison | undefined, drift: () => Drift | undefined, comparing: () => boolean, { explains }: { explains: boolean } = { explains: false }): void {
  const before = computed(() => new Map((comparing() ? (comparison()?.items ?? []) : []).map((item) => [at(item), item])))
  const drifted = computed(() => new Map((drift()?.items ?? []).map((item) => [item.blockId, item])))
  provide(key, { open, before: (figure) => before.value.get(at(figure)), drift: (figure) => drifted.value.get(figure.blockId), comparing: computed(comparing), explains })
}

/** Without an edition around it nothing opens and nothing is compared. */
export const useReading = (): Reading | undefined => inject(key, undefined)
