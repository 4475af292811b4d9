import type { Indicator, IndicatorPatch } from './store.ts'
import type { aggregations, directions, Frequency, themes } from './words.ts'

export interface IndicatorDraft {
  title: string; definition: string; formula: string; unit: string; source: 'collected' | 'automatic'; measure: string | undefined; frequency: Frequency; aggregation: (typeof aggregations)[number]; direction: (typeof directions)[number]; theme: (typeof themes)[number]
  baseline: number | undefined; baselineOn: string | undefined; target: number | undefined; targetOn: string | undefined; minimumCount: number | undefined; pillarId: string | undefined; practiceId: string | undefined; areaIds: string[]; commitmentIds: string[]; perimeterId: string | undefined
}

/** What the form shows of an indicator, or of a new one. Pure. */
export const draftOf = (i: Indicator | undefined, perimeterId: string | undefined): IndicatorDraft => ({
  title: i?.title ?? '', definition: i?.definition ?? '', formula: i?.formula ?? '', unit: i?.unit ?? '', source: i?.source ?? 'collected', measure: i?.measure ?? undefined, frequency: i?.frequency ?? 'yearly', aggregation: i?.aggregation ?? 'sum', direction: i?.direction ?? 'none', theme: i?.theme ?? 'other',
  baseline: i?.baseline ?? undefined, baselineOn: i?.baselineOn ?? undefined, target: i?.target ?? undefined, targetOn: i?.targetOn ?? undefined, minimumCount: i?.minimumCount ?? 0, pillarId: i?.pillarId ?? undefined, practiceId: i?.practiceId ?? undefined,
  areaIds: [...(i?.areaIds ?? [])], commitmentIds: [...(i?.commitmentIds ?? [])], perimeterId: i?.perimeterId ?? perimeterId,
})

/** What is sent of a draft, new or changed; a field that was emptied is null. Pure. */
export const patchOf = (d: IndicatorDraft): IndicatorPatch => ({
  title: d.title.trim(), definition: d.definition.trim(), formula: d.formula.trim(), unit: d.unit.trim(), frequency: d.frequency, aggregation: d.aggregation, direction: d.direction, theme: d.theme, ...(d.source === 'automatic' ? { measure: d.measure ?? null } : {}),
  baseline: d.baseline ?? null, baselineOn: d.baselineOn ?? null, target: d.target ?? null, targetOn: d.targetOn ?? null, minimumCount: Math.round(d.minimumCount ?? 0), pillarId: d.pillarId ?? null, practiceId: d.practiceId ?? null, areaIds: d.areaIds, commitmentIds: d.commitmentIds,
})
