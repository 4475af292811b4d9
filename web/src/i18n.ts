import { createI18n } from 'vue-i18n'
import { frenchSpaces } from './ui/format.ts'

export const locales = ['fr', 'en'] as const
export type Locale = (typeof locales)[number]

/** French counts zero as one: "0 point", "1 point", "2 points". */
const frenchPlural = (count: number, choices: number): number =>
  choices === 3 ? (count === 0 ? 0 : count < 2 ? 1 : 2) : Math.abs(count) < 2 ? 0 : 1

const spaced = (text: unknown): unknown => (typeof text === 'string' && currentLocale() === 'fr' ? frenchSpaces(text) : text)

/** The compiler of version 11 builds syntax trees, not code: it runs without `unsafe-eval`. */
export const i18n = createI18n({
  legacy: false,
  locale: 'fr',
  fallbackLocale: false,
  pluralRules: { fr: frenchPlural },
  missingWarn: import.meta.env.DEV,
  // Texts are written with plain spaces; the thin ones are put here, once.
  postTranslation: (text) => spaced(text) as string,
})

const load = {
  fr: () => import('./locales/fr/index.ts'),
  en: () => import('./locales/en/index.ts'),
}
const loaded = new Set<Locale>()

/** Tells whether a text is one of the languages spoken here. */
export const isLocale = (text: unknown): text is Locale => text === 'fr' || text === 'en'

/** The language in force. */
export const currentLocale = (): Locale => i18n.global.locale.value as Locale

/** The language the person chose on this device, or French. */
export const chosenLocale = (): Locale => (isLocale(document.documentElement.lang) ? document.documentElement.lang : 'fr')

/** Loads a language once, and speaks it from then on; `remember` keeps the choice on this device. */
export async function setLocale(locale: Locale, remember = true): Promise<void> {
  if (!loaded.has(locale)) {
    i18n.global.setLocaleMessage(locale, (await load[locale]()).messages)
    loaded.add(locale)
  }
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  if (remember) rememberOnDevice('locale', locale)
}

/** Speaks the language of an account, unless the person chose one on this device. */
export async function followAccount(locale: string): Promise<void> {
  let chosen: string | null = null
  try {
    chosen = localStorage.getItem('locale')
  } catch {
    // Storage can be forbidden: then nothing was chosen here.
  }
  if (chosen === null && isLocale(locale)) await setLocale(locale, false)
}

function rememberOnDevice(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Storage can be forbidden: the choice then lasts as long as the page.
  }
}
