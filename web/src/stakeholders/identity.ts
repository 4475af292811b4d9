import { readHeadcount } from './draft.ts'
import type { Field } from './conflict.ts'
import type { Stakeholder, StakeholderPatch } from './types.ts'

/** The fields that the identity form changes. */
export const identityFields = ['name', 'categoryId', 'status', 'side', 'sphere', 'perimeterId', 'headcount', 'city', 'since', 'parentId', 'website', 'contractual', 'description', 'internalNote', 'tags'] as const satisfies readonly Field[]

/** A stakeholder as its form holds it: numbers as they are typed, nothing as undefined. */
export const readDraft = (s: Stakeholder) => ({
  name: s.name, categoryId: s.categoryId ?? undefined, status: s.status as string | undefined, side: s.side as string | undefined, sphere: s.sphere as string | undefined, perimeterId: s.perimeterId as string | undefined,
  headcount: s.headcount === null ? '' : String(s.headcount), city: s.city, since: s.since as string | undefined, parentId: s.parentId ?? undefined, website: s.website, contractual: s.contractual, description: s.description, internalNote: s.internalNote ?? '',
})
export type IdentityDraft = ReturnType<typeof readDraft>

/** What the form holds as the server takes it; a field that cannot be empty keeps its value when emptied. */
export function patchOf(draft: IdentityDraft): StakeholderPatch {
  const { headcount, categoryId, parentId, status, side, sphere, perimeterId, since, name, ...texts } = draft
  const kept = Object.fromEntries(Object.entries({ status, side, sphere, perimeterId, since }).filter(([, value]) => value !== undefined)) as StakeholderPatch
  return { ...texts, ...kept, name: name.trim(), categoryId: categoryId ?? null, parentId: parentId ?? null, headcount: readHeadcount(headcount) ?? null }
}
