import { z } from 'zod'
import { line, uuid } from '../schemas.ts'

export const searchTypes = ['stakeholder', 'impact', 'point', 'session', 'plan', 'activity', 'commitment', 'outcome', 'round', 'indicator', 'relay', 'watchItem', 'area'] as const
export type SearchType = (typeof searchTypes)[number]

export const SearchRequest = z
  .strictObject({ q: line(200), types: z.array(z.enum(searchTypes)).min(1).max(searchTypes.length).optional(), limit: z.int().min(1).max(50).default(20) })
  .meta({ id: 'SearchRequest', description: 'In a body, because what is typed may be the name of a person, which has no place in an address.' })
const SearchHit = z
  .object({ type: z.enum(searchTypes), id: uuid, title: z.string(), mark: z.string().describe('Reference number, or the code of an area'), fictional: z.boolean() })
  .meta({ id: 'SearchHit' })
export const SearchResult = z.object({ items: z.array(SearchHit), nextCursor: z.null() }).meta({ id: 'SearchResult' })
export type Hit = z.infer<typeof SearchHit>
