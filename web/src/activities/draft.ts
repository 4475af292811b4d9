import type { EngagementLevel } from '../sessions/levels.ts'
import type { Activity, ActivityBody } from './store.ts'

/** An activity as its form holds it: every field a text, or nothing. */
export interface ActivityDraft {
  title: string; objective: string; scope: string; mandate: string; level: EngagementLevel | undefined; levelReason: string; methods: string; cadence: Activity['cadence'] | undefined; sessionsPlanned: string
  startsOn: string | undefined; endsOn: string | undefined; owner: string; ownerUserId: string | undefined; processId: string | undefined; budgetPlanned: string; budgetSpent: string
  resources: string; disclosure: string; successCriteria: string; lessons: string
}

const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value))

export const draftOf = (one: Activity | undefined, plan: { startsOn: string; endsOn: string }): ActivityDraft => ({
  title: one?.title ?? '', objective: one?.objective ?? '', scope: one?.scope ?? '', mandate: one?.mandate ?? '', level: one?.engagementLevel, levelReason: one?.levelReason ?? '', methods: one?.methods.join('\n') ?? '', cadence: one?.cadence ?? 'once', sessionsPlanned: text(one?.sessionsPlanned ?? 1),
  startsOn: one?.startsOn ?? plan.startsOn, endsOn: one?.endsOn ?? plan.endsOn, owner: one?.owner ?? '', ownerUserId: one?.ownerUserId ?? undefined, processId: one?.processId ?? undefined, budgetPlanned: text(one?.budgetPlanned), budgetSpent: text(one?.budgetSpent),
  resources: one?.resources ?? '', disclosure: one?.disclosure ?? '', successCriteria: one?.successCriteria ?? '', lessons: one?.lessons ?? '',
})

/** A whole number typed with or without spaces between its thousands, from 0 to `max`; null for nothing, undefined for what is none. */
export function wholeOf(typed: string, max: number): number | null | undefined {
  const digits = typed.replace(/[\s\u00a0\u202f€]/g, '')
  if (digits === '') return null
  return /^\d{1,10}$/.test(digits) && Number(digits) <= max ? Number(digits) : undefined
}

const EUROS_MAX = 1_000_000_000
export type Fault = 'title' | 'level' | 'startsOn' | 'endsOn' | 'order' | 'sessionsPlanned' | 'budgetPlanned' | 'budgetSpent' | 'methods'

/** What the form lacks, or has wrong, before it is sent. */
export function faultsOf(d: ActivityDraft): Set<Fault> {
  const faults: (Fault | false)[] = [
    !d.title.trim() && 'title', !d.level && 'level', !d.startsOn && 'startsOn', !d.endsOn && 'endsOn', d.startsOn !== undefined && d.endsOn !== undefined && d.endsOn < d.startsOn && 'order',
    typeof wholeOf(d.sessionsPlanned, 400) !== 'number' && 'sessionsPlanned', wholeOf(d.budgetPlanned, EUROS_MAX) === undefined && 'budgetPlanned', wholeOf(d.budgetSpent, EUROS_MAX) === undefined && 'budgetSpent', methodsOf(d.methods).some((m) => m.length > 80) && 'methods',
  ]
  return new Set(faults.filter((fault) => fault !== false))
}

/** One method per line, each once. */
export const methodsOf = (typed: string): string[] => [...new Set(typed.split('\n').map((line) => line.trim()).filter(Boolean))].slice(0, 20)

/** The body of a request, once `faultsOf` finds none. */
export const bodyOf = (d: ActivityDraft): Omit<ActivityBody, 'planId'> => ({
  title: d.title.trim(), objective: d.objective.trim(), scope: d.scope.trim(), mandate: d.mandate.trim(), engagementLevel: d.level ?? 'consult', levelReason: d.levelReason.trim(), methods: methodsOf(d.methods), cadence: d.cadence ?? 'once', sessionsPlanned: wholeOf(d.sessionsPlanned, 400) ?? 0,
  startsOn: d.startsOn ?? '', endsOn: d.endsOn ?? '', owner: d.owner.trim(), ownerUserId: d.ownerUserId ?? null, processId: d.processId ?? null, budgetPlanned: wholeOf(d.budgetPlanned, EUROS_MAX) ?? null, budgetSpent: wholeOf(d.budgetSpent, EUROS_MAX) ?? null,
  resources: d.resources.trim(), disclosure: d.disclosure.trim(), successCriteria: d.successCriteria.trim(), lessons: d.lessons.trim(),
})
