import { computed, type ComputedRef, type Ref } from 'vue'
import type { Inset } from './canvas.ts'
import type { Box } from './labels.ts'
import type { Lens } from './model.ts'

const PHONE = 760
const SHEET = 420
/** Room for the names at the sides of the ISO lens, which all go outwards. */
const AREA_NAMES = 312

/** What the panels leave of the stage: where a fit may draw, and where no name may stand. */
export function useRoom({ stage, lens, covered }: { stage: Readonly<Ref<HTMLElement | null>>; lens: () => Lens; covered: () => boolean }): { inset: ComputedRef<Inset>; obstacles: () => Box[] } {
  const inset = computed<Inset>(() => {
    const narrow = window.innerWidth <= PHONE
    const legend = !narrow && window.innerWidth > 1200 ? 264 : 90
    const own = lens() === 'power' || lens() === 'salience'
    // The choice of the study stands above.
    const chosen = lens() === 'convergence'
    const rings = lens() === 'rings'
    if (narrow && rings) return { top: 236, bottom: 116, start: 10, end: 10 }
    if (narrow && chosen) return { top: 290, bottom: 96, start: 64, end: 64 }
    if (narrow) return own ? { top: 150, bottom: 168, start: 22, end: 14 } : { top: 104, bottom: 56, start: 28, end: 28 }
    const end = covered() ? SHEET : 0
    // The dates stand below, the axes beside.
    if (own) return { top: 84, bottom: 84, start: legend + 12, end: 84 + end }
    // The names of the sectors stand around the rings, the dates below.
    if (rings) return { top: 142, bottom: 92, start: legend + 60, end: 190 + end }
    if (chosen) return { top: 124, bottom: 64, start: legend, end: 120 + end }
    return lens() === 'iso' ? { top: 84, bottom: 108, start: AREA_NAMES, end: AREA_NAMES + end * 0.4 } : { top: 76, bottom: 44, start: legend, end: 84 + end }
  })
  /** Measured when names are set: panels open and fold. */
  const obstacles = (): Box[] => {
    const host = stage.value
    if (!host) return []
    const origin = host.getBoundingClientRect()
    return [...host.querySelectorAll('[data-over], [data-over] .group')].filter((e) => !e.matches('[role=toolbar]')).map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      return { left: left - origin.left - 4, top: top - origin.top - 4, right: right - origin.left + 4, bottom: bottom - origin.top + 4 }
    })
  }
  return { inset, obstacles }
}
