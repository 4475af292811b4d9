import { LogOut, Moon, Sun } from '@lucide/vue'
import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { setLocale } from '../i18n.ts'
import { useCommands, type Command } from './commands.ts'
import { useContext } from './context.ts'
import { sections, settingsSection } from './sections.ts'
import { useTheme } from './theme.ts'

/** The actions of the frame itself: go to each screen, change language and look. */
export function useFrameCommands(signOut: () => unknown): void {
  const { t } = useI18n()
  const router = useRouter()
  const { link } = useContext()
  const { set } = useTheme()
  const { register } = useCommands()

  const screens = (): Command[] =>
    [...sections, settingsSection].flatMap((section) =>
      (section.screens.length > 0 ? section.screens : [section]).map(({ key, path }) => ({
        id: `go:${path}`,
        label: t(section.screens.length > 0 ? `frame.screen.${key}` : `frame.section.${key}`),
        keywords: `${t(`frame.section.${section.key}`)} ${t('frame.palette.go')}`,
        group: t('frame.palette.go'),
        icon: section.icon,
        run: () => router.push(link(path)),
      })),
    )

  watchEffect(() =>
    register(
      ...screens(),
      { id: 'theme:light', label: `${t('frame.theme.label')} : ${t('frame.theme.light')}`, icon: Sun, run: () => set('light') },
      { id: 'theme:dark', label: `${t('frame.theme.label')} : ${t('frame.theme.dark')}`, icon: Moon, run: () => set('dark') },
      { id: 'language:fr', label: `${t('frame.language')} : ${t('frame.french')}`, keywords: 'fr', run: () => setLocale('fr') },
      { id: 'language:en', label: `${t('frame.language')} : ${t('frame.english')}`, keywords: 'en', run: () => setLocale('en') },
      { id: 'sign-out', label: t('frame.signOut'), icon: LogOut, run: signOut },
    ),
  )
}
