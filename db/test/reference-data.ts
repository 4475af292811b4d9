import { readFileSync } from 'node:fs'

type Row = Readonly<Record<string, unknown>>
export interface Coded { readonly code: string }
export interface Perimeter extends Coded { readonly parent: string | null; readonly kind: string }
export interface Category extends Coded { readonly palette: number; readonly icon: string }
export interface Stakeholder extends Coded {
  readonly name: string
  readonly kind: string
  readonly category: string
  readonly parent: string | null
  readonly perimeter: string
  readonly status: string
  readonly headcount: number | null
  readonly since: string | null
  readonly fictional: boolean
}
export interface Mandate extends Coded {
  readonly person: string
  readonly organisation: string
  readonly startOn: string | null
  readonly endOn: string | null
}
export interface TieType extends Coded { readonly allowedFrom: readonly string[]; readonly allowedTo: readonly string[] }
export interface Tie { readonly from: string; readonly to: string; readonly type: string; readonly strength: number; readonly startOn: string | null; readonly endOn: string | null; readonly confirmed: boolean; readonly confirmedBy: string | null; readonly confirmedOn: string | null }
export interface Impact extends Coded {
  readonly areas: readonly string[]
  readonly pillar: string
  readonly affected: readonly string[]
  readonly affecting: readonly string[]
  readonly perimeter: string
  readonly actuality: string
  readonly likelihood: number | null
  readonly scale: number
  readonly scope: number
  readonly irremediability: number
}
export interface Expectation { readonly stakeholder: string; readonly area: string; readonly weight: number }
export interface Attendance { readonly stakeholder: string; readonly mandate: string | null; readonly presence: string; readonly capacity: string }
export interface Session extends Coded {
  readonly date: string
  readonly perimeter: string
  readonly agenda: readonly { readonly position: number; readonly point: string | null }[]
  readonly invitations: readonly { readonly stakeholder: string }[]
  readonly attendance: readonly Attendance[]
}
export interface Point extends Coded {
  readonly areas: readonly string[]
  readonly impacts: readonly string[]
  readonly versions: readonly { readonly version: number; readonly session: string }[]
}
export interface Position {
  readonly session: string
  readonly point: string
  readonly version: number
  readonly holder: string
  readonly mandate: string | null
  readonly state: string
  readonly value: number | null
  readonly reason: string | null
  readonly reservation: string | null
  readonly condition: string | null
  readonly manner: string
  readonly source: string
}
export interface Consultation {
  readonly fictional: boolean
  readonly perimeter: string
  readonly holders: readonly string[]
  readonly sessions: readonly Session[]
  readonly points: readonly Point[]
  readonly positions: readonly Position[]
}
export interface DialogueMap {
  readonly dialogue: string
  readonly stakeholders: readonly string[]
  readonly points: readonly { readonly index: number; readonly areas: readonly string[]; readonly impacts: readonly string[] }[]
}

const read = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../reference/${path}`, import.meta.url), 'utf8')) as T
const demo = <T>(name: string): T => read<T>(`demonstration/${name}.json`)

export const areas = read<{ areas: readonly Coded[] }>('iso26000.json').areas.map((area) => area.code)
export const referentiel = read<{ pillars: readonly { id: string }[]; stakeholderCategories: readonly { id: string }[] }>('referentiel.json')
export const dialogues = read<{ dialogues: readonly { id: string; points: readonly Row[] }[] }>('dialogues.json').dialogues
export const perimeters = demo<readonly Perimeter[]>('perimeters')
export const categories = demo<readonly Category[]>('categories')
export const stakeholders = demo<readonly Stakeholder[]>('stakeholders')
export const mandates = demo<readonly Mandate[]>('mandates')
export const tieTypes = demo<readonly TieType[]>('tieTypes')
export const ties = demo<readonly Tie[]>('ties')
export const impacts = demo<readonly Impact[]>('impacts')
export const expectations = demo<readonly Expectation[]>('expectations')
export const consultation = demo<Consultation>('consultation')
export const dialoguesMap = demo<readonly DialogueMap[]>('dialogues-map')

/** Codes of the rows, in their order. */
export const codes = (rows: readonly Coded[]): string[] => rows.map((row) => row.code)
/** Codes that are used and not known. */
export const unknown = (used: readonly string[], known: readonly string[]): string[] => used.filter((code) => !known.includes(code))
/** Values without the absent ones. */
export const given = (values: readonly (string | null)[]): string[] => values.filter((value) => value !== null)
/** YYYY, YYYY-MM or YYYY-MM-DD. */
export const imprecise = /^\d{4}(-\d{2}(-\d{2})?)?$/
export const kindOf = new Map(stakeholders.map((row) => [row.code, row.kind]))
/** Test of an integer from low to high, both included. */
export const between = (low: number, high: number) => (value: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high
