import { computed, toValue, type ComputedRef, type MaybeRefOrGetter, type WritableComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Segment } from '../ui/UiSegmented.vue'
import type { Order, Results } from './store.ts'
import { useAddress } from './useAddress.ts'

type Name = '1' | '2' | '3'

/** The order in view, held in the address: the highest that there is, unless somebody chose. */
export function useOrder(results: MaybeRefOrGetter<Results>): { order: WritableComputedRef<Name>; found: ComputedRef<Order | undefined>; segments: ComputedRef<Segment[]> } {
  const { t } = useI18n()
  const highest = computed<Name>(() => (toValue(results).orders.some((o) => o.order === 3) ? '3' : '2'))
  const order = useAddress('ordre', ['1', '2', '3'], () => highest.value)
  return {
    order,
    found: computed(() => toValue(results).orders.find((o) => String(o.order) === order.value)),
    segments: computed(() => (['1', '2', '3'] as const).map((value) => ({ value, label: t(`mactor.order.${value}`) }))),
  }
}
