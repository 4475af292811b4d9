import { CalendarRange, Eye, FileText, Gauge, Gavel, Handshake, ListTodo, MessagesSquare, Network, Radio, ShieldAlert, Target, TrendingUp } from '@lucide/vue'
import type { Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { api, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import { useCommands, type Command } from './commands.ts'
import { useDrawer } from './drawer.ts'

type Hit = components['schemas']['SearchHit']
const icons: Record<Hit['type'], Component> = { stakeholder: Network, impact: ShieldAlert, point: Target, session: MessagesSquare, plan: CalendarRange, activity: ListTodo, commitment: Handshake, outcome: Gavel, round: Gauge, indicator: TrendingUp, relay: Radio, watchItem: Eye, area: FileText }

/** Lets the palette find stakeholders, impacts, points, sessions, rounds and ISO areas by their names. */
export function useObjectSearch(): void {
  const { t } = useI18n()
  const router = useRouter()
  const drawer = useDrawer()
  const open = ({ type, id }: Hit): unknown => {
    if (type === 'area') return router.push({ path: '/carte', query: { 'f.area': id } })
    if (type === 'outcome') return drawer.open({ type: 'outcome', id })
    if (type === 'plan') return router.push(`/dialogue/plans/${id}`)
    return type === 'round' ? router.push(`/registre/campagnes/${id}`) : drawer.open({ type, id })
  }
  const commandOf = (hit: Hit): Command => ({ id: `${hit.type}:${hit.id}`, label: hit.title, keywords: hit.mark, group: t(`frame.palette.types.${hit.type}`), icon: icons[hit.type], run: () => open(hit) })
  useCommands().provideSearch('objects', async (text, signal) => {
    // In a body: what is typed may be the name of a person.
    const { items } = await unwrap(api.POST('/api/v1/search', { body: { q: text.slice(0, 200), limit: 20 }, signal }))
    return items.map(commandOf)
  })
}
