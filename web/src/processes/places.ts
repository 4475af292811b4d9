import type { FactRow, Place } from './store.ts'

/** Where what a fact misses is recorded: a tab of the dialogue's page, or a screen. */
export function placePath(place: Place, activityId: string): string {
  const own = `/dialogue/actions/${activityId}`
  const paths: Record<Place, string> = {
    activity: own, audience: own, risks: own, sessions: own, room: '/dialogue', minutes: '/dialogue',
    outcomes: '/convergences/reponses', commitments: '/convergences/engagements', evaluation: '/rapport/evaluation', report: '/rapport/editions',
  }
  return paths[place]
}

const sheets: readonly string[] = ['stakeholder', 'session', 'point', 'commitment']
/** The sheet that a row opens over the screen, or the page that it leads to. */
export function openingOf({ type, objectId }: Pick<FactRow, 'type' | 'objectId'>): { sheet: { type: string; id: string } } | { page: string } | undefined {
  if (objectId === null) return undefined
  if (sheets.includes(type)) return { sheet: { type, id: objectId } }
  if (type === 'activity') return { page: `/dialogue/actions/${objectId}` }
  return { page: type === 'edition' ? `/rapport/editions/${objectId}` : '/rapport/evaluation' }
}
