import { newId, schema, searchKey } from '@convergence/db'
import { and, getTableColumns, isNull, sql } from 'drizzle-orm'
import { within } from '../plugins/reach.ts'
import { endsAfterStart } from '../ties/dates.ts'
import { allows } from '../ties/rules.ts'
import { decide, listOptions, optionNamed } from './choices.ts'
import { type Draft, problemAt } from './layout.ts'
import { pacer } from './pace.ts'
import { changeOf, type Plan, type PlanInput } from './plan.ts'
import { type Known, loadRegister, push, type Register, resolve, textsIn } from './resolve.ts'

const { ties, tieTypes } = schema
const { deletedAt: _d, createdAt: _c, updatedAt: _u, importId: _i, ...columns } = getTableColumns(ties)
type Standing = Omit<typeof ties.$inferSelect, 'deletedAt' | 'createdAt' | 'updatedAt' | 'importId'>
type TieType = Pick<typeof tieTypes.$inferSelect, 'id' | 'directed' | 'fromKinds' | 'toKinds'>

const ANY_KIND = schema.stakeholderKind.enumValues

/** A tie as the file gives it, its ends and its type found. */
interface Sound { draft: Draft; from: Known; to: Known; type: TieType }

/** Compares the file with the ties that stand and says what writing it would do. */
export async function planTies(input: PlanInput): Promise<Plan> {
  const { drafts, problems } = input
  const plan: Plan = { rows: drafts.length, creates: [], updates: [], unchanged: 0, newChoices: [], problems, warnings: [] }
  const words = new Set(drafts.flatMap(({ values }) => [values.from, values.to].filter((word) => typeof word === 'string')))
  const register = await loadWords(input, words)
  const typeOf = await typeFinder(input, plan)
  const pace = pacer()
  const sound: Sound[] = []
  for (const draft of drafts) {
    const row = soundTie(input, draft, register, typeOf)
    if (row) sound.push(row)
    await pace()
  }
  const standing = await loadStanding(input, sound)
  const seen = new Map<string, number>()
  for (const row of sound) {
    place(input, plan, row, standing, seen)
    await pace()
  }
  return plan
}

/** Names are looked for only where identifiers and numbers did not answer: a register of identifiers spares the reading of all names. */
async function loadWords(input: PlanInput, words: ReadonlySet<string>): Promise<Register> {
  const register = await loadRegister(input.tx, input.reach, words, new Set())
  const unanswered = [...words].filter((word) => !register.byExternalId.has(word) && !register.byReference.has(word))
  if (unanswered.length > 0) register.byName = (await loadRegister(input.tx, input.reach, new Set(), new Set(unanswered.map(searchKey)))).byName
  return register
}

async function typeFinder(input: PlanInput, plan: Plan): Promise<(draft: Draft) => TieType | null> {
  const options = await listOptions(input.tx, 'ties')
  const decided = decide(input.choices, options)
  plan.newChoices = decided.created
  const types = new Map<string, TieType>((await input.tx.select().from(tieTypes)).map((type) => [type.id, type]))
  for (const { id } of decided.created) types.set(id, { id, directed: true, fromKinds: [...ANY_KIND], toKinds: [...ANY_KIND] })
  const fallback = input.defaults.type === undefined ? undefined : optionNamed(options, input.defaults.type)?.id
  return (draft) => {
    const { type } = draft.values
    const id = typeof type === 'string' ? decided.ids.get(type) : fallback
    return id ? types.get(id) ?? null : null
  }
}

function soundTie(input: PlanInput, draft: Draft, register: Register, typeOf: (draft: Draft) => TieType | null): Sound | null {
  const refuse = (field: string, code: Parameters<typeof problemAt>[3], params?: Record<string, string>) => void input.problems.push(problemAt(draft, field, input.layout, code, params))
  const end = (field: 'from' | 'to'): Known | null => {
    const word = draft.values[field]
    if (typeof word !== 'string') {
      if (draft.cells[field] === undefined) refuse(field, 'required')
      return null
    }
    const found = resolve(register, word, input.perimeterId)
    if (typeof found !== 'string') return found
    refuse(field, found === 'unknown' ? 'unknown-stakeholder' : 'ambiguous-stakeholder')
    return null
  }
  const [from, to, type] = [end('from'), end('to'), typeOf(draft)]
  if (!type && !('type' in draft.cells && draft.values.type === undefined)) refuse('type', draft.values.type === undefined ? 'required' : 'unknown-tie-type')
  const { startOn = null, endOn = null } = draft.values as { startOn?: string; endOn?: string }
  if (!endsAfterStart(startOn, endOn)) refuse('endOn', 'ends-before-start')
  if (!from || !to || !type) return null
  if (from.id === to.id) refuse('to', 'tie-to-itself')
  else if (!allows(type, from.kind, to.kind)) refuse('type', 'kind-not-allowed', { kind: `${from.kind} → ${to.kind}` })
  return { draft, from, to, type }
}

