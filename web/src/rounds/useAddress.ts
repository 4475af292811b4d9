import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A choice of this screen, held in the address so that a colleague opens the same thing. */
export function useAddress<const T extends string>(key: string, allowed: readonly T[], fallback: () => T): WritableComputedRef<T> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => allowed.find((value) => value === route.query[key]) ?? fallback(),
    set: (value) => void router.replace({ query: { ...router.currentRoute.value.query, [key]: value }, hash: route.hash }),
  })
}
