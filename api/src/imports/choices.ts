import { type Db, newId, schema } from '@convergence/db'
import { asc } from 'drizzle-orm'

import { readLine } from './cells.ts'
import { choiceField, type Target } from './fields.ts'
import type { Choice, NewChoice } from './plan.ts'
import { type Mapping, plain } from './propose.ts'

const MOST_CHOICES = 200
const LONGEST_LABEL = 80
const LONGEST_CODE = 60

/** A category or a tie type, as far as matching goes. */
export interface Option { id: string; code: string; labelFr: string; labelEn: string }

/** Our own list that the file's words are matched with: categories, or tie types. */
export const listOptions = (db: Db, target: Target): Promise<Option[]> => {
  const table = target === 'stakeholders' ? schema.categories : schema.tieTypes
  return db.select({ id: table.id, code: table.code, labelFr: table.labelFr, labelEn: table.labelEn }).from(table).orderBy(asc(table.rank), asc(table.code))
}

const cleanWord = (cell: string): string => {
  const read = readLine(cell, 200)
  return 'value' in read ? read.value : ''
}

/** Counts the words of the column that gives the category or the type. */
export function countWords(target: Target, headers: readonly string[], mapping: Mapping, rows: readonly string[][], counts: Map<string, number>): void {
  const header = mapping[choiceField[target]]?.[0]
  const index = header === undefined ? -1 : headers.indexOf(header)
  if (index < 0) return
  for (const row of rows) {
    const word = cleanWord(row[index] ?? '')
    if (word === '' || (counts.size >= MOST_CHOICES && !counts.has(word))) continue
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
}

/** What becomes of each word: what the user said before, else the option of the same name; else a category is left empty and a type waits for a decision. */
export function proposeChoices(target: Target, counts: ReadonlyMap<string, number>, options: readonly Option[], earlier: readonly Choice[]): Choice[] {
  const said = new Map(earlier.map((choice) => [choice.value, choice]))
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([value, count]) => {
    const kept = said.get(value)
    if (kept && kept.action !== 'undecided') return { ...kept, count }
    const option = optionNamed(options, value)
    if (option) return { value, count, action: 'use', code: option.code }
    return { value, count, action: target === 'stakeholders' ? 'empty' : 'undecided', code: null }
  })
}

export function optionNamed(options: readonly Option[], word: string): Option | undefined {
  const key = plain(word)
  return options.find((option) => [option.code, option.labelFr, option.labelEn].some((name) => plain(name) === key))
}

/** Word → id of the option, null for none; a word that is not in the map was never decided. */
export interface Decided { ids: Map<string, string | null>; created: NewChoice[] }

/** The ids behind the choices; those to be created get theirs now. An option that meanwhile exists by that name is used. */
export function decide(choices: readonly Choice[], options: readonly Option[]): Decided {
  const ids = new Map<string, string | null>()
  const created: NewChoice[] = []
  for (const { value, action, code } of choices) {
    if (action === 'empty') ids.set(value, null)
    else if (action === 'use') ids.set(value, options.find((option) => option.code === code)?.id ?? null)
    else if (action === 'create') ids.set(value, optionNamed(options, value)?.id ?? createdFor(value, options, created))
  }
  return { ids, created }
}

function createdFor(value: string, options: readonly Option[], created: NewChoice[]): string {
  const label = value.slice(0, LONGEST_LABEL)
  const twin = created.find((choice) => plain(choice.label) === plain(label))
  if (twin) return twin.id
  const base = plain(label).replace(/ /g, '-').slice(0, LONGEST_CODE - 4).replace(/-$/, '') || 'import'
  const taken = new Set([...options, ...created].map((option) => option.code))
  let code = base
  for (let n = 2; taken.has(code); n += 1) code = `${base}-${n}`
  const choice = { id: newId(), code, label }
  created.push(choice)
  return choice.id
}
