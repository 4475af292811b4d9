import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

/** How many decimals a set of figures needs, so that they stand under one another: none when all are whole. */
export const decimalsOf = (values: readonly unknown[], most: number): number => (values.some((value) => typeof value === 'number' && Math.abs(value - Math.round(value)) > 1e-9) ? most : 0)

/** A figure with exactly so many decimals, signed on demand: "0,50", "+2", "−1,5". */
export function useFixed(): ComputedRef<(value: number, digits: number, signed?: boolean) => string> {
  const { locale } = useI18n()
  return computed(() => (value, digits, signed = false) =>
    new Intl.NumberFormat(locale.value === 'en' ? 'en-GB' : 'fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: signed ? 'exceptZero' : 'auto' }).format(value).replace(/^-/, '−'))
}
