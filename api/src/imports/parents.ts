import { schema } from '@convergence/db'
import { and, isNotNull, isNull } from 'drizzle-orm'
import { within } from '../plugins/reach.ts'
import { searchKey } from '@convergence/db'
import { type Draft, problemAt } from './layout.ts'
import type { PlanInput } from './plan.ts'
import { type Register, resolve } from './resolve.ts'

const { stakeholders } = schema

/** The parent that a row asks for; nothing when it asks for none. */
export type ParentOf = (draft: Draft) => { parentId?: string }

/** Finds each row's parent, in the file first and else in the register, and refuses loops. */
export async function findParents(input: PlanInput, register: Register, matched: readonly { draft: Draft; id: string }[]): Promise<ParentOf> {
  const asking = matched.filter(({ draft }) => draft.values.parent !== undefined)
  if (asking.length === 0) return () => ({})
  const inFile = new Map(matched.flatMap(({ draft, id }) => [draft.values.externalId, draft.values.name].flatMap((word) => (typeof word === 'string' ? [[searchKey(word), id] as const] : []))))
  const parents = new Map<Draft, string>()
  for (const { draft, id } of asking) {
    const word = String(draft.values.parent)
    const found = inFile.get(searchKey(word)) ?? resolve(register, word, input.perimeterId)
    if (found === 'unknown') input.problems.push(problemAt(draft, 'parent', input.layout, 'unknown-stakeholder'))
    else if (found === 'ambiguous') input.problems.push(problemAt(draft, 'parent', input.layout, 'ambiguous-stakeholder'))
    else {
      const parentId = typeof found === 'string' ? found : found.id
      if (parentId === id) input.problems.push(problemAt(draft, 'parent', input.layout, 'own-parent'))
      else parents.set(draft, parentId)
    }
  }
  await refuseLoops(input, asking, parents)
  return (draft) => {
    const parentId = parents.get(draft)
    return parentId === undefined ? {} : { parentId }
  }
}

async function refuseLoops(input: PlanInput, asking: readonly { draft: Draft; id: string }[], parents: ReadonlyMap<Draft, string>): Promise<void> {
  const rows = await input.tx.select({ id: stakeholders.id, parentId: stakeholders.parentId }).from(stakeholders).where(and(isNotNull(stakeholders.parentId), isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, input.reach)))
  const above = new Map(rows.map((row) => [row.id, row.parentId]))
  for (const { draft, id } of asking) above.set(id, parents.get(draft) ?? above.get(id) ?? null)
  for (const { draft, id } of asking) {
    let up = parents.get(draft) ?? null
    for (let steps = 0; up && up !== id && steps < 100; steps += 1) up = above.get(up) ?? null
    if (up) input.problems.push(problemAt(draft, 'parent', input.layout, 'parent-loop'))
  }
}
