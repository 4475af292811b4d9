import type { Language } from '../errors.ts'
import type { FieldProblem } from '../schemas.ts'

const sentences = {
  'row-length-mismatch': { fr: 'Cette ligne a {found} cases ; {expected} sont attendues.', en: 'This row has {found} cells; {expected} are expected.' },
  'rows-mismatch': { fr: 'Ce tableau a {found} lignes ; {expected} sont attendues, une par acteur.', en: 'This table has {found} rows; {expected} are expected, one for each actor.' },
  'diagonal-not-zero': { fr: 'Un acteur n’a pas d’influence sur lui-même : cette case vaut 0.', en: 'No actor influences itself: this cell is 0.' },
  'objectives-missing': { fr: 'Avec mao2, nommez au moins un objectif.', en: 'With mao2, name at least one objective.' },
} as const

/** A rule that a table breaks, where, and what was found against what is expected. */
export interface TableFault { pointer: string; code: keyof typeof sentences; found?: number; expected?: number }

const FAULTS_SHOWN = 20

type Table = readonly (readonly unknown[])[]

const rowFaults = (name: string, table: Table, expected: number): TableFault[] =>
  table.flatMap((row, i) => (row.length === expected ? [] : [{ pointer: `/${name}/${i}`, code: 'row-length-mismatch' as const, found: row.length, expected }]))

/** What keeps raters × objects from being a table: rows that are not as long as the first one. */
export const ratingFaults = (ratings: Table): TableFault[] => rowFaults('ratings', ratings, ratings[0]?.length ?? 0)

export interface MactorTables { actors: readonly string[]; objectives: readonly string[]; mid: readonly (readonly number[])[]; mao2?: readonly (readonly number[])[] | null | undefined }

/** What keeps MID from being actors × actors with an empty diagonal, and 2MAO from being actors × objectives. */
export function mactorFaults({ actors, objectives, mid, mao2 }: MactorTables): TableFault[] {
  const count = (name: string, table: Table): TableFault[] => (table.length === actors.length ? [] : [{ pointer: `/${name}`, code: 'rows-mismatch', found: table.length, expected: actors.length }])
  const diagonal = mid.flatMap((row, i): TableFault[] => ((row[i] ?? 0) === 0 ? [] : [{ pointer: `/mid/${i}/${i}`, code: 'diagonal-not-zero' }]))
  const influences = [...count('mid', mid), ...rowFaults('mid', mid, actors.length), ...diagonal]
  if (!mao2) return influences
  if (objectives.length === 0) return [...influences, { pointer: '/objectives', code: 'objectives-missing' }]
  return [...influences, ...count('mao2', mao2), ...rowFaults('mao2', mao2, objectives.length)]
}

/** The first faults as fields of a problem, in the reader's language. */
export const faultProblems = (faults: readonly TableFault[], language: Language): FieldProblem[] =>
  faults.slice(0, FAULTS_SHOWN).map(({ pointer, code, found, expected }) => ({
    pointer, code, message: sentences[code][language].replace('{found}', String(found)).replace('{expected}', String(expected)),
  }))
