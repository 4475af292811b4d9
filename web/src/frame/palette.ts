import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSession } from '../auth/store.ts'
import { matches } from '../ui/match.ts'
import { allCommands, searchObjects, type Command } from './commands.ts'
import { useContext } from './context.ts'

export interface CommandGroup {
  name: string
  commands: Command[]
}

const waitMs = 150

/** What the palette shows for a typed text: actions that the role allows, then objects found by the features. */
export function usePalette(text: Ref<string>): { groups: ComputedRef<CommandGroup[]>; searching: Ref<boolean> } {
  const { t } = useI18n()
  const session = useSession()
  const { readOnly } = useContext()
  const { found, searching } = useObjectSearch(text)

  const offered = (command: Command): boolean =>
    (!command.writes || !readOnly.value) && (!command.roles || session.hasRole(...command.roles)) && matches(`${command.label} ${command.keywords ?? ''}`, text.value)

  const groups = computed(() => {
    const named = new Map<string, Command[]>()
    for (const command of [...allCommands().filter(offered), ...found.value]) {
      const name = command.group ?? t('frame.palette.do')
      named.set(name, [...(named.get(name) ?? []), command])
    }
    return [...named].map(([name, commands]) => ({ name, commands }))
  })
  return { groups, searching }
}

/** Asks the features for objects once the hand rests; from two letters on. */
function useObjectSearch(text: Ref<string>): { found: Ref<Command[]>; searching: Ref<boolean> } {
  const found = shallowRef<Command[]>([])
  const searching = ref(false)
  let running: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const stop = (): void => {
    clearTimeout(timer)
    running?.abort()
    searching.value = false
  }
  watch(text, (typed) => {
    stop()
    if (typed.trim().length < 2) {
      found.value = []
      return
    }
    const mine = (running = new AbortController())
    searching.value = true
    timer = setTimeout(async () => {
      const results = await searchObjects(typed.trim(), mine.signal)
      if (mine.signal.aborted) return
      found.value = results
      searching.value = false
    }, waitMs)
  })
  onScopeDispose(stop)
  return { found, searching }
}
