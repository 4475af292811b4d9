import { onScopeDispose, shallowReactive, type Component } from 'vue'
import type { Role } from '../auth/roles.ts'

export interface Command {
  id: string
  label: string
  /** Other words that find it, in the reader's language. */
  keywords?: string
  icon?: Component
  /** Heading it stands under. */
  group?: string
  /** Who may: absent = everyone signed in. */
  roles?: readonly Role[]
  shortcut?: string
  /** True for what changes data: hidden when looking at the past. */
  writes?: boolean
  run: () => unknown
}

/** Finds objects for a typed text; an aborted signal means that the person typed on. */
export type SearchProvider = (text: string, signal: AbortSignal) => Promise<Command[]>

const commands = shallowReactive(new Map<string, Command>())
const providers = shallowReactive(new Map<string, SearchProvider>())

/** Registers actions and object searches for the palette; those of a component leave with it. */
export function useCommands(): {
  register: (...list: Command[]) => void
  provideSearch: (id: string, provider: SearchProvider) => void
} {
  return {
    register: (...list) => {
      for (const command of list) commands.set(command.id, command)
      onScopeDispose(() => list.forEach((command) => commands.get(command.id) === command && commands.delete(command.id)), true)
    },
    provideSearch: (id, provider) => {
      providers.set(id, provider)
      onScopeDispose(() => providers.get(id) === provider && providers.delete(id), true)
    },
  }
}

/** What the palette offers now. */
export const allCommands = (): Command[] => [...commands.values()]

/** Asks every provider; one that fails offers nothing rather than spoiling the rest. */
export async function searchObjects(text: string, signal: AbortSignal): Promise<Command[]> {
  const found = await Promise.allSettled([...providers.values()].map((provider) => provider(text, signal)))
  return found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
}
