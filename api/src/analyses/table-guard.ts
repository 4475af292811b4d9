import type { FastifyRequest } from 'fastify'
import { commonErrors, type Language } from '../errors.ts'
import { languageOf } from '../plugins/language.ts'
import type { FieldProblem } from '../schemas.ts'

/** What the cells of a table may be. */
export interface CellRule { min: number; max: number; integer: boolean; missing: boolean }

const CELLS_MAX = 300_000
/** Figures in a table, each counted once. The cost grows with them. */
const DISTINCT_MAX = 50_000
const FAULTS_SHOWN = 20

const cellSentence = ({ min, max, integer, missing }: CellRule): Record<Language, string> => ({
  fr: `Un nombre ${integer ? 'entier ' : ''}de ${min} à ${max}${missing ? ', ou null,' : ''} est attendu.`,
  en: `${integer ? 'An integer' : 'A number'} from ${min} to ${max}${missing ? ', or null,' : ''} is expected.`,
})

const allows = (rule: CellRule, cell: unknown): boolean =>
  cell === null ? rule.missing : typeof cell === 'number' && cell >= rule.min && cell <= rule.max && (!rule.integer || Number.isInteger(cell))

/**
 * Refuses (400) the cells that a table cannot hold, the first twenty by name. Runs before the schema, which would write one
 * sentence for each of a million wrong cells and exhaust the memory.
 */
export const guardTables = (rules: Readonly<Record<string, CellRule>>) => async (request: FastifyRequest): Promise<void> => {
  const body = request.body
  if (typeof body !== 'object' || body === null) return
  const language = languageOf(request)
  const faults = Object.entries(rules).flatMap(([name, rule]) => tableFaults(name, (body as Record<string, unknown>)[name], rule, language))
  if (faults.length > 0) throw commonErrors['invalid-request']({ errors: faults.slice(0, FAULTS_SHOWN) })
}

function tableFaults(name: string, table: unknown, rule: CellRule, language: Language): FieldProblem[] {
  if (!Array.isArray(table)) return []
  const cells = table.reduce<number>((total, row) => total + (Array.isArray(row) ? row.length : 1), 0)
  if (cells > CELLS_MAX) return [{ pointer: `/${name}`, code: 'too_big', message: language === 'fr' ? `Au plus ${CELLS_MAX} cases.` : `At most ${CELLS_MAX} cells.` }]
  if (cells > DISTINCT_MAX && new Set(table.flat()).size > DISTINCT_MAX) return [{ pointer: `/${name}`, code: 'too_many_values', message: language === 'fr' ? `Au plus ${DISTINCT_MAX} valeurs différentes : des notes en ont moins.` : `At most ${DISTINCT_MAX} different values: ratings have fewer.` }]
  const message = cellSentence(rule)[language]
  const faults: FieldProblem[] = []
  for (const [i, row] of table.entries()) {
    if (!Array.isArray(row)) faults.push({ pointer: `/${name}/${i}`, code: 'invalid_type', message: language === 'fr' ? 'Une ligne de nombres est attendue.' : 'A row of numbers is expected.' })
    else for (const [j, cell] of row.entries()) if (!allows(rule, cell)) faults.push({ pointer: `/${name}/${i}/${j}`, code: 'out_of_scale', message })
    if (faults.length >= FAULTS_SHOWN) break
  }
  return faults
}
