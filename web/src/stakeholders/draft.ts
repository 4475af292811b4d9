import type { Category, Stakeholder, StakeholderCreate } from './types.ts'

/** A stakeholder being entered; `own` names what the person chose themselves, which a category no longer changes. */
export interface Draft {
  kind: Stakeholder['kind']
  name: string
  categoryId: string | undefined
  perimeterId: string | undefined
  side: Stakeholder['side'] | undefined
  sphere: Stakeholder['sphere'] | undefined
  contractual: boolean | undefined
  status: 'active' | 'emerging'
  parentId: string | undefined
  headcount: string
  city: string
  tags: string[]
  since: string | undefined
  description: string
}

export const emptyDraft = (perimeterId: string | undefined): Draft => ({
  kind: 'organisation', name: '', categoryId: undefined, perimeterId, side: undefined, sphere: undefined, contractual: undefined, status: 'active', parentId: undefined, headcount: '', city: '', tags: [], since: undefined, description: '',
})

/** Side, sphere and contract as the category gives them, where the person said nothing. */
export const givenBy = (category: Category | undefined): { side: Stakeholder['side']; sphere: Stakeholder['sphere']; contractual: boolean } => ({
  side: category?.side ?? 'external', sphere: category?.sphere ?? 'observes', contractual: category?.contractual ?? false,
})

/** A number of people as it is typed, with spaces of any kind; undefined for what is no number. */
export function readHeadcount(typed: string): number | undefined {
  const digits = typed.replace(/[\s\u00a0\u202f.]/g, '')
  return /^\d{1,10}$/.test(digits) && Number(digits) <= 2_000_000_000 ? Number(digits) : undefined
}

/** What is missing or cannot be read, by field. */
export const faultsOf = (draft: Draft): ('name' | 'perimeterId' | 'headcount')[] => [
  ...(draft.name.trim() === '' ? (['name'] as const) : []),
  ...(draft.perimeterId ? [] : (['perimeterId'] as const)),
  ...(draft.headcount.trim() !== '' && readHeadcount(draft.headcount) === undefined ? (['headcount'] as const) : []),
]

/** The draft as the server takes it: what was not said is absent, so that the category decides. */
export function bodyOf(draft: Draft): StakeholderCreate {
  const { kind, name, perimeterId = '', status, tags, headcount, ...rest } = draft
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')
  const people = readHeadcount(headcount)
  return { kind, name: name.trim(), perimeterId, status, ...(tags.length > 0 ? { tags } : {}), ...(people === undefined ? {} : { headcount: people }), ...Object.fromEntries(given) }
}
