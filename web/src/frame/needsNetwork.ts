import { readonly, ref } from 'vue'
import type { Router } from 'vue-router'
import { i18n } from '../i18n.ts'
import { useToast } from '../ui/toast.ts'

/** What browsers say when a part of the application cannot be fetched. */
const isMissing = (error: unknown): boolean => error instanceof Error && /dynamically imported module|importing a module script failed|unable to preload/i.test(error.message)

const failed = ref(false)
/** The first screen of the page is not on this device. */
export const missing = readonly(failed)

/** A screen that is not on this device, such as the map: without a network it says so; with one, the server has a newer version, which is loaded. */
export function sayWhatNeedsTheNetwork(router: Router): void {
  const { toast } = useToast()
  router.onError((error, to, from) => {
    if (!isMissing(error)) return
    if (from.matched.length === 0) failed.value = true
    else if (navigator.onLine) window.location.assign(to.fullPath)
    else toast({ text: i18n.global.t('frame.away.screen') })
  })
}
