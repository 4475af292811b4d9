import type { components } from '../api/generated.ts'

type Area = components['schemas']['Area']
type Subject = components['schemas']['Subject']

export interface SubjectWithAreas extends Subject {
  areas: Area[]
}

/** Subjects in rank order, each with its areas; an area of an unknown subject is left out. */
export const subjectsOf = (subjects: readonly Subject[], areas: readonly Area[]): SubjectWithAreas[] =>
  subjects.map((subject) => ({ ...subject, areas: areas.filter((area) => area.subjectId === subject.id) }))

/** `ids` with `id` added at its place in `order`, or taken out when it was there. */
export function toggled(ids: readonly string[], id: string, order: readonly string[]): string[] {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return order.filter((known) => next.has(known))
}
