import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

export interface FigureFormat {
  /** Two decimals and a sign, "+0,50", so that rows compare. */
  signed: (value: number) => string
  /** Two decimals, "0,50". */
  plain: (value: number) => string
}

const minus = (text: string): string => text.replace(/^-/, '\u2212')

/** Figures of agreement: always two decimals, since the eye compares them down a column. */
export function useFigure(): ComputedRef<FigureFormat> {
  const { locale } = useI18n()
  return computed(() => {
    const tag = locale.value === 'en' ? 'en-GB' : 'fr-FR'
    const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
    const [signed, plain] = [new Intl.NumberFormat(tag, { ...two, signDisplay: 'exceptZero' }), new Intl.NumberFormat(tag, two)]
    return { signed: (value) => minus(signed.format(value)), plain: (value) => minus(plain.format(value)) }
  })
}
