import type { FieldProblem } from '../schemas.ts'
import type { Option } from './choices.ts'
import { importErrors } from './errors.ts'
import { fieldsOf, type Target } from './fields.ts'
import { readCell } from './layout.ts'
import type { Choice } from './plan.ts'
import { type Mapping, plain } from './propose.ts'

/** Fields of new rows that may have a default: those that a whole file can share. */
export const defaultable: Record<Target, readonly string[]> = { stakeholders: ['kind', 'category', 'side', 'sphere', 'contractual', 'status', 'since'], ties: ['type', 'strength', 'sign', 'basis', 'source'] }

/** Refuses a mapping that names unknown fields or headers, or feeds a single field from several columns. */
export function requireMapping(target: Target, headers: readonly string[], mapping: Mapping): Mapping {
  const problems: FieldProblem[] = []
  for (const [name, from] of Object.entries(mapping)) {
    const field = Object.hasOwn(fieldsOf[target], name) ? fieldsOf[target][name] : undefined
    if (!field) problems.push({ pointer: `/mapping/${name}`, code: 'unknown-field', message: Object.keys(fieldsOf[target]).join(', ') })
    else if (!field.many && from.length > 1) problems.push({ pointer: `/mapping/${name}`, code: 'one-column-only', message: 'this field takes one column' })
    for (const header of from) if (!headers.includes(header)) problems.push({ pointer: `/mapping/${name}`, code: 'unknown-header', message: header })
  }
  if (problems.length > 0) throw importErrors['import-mapping-refused']({ errors: problems })
  return Object.fromEntries(Object.entries(mapping).filter(([, from]) => from.length > 0))
}

/** Reads defaults as cells are read; a category or a type is named by its code. Throws for each that does not fit. */
export function requireDefaults(target: Target, defaults: Record<string, string>, options: readonly Option[]): Record<string, string> {
  const problems: FieldProblem[] = []
  const read = Object.entries(defaults).flatMap(([name, text]): [string, string][] => {
    const field = defaultable[target].includes(name) ? fieldsOf[target][name] : undefined
    if (!field) {
      problems.push({ pointer: `/defaults/${name}`, code: 'unknown-field', message: defaultable[target].join(', ') })
      return []
    }
    if (text.trim() === '') return []
    const value = field.shape.as === 'choice' ? codeNamed(options, text) : readCell(field, text, name, false)
    if ('value' in value) return [[name, String(value.value)]]
    problems.push({ pointer: `/defaults/${name}`, code: value.code, message: text })
    return []
  })
  if (problems.length > 0) throw importErrors['import-mapping-refused']({ errors: problems })
  return Object.fromEntries(read)
}

function codeNamed(options: readonly Option[], text: string): { value: string } | { code: string } {
  const option = options.find(({ code }) => plain(code) === plain(text))
  return option ? { value: option.code } : { code: 'unknown' }
}

/** Lays the user's decisions over the words of the file; words that the file does not have are refused. */
export function requireChoices(target: Target, choices: readonly Choice[], said: readonly { value: string; action: Choice['action']; code?: string | null | undefined }[], options: readonly Option[]): Choice[] {
  const problems: FieldProblem[] = []
  const decided = new Map(said.map((choice) => [choice.value, choice]))
  for (const [i, { value, action, code }] of said.entries()) {
    if (!choices.some((choice) => choice.value === value)) problems.push({ pointer: `/choices/${i}/value`, code: 'unknown-value', message: value })
    if (action === 'use' && !options.some((option) => option.code === code)) problems.push({ pointer: `/choices/${i}/code`, code: 'unknown', message: String(code ?? '') })
    if (action === 'empty' && target === 'ties') problems.push({ pointer: `/choices/${i}/action`, code: 'type-required', message: 'a tie has a type' })
  }
  if (problems.length > 0) throw importErrors['import-mapping-refused']({ errors: problems })
  return choices.map((choice) => {
    const now = decided.get(choice.value)
    return now ? { ...choice, action: now.action, code: now.action === 'use' ? now.code ?? null : null } : choice
  })
}
