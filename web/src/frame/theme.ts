import { ref } from 'vue'

export type Theme = 'light' | 'dark' | 'system'

const stored = document.documentElement.dataset['theme']
const theme = ref<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system')

/** The look in force; `set('system')` follows the device again. */
export function useTheme(): { theme: typeof theme; set: (value: Theme) => void } {
  return {
    theme,
    set: (value) => {
      theme.value = value
      if (value === 'system') delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = value
      try {
        if (value === 'system') localStorage.removeItem('theme')
        else localStorage.setItem('theme', value)
      } catch {
        // Storage can be forbidden: the choice then lasts as long as the page.
      }
    },
  }
}
