import type { Db } from '@convergence/db'
import { stringify } from 'csv-stringify'
import { Readable } from 'node:stream'
import type { Reach } from '../plugins/access.ts'
import { eachStakeholder } from './queries.ts'
import type { StakeholderFilter } from './schemas.ts'

type Row = Awaited<ReturnType<Awaited<ReturnType<typeof eachStakeholder>>['next']>>['value'] extends infer V ? (V extends readonly (infer R)[] ? R : never) : never
export type Dialect = 'fr' | 'machine'

interface Column { machine: string; fr: string; value: (r: Row, dialect: Dialect) => string | number | boolean | null }

const words: Record<string, string> = {
  organisation: 'organisation', group: 'groupe', person: 'personne', internal: 'interne', external: 'externe', participates: 'participe', observes: 'observe', relates: 'entretient des relations', active: 'active', emerging: 'en veille', archived: 'archivée',
}
const word = (value: string, dialect: Dialect) => (dialect === 'fr' ? (words[value] ?? value) : value)
const day = (value: string | null, dialect: Dialect) => (value && dialect === 'fr' ? value.split('-').reverse().join('/') : value)
const yes = (value: boolean, dialect: Dialect) => (dialect === 'fr' ? (value ? 'Oui' : 'Non') : value)

// The internal note is left out on purpose: it never leaves the organisation.
const columns: readonly Column[] = [
  { machine: 'reference', fr: 'Référence', value: ({ row }) => row.reference },
  { machine: 'name', fr: 'Nom', value: ({ row }) => row.name },
  { machine: 'kind', fr: 'Nature', value: ({ row }, d) => word(row.kind, d) },
  { machine: 'category', fr: 'Catégorie', value: ({ category }, d) => (d === 'fr' ? category?.labelFr : category?.code) ?? '' },
  { machine: 'side', fr: 'Côté', value: ({ row }, d) => word(row.side, d) },
  { machine: 'sphere', fr: 'Sphère', value: ({ row }, d) => word(row.sphere, d) },
  { machine: 'status', fr: 'Statut', value: ({ row }, d) => word(row.status, d) },
  { machine: 'contractual', fr: 'Contractuelle', value: ({ row }, d) => yes(row.contractual, d) },
  { machine: 'headcount', fr: 'Personnes représentées', value: ({ row }) => row.headcount },
  { machine: 'tags', fr: 'Étiquettes', value: ({ row }) => row.tags.join('|') },
  { machine: 'city', fr: 'Ville', value: ({ row }) => row.city },
  { machine: 'website', fr: 'Site', value: ({ row }) => row.website },
  { machine: 'perimeter', fr: 'Périmètre', value: ({ perimeter }, d) => (d === 'fr' ? perimeter.name : perimeter.code) },
  { machine: 'parent', fr: 'Rattachée à', value: ({ parent }) => parent },
  { machine: 'since', fr: 'Connue depuis', value: ({ row }, d) => day(row.since, d) },
  { machine: 'archivedOn', fr: 'Archivée le', value: ({ row }, d) => day(row.archivedOn, d) },
  { machine: 'description', fr: 'Description', value: ({ row }) => row.description },
  { machine: 'externalId', fr: 'Identifiant externe', value: ({ row }) => row.externalId },
  { machine: 'fictional', fr: 'Exemple fictif', value: ({ row }, d) => yes(row.fictional, d) },
]

const NEGATIVE_NUMBER = /^-\d+(?:[.,]\d+)?$/

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; a negative number stays one. */
export const harmless = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) && !NEGATIVE_NUMBER.test(text) ? `'${text}` : text)

/** The matching stakeholders as CSV, read and written by the thousand; 'fr' opens as it is in French Excel. */
export function stakeholdersCsv(db: Db, filter: StakeholderFilter, reach: Reach, dialect: Dialect): Readable {
  const csv = stringify({ bom: dialect === 'fr', delimiter: dialect === 'fr' ? ';' : ',', record_delimiter: '\r\n', cast: { string: harmless, boolean: String } })
  const source = Readable.from(lines(db, filter, reach, dialect))
  source.on('error', (error) => csv.destroy(error))
  csv.on('close', () => source.destroy())
  return source.pipe(csv)
}

async function* lines(db: Db, filter: StakeholderFilter, reach: Reach, dialect: Dialect) {
  yield columns.map((c) => c[dialect])
  for await (const rows of eachStakeholder(db, filter, reach)) for (const row of rows) yield columns.map((c) => c.value(row, dialect))
}
