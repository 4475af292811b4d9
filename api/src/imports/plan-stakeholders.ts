import { newId, schema, searchKey } from '@convergence/db'
import { getTableColumns, sql } from 'drizzle-orm'
import { decide, listOptions } from './choices.ts'
import { type Draft, problemAt } from './layout.ts'
import { pacer } from './pace.ts'
import { findParents, type ParentOf } from './parents.ts'
import { changeOf, type Plan, type PlanInput } from './plan.ts'
import { shown } from './problems.ts'
import { type Known, loadRegister, type Register, textsIn } from './resolve.ts'

const { stakeholders } = schema
const { searchName: _s, deletedAt: _d, createdAt: _c, updatedAt: _u, importId: _i, ...columns } = getTableColumns(stakeholders)
type Standing = Omit<typeof stakeholders.$inferSelect, 'searchName' | 'deletedAt' | 'createdAt' | 'updatedAt' | 'importId'>
type Category = typeof schema.categories.$inferSelect

/** A row and what it names: somebody who stands already, or a newcomer with the id it will have. */
interface Matched { draft: Draft; standing: Known | null; id: string }

/** Compares the file with the register and says what writing it would do. */
export async function planStakeholders(input: PlanInput): Promise<Plan> {
  const { tx, drafts, problems } = input
  const plan: Plan = { rows: drafts.length, creates: [], updates: [], unchanged: 0, newChoices: [], problems, warnings: [] }
  const decided = decide(input.choices, await listOptions(tx, 'stakeholders'))
  plan.newChoices = decided.created
  const categories = new Map((await tx.select().from(schema.categories)).map((category) => [category.id, category]))
  const register = await loadRegister(tx, input.reach, wordsOf(drafts), namesOf(drafts))
  const matched = match(input, register, plan)
  const parents = await findParents(input, register, matched)
  const standing = await loadStanding(input, matched)
  const pace = pacer()
  for (const row of matched) {
    const categoryId = categoryOf(input, row.draft, decided.ids)
    place(input, plan, row, standing.get(row.id), categoryId, parents, categories)
    await pace()
  }
  warnOfChoices(input, plan)
  return plan
}

function wordsOf(drafts: readonly Draft[]): Set<string> {
  return new Set(drafts.flatMap(({ values }) => [values.externalId, values.reference, values.parent].filter((word) => typeof word === 'string')))
}

const namesOf = (drafts: readonly Draft[]): Set<string> => new Set(drafts.flatMap(({ values }) => [values.name, values.parent].filter((word) => typeof word === 'string').map(searchKey)))

function match(input: PlanInput, register: Register, plan: Plan): Matched[] {
  const seen = new Map<string, number>()
  return input.drafts.map((draft) => {
    const found = standingFor(input, draft, register, plan)
    const key = found ? `id:${found.id}` : draft.values.externalId !== undefined ? `ext:${String(draft.values.externalId)}` : `name:${String(draft.values.kind ?? 'organisation')}:${searchKey(String(draft.values.name ?? ''))}`
    const first = draft.values.name === undefined ? undefined : seen.get(key)
    if (first !== undefined) plan.problems.push(problemAt(draft, draft.values.externalId === undefined ? 'name' : 'externalId', input.layout, 'duplicate-in-file', { first }))
    else seen.set(key, draft.line)
    return { draft, standing: found, id: found?.id ?? newId() }
  })
}

/** By our own number, wherever the sender reaches; else by external identifier, else by name and kind, within the import's perimeter. */
function standingFor(input: PlanInput, draft: Draft, register: Register, plan: Plan): Known | null {
  const { name, kind, externalId, reference } = draft.values
  const own = (rows: readonly Known[] | undefined) => (rows ?? []).filter((row) => row.perimeterId === input.perimeterId)
  if (typeof reference === 'string') {
    const row = register.byReference.get(reference)
    if (row) return row
    plan.problems.push(problemAt(draft, 'reference', input.layout, 'unknown-stakeholder'))
    return null
  }
  const named = typeof name === 'string' ? own(register.byName.get(searchKey(name))) : []
  if (typeof externalId === 'string') {
    const row = own(register.byExternalId.get(externalId))[0]
    const twin = row ? undefined : named[0]
    if (twin) plan.warnings.push({ ...problemAt(draft, 'name', input.layout, 'possible-duplicate', { reference: twin.reference }) })
    return row ?? null
  }
  const candidates = kind === undefined ? named : named.filter((row) => row.kind === kind)
  if (candidates.length > 1) plan.problems.push(problemAt(draft, 'name', input.layout, 'ambiguous-stakeholder'))
  return candidates[0] ?? null
}

