import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { components } from '../api/generated.ts'

export type Standing = components['schemas']['ClassStanding']

/** A class in words: the grid, the class, and what else it could be near a cut-off. */
export function useStandingWords() {
  const { t } = useI18n()
  const className = (one: Standing, code: string | null): string => (code === null ? t('classes.incomplete') : t(`classes.${one.scheme}.${code}`))
  const said = computed(() => (one: Standing): { scheme: string; name: string; near: string } => ({
    scheme: t(`classes.scheme.${one.scheme}`),
    name: className(one, one.class),
    near: one.near && one.class !== null ? (one.neighbours.length > 0 ? t('classes.nearOr', { classes: one.neighbours.map((code) => className(one, code)).join(', ') }) : t('classes.near')) : '',
  }))
  return { t, said }
}
