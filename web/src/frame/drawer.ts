import { computed, defineAsyncComponent, inject, provide, shallowReactive, type Component, type ComputedRef, type InjectionKey } from 'vue'
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'

/** Anything that has a sheet: `{ type: 'stakeholder', id }`. */
export interface SheetRef {
  type: string
  id: string
}

interface SheetDefinition {
  component: Component
  /** Where Enter or the expand button leads. */
  page: (id: string) => RouteLocationRaw
}

const sheets = new Map<string, SheetDefinition>()
const queryKey = 'fiche'

/** Declares the sheet of a type; the component gets `id`, loads lazily, and describes itself with `useSheet()`. */
export function registerSheet(type: string, load: () => Promise<{ default: Component }>, page: SheetDefinition['page']): void {
  sheets.set(type, { component: defineAsyncComponent(load), page })
}

export const findSheet = (type: string): SheetDefinition | undefined => sheets.get(type)

/** Reads `stakeholder:0190…` from the address. */
export function parseSheet(text: unknown): SheetRef | undefined {
  const parts = typeof text === 'string' ? /^([a-z][a-zA-Z-]*):(.+)$/.exec(text) : null
  return parts?.[1] && parts[2] ? { type: parts[1], id: parts[2] } : undefined
}

export interface Drawer {
  current: ComputedRef<SheetRef | undefined>
  open: (sheet: SheetRef) => Promise<unknown>
  close: () => Promise<unknown>
  /** The same place with this sheet open, for a link. */
  link: (sheet: SheetRef) => RouteLocationRaw
}

/** The drawer over any screen; what it shows is in the address (`?fiche=stakeholder:ID`). */
export function useDrawer(): Drawer {
  const route = useRoute()
  const router = useRouter()
  const link = (sheet: SheetRef): RouteLocationRaw => ({
    query: { ...route.query, [queryKey]: `${sheet.type}:${sheet.id}` },
    hash: route.hash,
  })
  return {
    current: computed(() => parseSheet(route.query[queryKey])),
    link,
    open: (sheet) => router.push(link(sheet)),
    close: () => {
      const { [queryKey]: _closed, ...query } = route.query
      return router.push({ query, hash: route.hash })
    },
  }
}

/** One neighbour on the spine, walked by a click: impact ← stakeholder → session → point. */
export interface SpineStep {
  /** What kind of thing, in the reader's language. */
  kind: string
  label: string
  /** Absent for the sheet itself. */
  sheet?: SheetRef
}

export interface SheetDescription {
  title: string
  kind: string
  spine: SpineStep[]
}

const key: InjectionKey<SheetDescription> = Symbol('sheet')

/** For the host of a sheet: what its content says of itself. */
export function provideSheet(): SheetDescription {
  const description = shallowReactive<SheetDescription>({ title: '', kind: '', spine: [] })
  provide(key, description)
  return description
}

/** For a sheet: `describe({ title, kind, spine })`, as often as it changes; without effect outside the drawer. */
export function useSheet(): { inDrawer: boolean; describe: (description: Partial<SheetDescription>) => void } {
  const target = inject(key, undefined)
  return { inDrawer: target !== undefined, describe: (description) => void (target && Object.assign(target, description)) }
}