async function loadStanding(input: PlanInput, matched: readonly Matched[]): Promise<Map<string, Standing>> {
  const ids = matched.flatMap((row) => (row.standing ? [row.id] : []))
  const standing = new Map<string, Standing>()
  for (let at = 0; at < ids.length; at += 1000) {
    const rows = await input.tx.select(columns).from(stakeholders).where(sql`${stakeholders.id} in (select value::uuid from ${textsIn(ids.slice(at, at + 1000))} as t(value))`)
    for (const row of rows) standing.set(row.id, row)
  }
  return standing
}

/** The category's id; null leaves it as it is. */
function categoryOf(input: PlanInput, draft: Draft, ids: ReadonlyMap<string, string | null>): string | null {
  const { category } = draft.values
  if (typeof category !== 'string') return null
  const id = ids.get(category)
  if (id === undefined) input.problems.push(problemAt(draft, 'category', input.layout, 'unknown-category'))
  return id ?? null
}

function place(input: PlanInput, plan: Plan, { draft, id, standing: known }: Matched, standing: Standing | undefined, categoryId: string | null, parents: ParentOf, categories: ReadonlyMap<string, Category>): void {
  const { reference: _reference, category: _category, parent: _parent, tags, flags, ...plainValues } = draft.values
  const given: Record<string, unknown> = { ...plainValues, ...(categoryId ? { categoryId } : {}), ...parents(draft) }
  const added = [...new Set([...((tags as string[] | undefined) ?? []), ...((flags as string[] | undefined) ?? [])])]
  if (known && standing) {
    const all = [...new Set([...standing.tags, ...added])]
    const archived = given.status === 'archived' && standing.status !== 'archived' && given.archivedOn === undefined ? { archivedOn: today() } : {}
    const change = changeOf(standing, { ...given, ...archived, ...(all.length > standing.tags.length ? { tags: all } : {}) })
    requireOrder(input, draft, { ...standing, ...change?.after })
    if (change) plan.updates.push({ id, version: standing.version, perimeterId: standing.perimeterId, ...change, row: { ...standing, ...change.after } })
    else plan.unchanged += 1
    return
  }
  if (draft.values.name === undefined) {
    if (draft.cells.name === undefined) input.problems.push(problemAt(draft, 'name', input.layout, 'required'))
    return
  }
  const row: Record<string, unknown> = { ...newcomer(input, categoryFor(input, categoryId, categories)), ...given, tags: added, id }
  requireOrder(input, draft, row)
  plan.creates.push({ id, line: draft.line, row })
}

const today = (): string => new Date().toISOString().slice(0, 10)

/** The category of a new row: the file's, else the default one. One that is about to be created brings no defaults of its own. */
function categoryFor(input: PlanInput, id: string | null, categories: ReadonlyMap<string, Category>): Category | undefined {
  return id ? categories.get(id) : [...categories.values()].find((category) => category.code === input.defaults.category)
}

/** What a new row has where the file says nothing: the user's defaults, then the category's, then ours. */
function newcomer(input: PlanInput, category: Category | undefined): Record<string, unknown> {
  const { side, sphere, contractual } = category ?? { side: 'external', sphere: 'observes', contractual: false }
  const { contractual: yes, category: _code, ...defaults } = input.defaults
  const base = { kind: 'organisation', side, sphere, contractual, status: 'active', since: today(), description: '', internalNote: '', city: '', website: '', headcount: null, archivedOn: null, externalId: null, categoryId: category?.id ?? null, parentId: null, fictional: false, perimeterId: input.perimeterId }
  return { ...base, ...defaults, ...(yes === undefined ? {} : { contractual: yes === 'true' }) }
}

function requireOrder(input: PlanInput, draft: Draft, row: { since?: unknown; archivedOn?: unknown }): void {
  if (typeof row.archivedOn === 'string' && typeof row.since === 'string' && row.archivedOn < row.since && draft.values.archivedOn !== undefined) input.problems.push(problemAt(draft, 'archivedOn', input.layout, 'archived-before-since'))
}

function warnOfChoices(input: PlanInput, plan: Plan): void {
  for (const { value, action, count } of input.choices) if (action === 'empty') plan.warnings.push({ line: 0, column: input.layout.columns.find((c) => c.name === 'category')?.places[0]?.header ?? null, field: 'category', value: shown(value), code: 'left-empty', params: { count } })
}

