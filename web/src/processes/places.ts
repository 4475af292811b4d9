import type { FactRow, Place } from './store.ts'

/** Where what a fact misses is recorded: a tab of the dialogue's page, or a screen. */
export function placeOf(place: Place, activityId: string): { path: string; query: Record<string, string> } {
  const tabs: Partial<Record<Place, string>> = { activity: 'cadre', audience: 'public', risks: 'risques', sessions: 'seances', room: 'seances', minutes: 'seances' }
  const screens: Partial<Record<Place, string>> = { outcomes: '/convergences/reponses', commitments: '/convergences/engagements', evaluation: '/rapport/evaluation', report: '/rapport/editions' }
  const onglet = tabs[place]
  return onglet ? { path: `/dialogue/actions/${activityId}`, query: { onglet } } : { path: screens[place] ?? '/dialogue', query: {} }
}

const sheets: readonly string[] = ['stakeholder', 'session', 'point', 'commitment']
/** The sheet that a row opens over the screen, or the page that it leads to. */
export function openingOf({ type, objectId }: Pick<FactRow, 'type' | 'objectId'>): { sheet: { type: string; id: string } } | { page: string } | undefined {
  if (objectId === null) return undefined
  if (sheets.includes(type)) return { sheet: { type, id: objectId } }
  if (type === 'activity') return { page: `/dialogue/actions/${objectId}` }
  return { page: type === 'edition' ? `/rapport/editions/${objectId}` : '/rapport/evaluation' }
}