interface StandingTies { byExternalId: Map<string, Standing>; byEnds: Map<string, Standing[]> }

async function loadStanding({ tx, reach }: PlanInput, sound: readonly Sound[]): Promise<StandingTies> {
  const found: StandingTies = { byExternalId: new Map(), byEnds: new Map() }
  const externalIds = sound.flatMap(({ draft }) => (typeof draft.values.externalId === 'string' ? [draft.values.externalId] : []))
  const ends = [...new Set(sound.flatMap(({ from, to }) => [from.id, to.id]))]
  const asked = sql`(${ties.fromId} in (select value::uuid from ${textsIn(ends)} as t(value)) or ${ties.externalId} in ${textsIn(externalIds)})`
  const rows = sound.length === 0 ? [] : await tx.select({ ...columns, directed: tieTypes.directed }).from(ties).innerJoin(tieTypes, sql`${tieTypes.id} = ${ties.typeId}`).where(and(isNull(ties.deletedAt), within(ties.perimeterId, reach), asked))
  for (const { directed, ...row } of rows) {
    if (row.externalId !== null) found.byExternalId.set(`${row.perimeterId}/${row.externalId}`, row)
    push(found.byEnds, endsKey(row.fromId, row.toId, row.typeId, directed), row)
  }
  return found
}

/** The identity of a tie without identifier: its ends and its type; without direction, whichever end comes first. */
function endsKey(fromId: string, toId: string, typeId: string, directed: boolean): string {
  const [a, b] = !directed && toId < fromId ? [toId, fromId] : [fromId, toId]
  return `${a}|${b}|${typeId}`
}

function place(input: PlanInput, plan: Plan, sound: Sound, standing: StandingTies, seen: Map<string, number>): void {
  const { draft, from, to, type } = sound
  const { externalId, startOn } = draft.values as { externalId?: string; startOn?: string }
  const ends = endsKey(from.id, to.id, type.id, type.directed)
  // The same two ends may be tied twice at different times: the start then tells them apart.
  const identity = externalId === undefined ? `${ends}|${startOn ?? ''}` : `ext|${from.perimeterId}/${externalId}`
  const first = seen.get(identity)
  if (first !== undefined) return void input.problems.push(problemAt(draft, externalId === undefined ? 'to' : 'externalId', input.layout, 'duplicate-in-file', { first }))
  seen.set(identity, draft.line)
  const found = externalId === undefined ? sameTie(standing.byEnds.get(ends) ?? [], startOn) : standing.byExternalId.get(`${from.perimeterId}/${externalId}`)
  const given = givenBy(input, draft)
  if (!found) {
    const id = newId()
    const base = { strength: 2, sign: 0, basis: 'declared', startOn: null, endOn: null, source: '', note: '', externalId: null }
    const { type: _type, sign, strength, ...defaults } = input.defaults
    const numbers = { ...(sign === undefined ? {} : { sign: Number(sign) }), ...(strength === undefined ? {} : { strength: Number(strength) }) }
    plan.creates.push({ id, line: draft.line, row: { ...base, ...defaults, ...numbers, ...given, id, typeId: type.id, fromId: from.id, toId: to.id, perimeterId: from.perimeterId } })
    return
  }
  const identified = externalId === undefined ? {} : { typeId: type.id, fromId: from.id, toId: to.id }
  const change = changeOf(found, { ...given, ...identified })
  if (change) plan.updates.push({ id: found.id, version: found.version, perimeterId: found.perimeterId, ...change, row: { ...found, ...change.after } })
  else plan.unchanged += 1
}

function sameTie(candidates: readonly Standing[], startOn: string | undefined): Standing | undefined {
  if (startOn === undefined) return candidates[0]
  return candidates.find((tie) => tie.startOn === startOn) ?? candidates.find((tie) => tie.startOn === null)
}

/** Occurrences become a strength (1 → 1, 2–3 → 2, 4–9 → 3, 10 and more → 4) unless the file gives one, and stay readable in the note. */
function givenBy(input: PlanInput, draft: Draft): Record<string, unknown> {
  const { from: _from, to: _to, type: _type, count, note, sign, ...rest } = draft.values
  const header = input.layout.columns.find((column) => column.name === 'count')?.places[0]?.header ?? 'count'
  const counted = typeof count === 'number' ? `${header}\u202F: ${count}` : ''
  const text = [note, counted].filter((part) => part !== undefined && part !== '').join('\n')
  return { ...(typeof count === 'number' ? { strength: strengthOf(count) } : {}), ...rest, ...(text ? { note: text } : {}), ...(sign === undefined ? {} : { sign: Number(sign) }) }
}

export const strengthOf = (count: number): number => (count >= 10 ? 4 : count >= 4 ? 3 : count >= 2 ? 2 : Math.min(count, 1))
